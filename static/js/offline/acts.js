// Confirming and putting off a work that is kept on this device: asked of the server, and where it does not answer, kept
// with what was typed until the line is back.
import { Kept } from "../sheet/kept.js";
import { roundOf } from "./store.js";

export async function act(form, button, typed) {
  const { task } = form.dataset;
  const address = button.formAction;
  const [kept, waits] = [new Kept(task), new Kept(task, "act")];
  kept.write(typed);
  try {
    const answer = await fetch(address, {
      method: "POST",
      headers: { Accept: "application/json", "X-CSRFToken": form.elements.csrf_token.value },
      body: new URLSearchParams(new FormData(form)),
    });
    if (!answer.ok || !answer.headers.get("Content-Type").startsWith("application/json")) return submit(form, address);
    const { next } = await answer.json();
    for (const kind of ["sheet", "saved", "act"]) new Kept(task, kind).forget();
    return location.assign(next ?? document.querySelector(".room-place").href);
  } catch {
    waits.write(button.id);
    return location.assign(document.querySelector("a[rel=next]")?.href ?? roundOf(task).page);
  }
}

// As without script: the server's page says what is wrong.
function submit(form, address) {
  form.action = address;
  HTMLFormElement.prototype.submit.call(form);
}

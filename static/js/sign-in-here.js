// Signs in without leaving the page, so that a text kept below can be sent with the new session.
export default function signInHere(form) {
  const kept = document.getElementById(form.dataset.unlocks);
  const send = kept.querySelector("button");
  const answer = form.querySelector("[data-part=answer]");
  form.removeAttribute("target");
  form.querySelector("[data-part=new-tab]").remove();
  send.disabled = true;

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    answer.hidden = true;
    if (await signedIn(form)) {
      form.remove();
      send.disabled = false;
      send.className = "btn btn-primary";
      kept.querySelector("[data-part=done]").textContent = form.dataset.done;
      send.focus();
    } else {
      answer.textContent = form.dataset.wrong;
      answer.hidden = false;
    }
  });
}

// A right password is answered by a redirect, which is not followed: the page that it leads to is not wanted here.
async function signedIn(form) {
  try {
    const response = await fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" });
    return response.type === "opaqueredirect";
  } catch {
    return false;
  }
}

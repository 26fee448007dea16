// Keys of the screening page, and the word to other secretaries that this work is being looked at.
const TYPING = "input:not([type=checkbox]), textarea, select";
const OFF = "keys-off";
const EVERY = 4 * 60 * 1000;

export default function screening(form) {
  const dialog = document.querySelector(".keys-help");
  const state = { form, dialog, answer: null };
  showHelp(dialog);
  claim(form);
  setInterval(() => document.hidden || claim(form), EVERY);
  document.addEventListener("keydown", (event) => press(event, state));
}

function showHelp(dialog) {
  const button = document.querySelector(".keys-open");
  button.hidden = false;
  button.addEventListener("click", () => dialog.showModal());
  dialog.querySelector(".keys-close").addEventListener("click", () => dialog.close());
  const box = dialog.querySelector("#keys-on");
  box.checked = localStorage.getItem(OFF) === null;
  box.addEventListener("change", () => (box.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1")));
}

function press(event, state) {
  if (event.ctrlKey || event.metaKey || event.altKey || state.dialog.open) return;
  const reasons = event.target.closest(".reasons");
  if (reasons && event.key === "Enter") {
    event.preventDefault();
    (state.answer ?? state.form.querySelector("button[data-words]:enabled"))?.focus();
    return;
  }
  if (localStorage.getItem(OFF) !== null || event.target.closest(TYPING)) return;
  if (reasons && tick(reasons, event)) return;
  if (event.key === "?") state.dialog.showModal();
  else if (event.key === "n" || event.key === "j") follow("next");
  else if (event.key === "p" || event.key === "k") follow("prev");
  else if (event.key === "l") document.querySelector("#later")?.requestSubmit();
  else if (event.key === "r") toReasons(state.form, event);
  else toAnswer(state, event.key);
}

function follow(rel) {
  document.querySelector(`a[rel="${rel}"]`)?.click();
}

function tick(reasons, event) {
  const box = reasons.querySelector(`input[data-tick="${CSS.escape(event.key)}"]`);
  if (!box) return false;
  event.preventDefault();
  box.checked = !box.checked;
  box.focus();
  return true;
}

function toReasons(form, event) {
  event.preventDefault();
  form.querySelector("details").open = true;
  form.querySelector(".reasons input")?.focus();
}

function toAnswer(state, key) {
  const answer = state.form.querySelector(`button[data-key="${CSS.escape(key)}"]:enabled`);
  if (!answer) return;
  state.answer = answer;
  if (answer.dataset.words) state.form.querySelector("details").open = true;
  answer.focus();
}

// A claim that is not heard is no harm: the version in the form keeps two answers apart.
async function claim(form) {
  const notice = document.querySelector("#holder");
  const token = form.querySelector("[name=csrf_token]").value;
  const asked = { method: "POST", headers: { "X-CSRFToken": token, Accept: "application/json" } };
  const answer = await fetch(notice.dataset.claim, asked).catch(() => null);
  if (!answer?.ok) return;
  const { holder } = await answer.json();
  notice.hidden = !holder;
  if (holder) notice.querySelector("span").textContent = holder;
}

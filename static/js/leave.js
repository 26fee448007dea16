// Signing out takes with it whatever works and sheets are kept on this device; marks that wait are sent before.
import { known, removeAll, tasksWith } from "./offline/store.js";
import { sendAll } from "./offline/sync.js";

export default function leave(form) {
  form.addEventListener("submit", async (event) => {
    if (!known().owner) return;
    event.preventDefault();
    await sendAll();
    if (tasksWith("sheet").length && !confirm(form.dataset.unsent)) return;
    await removeAll();
    HTMLFormElement.prototype.submit.call(form);
  });
}

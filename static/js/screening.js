// Keys of the screening page: digits lead to an answer (Enter gives it), j and k to the next and the previous work.
const TYPING = "input:not([type=checkbox]), textarea, select";

export default function screening(form) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest(TYPING)) return;
    if (event.key === "j" || event.key === "k") {
      document.querySelector(`a[rel="${event.key === "j" ? "next" : "prev"}"]`)?.click();
      return;
    }
    const answer = form.querySelector(`button[data-key="${CSS.escape(event.key)}"]:enabled`);
    if (!answer) return;
    if (answer.dataset.words) form.querySelector("details").open = true;
    answer.focus();
  });
}

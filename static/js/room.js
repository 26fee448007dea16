// On a narrow screen the sheet is a panel over the work, opened from the bar that stays. Without this script it stands
// under the work.
const NARROW = "(max-width: 61.99rem)";

export default function room(element) {
  const sheet = element.querySelector(".room-sheet");
  const button = element.querySelector(".room-panel");
  const close = element.querySelector(".sheet-close");
  if (!button) return;
  const narrow = matchMedia(NARROW);
  const isOpen = () => element.dataset.panel === "open";

  function set(open) {
    element.dataset.panel = open ? "open" : "closed";
    button.setAttribute("aria-expanded", String(open));
  }

  function show() {
    if (isOpen() || !narrow.matches) return;
    set(true);
    sheet.scrollTop = 0;
    sheet.focus({ preventScroll: true });
  }

  function hide() {
    set(false);
    button.focus({ preventScroll: true });
  }

  button.hidden = close.hidden = false;
  button.addEventListener("click", () => (isOpen() ? hide() : show()));
  close.addEventListener("click", hide);
  element.addEventListener("sheet-needed", show);
  for (const link of element.querySelectorAll('a[href="#sheet"]')) {
    link.addEventListener("click", (event) => {
      if (!narrow.matches) return;
      event.preventDefault();
      show();
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isOpen() && narrow.matches && !document.querySelector("dialog[open]")) hide();
  });
  set(false);
  if (location.hash === "#sheet" || sheet.querySelector("[role=alert], .field-wrong")) show();
}

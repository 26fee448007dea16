// The judge's keys. They can be switched off on this device, since single letters also come from speech and switches.
const WAIT = 900;
const OFF = "keys-off";

export default function keys(room) {
  const dialog = room.querySelector(".keys-help");
  const button = room.querySelector(".room-keys");
  const state = { room, dialog, typed: "", at: 0 };
  const show = () => dialog.showModal();
  button.hidden = false;
  button.addEventListener("click", show);
  dialog.querySelector(".keys-close").addEventListener("click", () => dialog.close());
  keepSwitch(dialog.querySelector("#keys-on"));
  markTab(room);
  document.addEventListener("keydown", (event) => press(event, state, show));
}

function keepSwitch(box) {
  box.checked = localStorage.getItem(OFF) === null;
  box.addEventListener("change", () => {
    if (box.checked) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
  });
}

function press(event, state, show) {
  if (event.ctrlKey || event.metaKey || event.altKey || state.dialog.open) return;
  const target = event.target;
  if (event.key === "Enter" && target.matches(".criterion input")) {
    event.preventDefault();
    document.querySelector("#confirm").click();
    return;
  }
  if (localStorage.getItem(OFF) !== null || target.matches("textarea, select, input:not([type=radio])")) return;
  if (event.key === "?") show();
  else if (event.key === "j") follow(state.room, "next");
  else if (event.key === "k") follow(state.room, "prev");
  else if (/^[0-9.,]$/.test(event.key)) mark(event, state);
}

function follow(room, rel) {
  room.querySelector(`a[rel=${rel}]`)?.click();
}

// Digits typed in one go make one mark: 4, then a comma, then 5.
function mark(event, state) {
  const group = document.activeElement.closest("fieldset[data-mark]") ?? firstUnmarked(state.room);
  if (!group) return;
  event.preventDefault();
  const key = event.key === "," ? "." : event.key;
  const choices = [...group.querySelectorAll("input")];
  const fitting = (text) => choices.find((choice) => choice.value === text.replace(/\.$/, ""));
  const together = Date.now() - state.at < WAIT && state.group === group ? state.typed + key : key;
  state.typed = fitting(together) || together.endsWith(".") ? together : key;
  state.at = Date.now();
  state.group = group;
  const choice = fitting(state.typed);
  if (!choice) return;
  choice.checked = true;
  choice.focus();
  choice.dispatchEvent(new Event("input", { bubbles: true }));
}

function firstUnmarked(room) {
  return [...room.querySelectorAll("fieldset[data-mark]")].find((group) => !group.querySelector("input:checked"));
}

// Which of the two parts is in sight, for the tabs of a phone.
function markTab(room) {
  const tabs = [...room.querySelectorAll(".room-tabs a")];
  const watch = new IntersectionObserver(
    (seen) => {
      for (const part of seen) {
        const tab = tabs.find((one) => one.hash === `#${part.target.id}`);
        if (part.isIntersecting) tab.setAttribute("aria-current", "true");
        else tab.removeAttribute("aria-current");
      }
    },
    { rootMargin: "-45% 0px -45% 0px" },
  );
  for (const part of room.querySelectorAll(".room-work, .room-sheet")) watch.observe(part);
}

// The judge's keys. They can be switched off on this device, since single letters also come from speech and switches.
const WAIT = 1500;
const OFF = "keys-off";
const PLAYING = { p: "play", b: "back", f: "forward", r: "pin", s: "speed" };

export default function keys(room) {
  const dialog = room.querySelector(".keys-help");
  const button = room.querySelector(".room-keys");
  const state = { room, dialog, typed: "", at: 0 };
  const show = () => dialog.showModal();
  button.hidden = false;
  button.addEventListener("click", show);
  dialog.querySelector(".keys-close").addEventListener("click", () => dialog.close());
  keepSwitch(dialog.querySelector("#keys-on"));
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
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
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
  else if (PLAYING[event.key] && play(state.room, PLAYING[event.key])) event.preventDefault();
  else if (/^[0-9.,]$/.test(event.key)) mark(event, state);
}

function follow(room, rel) {
  room.querySelector(`a[rel=${rel}]`)?.click();
}

// The player that plays, else the one used last, else the first.
function play(room, name) {
  const players = [...room.querySelectorAll("[data-behaviour=player]")];
  const playing = players.find((one) => [...one.querySelectorAll("audio, video")].some((media) => !media.paused));
  const begun = players.findLast((one) => [...one.querySelectorAll("audio, video")].some((media) => media.currentTime));
  const wanted = playing ?? begun ?? players[0];
  wanted?.dispatchEvent(new CustomEvent("player-act", { detail: name }));
  return Boolean(wanted);
}

// Digits typed in one go make one mark: 4, then a comma, then 5.
function mark(event, state) {
  const group = document.activeElement.closest("fieldset[data-mark]") ?? firstUnmarked(state.room);
  if (!group) return;
  state.room.dispatchEvent(new Event("sheet-needed"));
  if (group.matches("input")) return group.focus();
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

// Buttons without a choice, or a field without a number: the digit goes into the field by itself.
function firstUnmarked(room) {
  const given = (one) => (one.matches("input") ? one.value.trim() : one.querySelector("input:checked"));
  return [...room.querySelectorAll("[data-mark]")].find((one) => !given(one));
}

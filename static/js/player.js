// Sound and film: speed, seeking, remarks pinned to a second, and which seconds were played.
import { clock, read, write } from "./sheet/pins.js";
import { saySeen } from "./sheet/seen.js";

const LONGEST_STEP = 10;

export default function player(figure) {
  const media = [...figure.querySelectorAll("audio, video")];
  const state = { figure, media, now: media[0], typed: figure.querySelector("textarea") };
  for (const one of media) follow(state, one);
  figure.querySelector(".player-tools").hidden = false;
  for (const button of figure.querySelectorAll("button[data-seek]")) {
    button.addEventListener("click", () => seek(state, Number(button.dataset.seek)));
  }
  figure.querySelector("button[data-play]").addEventListener("click", () => toggle(state));
  const speed = figure.querySelector("[data-speed]");
  speed.addEventListener("change", () => setSpeed(state, speed));
  // The judge's keys ask for acts by name.
  figure.addEventListener("player-act", ({ detail }) => act(state, detail, speed));
  showPins(state);
  if (!state.typed) return;
  figure.classList.add("player-scripted");
  figure.querySelector("button[data-pin]").addEventListener("click", () => pin(state));
  // The sheet's own script puts texts back, from this device or from another window.
  state.typed.addEventListener("refilled", () => showPins(state));
}

function act(state, name, speed) {
  if (name === "play") toggle(state);
  else if (name === "back") seek(state, -5);
  else if (name === "forward") seek(state, 5);
  else if (name === "pin" && state.typed) pin(state);
  else if (name === "speed") {
    speed.selectedIndex = (speed.selectedIndex + 1) % speed.options.length;
    setSpeed(state, speed);
  }
}

function setSpeed({ media }, speed) {
  for (const one of media) one.playbackRate = one.defaultPlaybackRate = Number(speed.value);
}

function toggle({ now }) {
  if (now.paused) now.play().catch(() => {});
  else now.pause();
}

function seek(state, by) {
  const { now } = state;
  now.currentTime = Math.min(Math.max(now.currentTime + by, 0), now.duration || Infinity);
}

// A second counts once it was played to its end; what is jumped over does not.
function follow(state, one) {
  let before = null;
  const note = (until) => {
    if (before !== null && until > before && until - before < LONGEST_STEP * one.playbackRate) {
      saySeen(state.figure, state.figure.dataset.file, Math.floor(before), Math.floor(until));
      before = Math.floor(until) > before ? Math.floor(until) : before;
    } else before = until;
  };
  one.addEventListener("play", () => {
    state.now = one;
    for (const other of document.querySelectorAll("audio, video")) if (other !== one) other.pause();
    before = one.currentTime;
  });
  one.addEventListener("seeking", () => (before = null));
  one.addEventListener("seeked", () => (before = one.currentTime));
  one.addEventListener("timeupdate", () => {
    showTime(state);
    if (!one.seeking) note(one.currentTime);
  });
  one.addEventListener("ended", () => note(Math.ceil(one.duration)));
}

function showTime({ figure, now }) {
  const button = figure.querySelector("button[data-pin]");
  if (button) button.querySelector("span").textContent = figure.dataset.pin.replace("{time}", clock(now.currentTime));
}

function pin(state) {
  const second = Math.floor(state.now.currentTime);
  const pins = [...read(state.typed.value), { second, text: "" }];
  pins.sort((one, other) => (one.second ?? Infinity) - (other.second ?? Infinity));
  state.typed.value = write(pins);
  showPins(state);
  const place = pins.findIndex((one) => one.second === second && one.text === "");
  state.figure.querySelectorAll("[data-pins] input")[place]?.focus();
}

// The remarks as a list: a button that leads there, the text, a button that takes it away. Where the sheet cannot be
// changed the list of the server stays, and its links lead there.
function showPins(state) {
  const list = state.figure.querySelector("[data-pins]");
  if (!state.typed) {
    for (const link of list.querySelectorAll("[data-second]")) {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        go(state, Number(link.dataset.second));
      });
    }
    return;
  }
  const pins = read(state.typed.value);
  list.replaceChildren(...pins.map((one, place) => row(state, pins, one, place)));
}

function row(state, pins, one, place) {
  const time = one.second === null ? "" : clock(one.second);
  const words = (name) => state.figure.dataset[name].replace("{time}", time);
  const item = document.createElement("li");
  if (time) {
    const lead = button("pin-time", time, words("go"), () => go(state, one.second));
    lead.dataset.second = one.second;
    item.append(lead);
  }
  const text = document.createElement("input");
  Object.assign(text, { className: "form-control", value: one.text, maxLength: 500 });
  text.setAttribute("aria-label", words("text"));
  text.addEventListener("input", (event) => {
    event.stopPropagation();
    one.text = text.value;
    changed(state, pins);
  });
  const away = button("pin-away", "×", words("remove"), () => {
    changed(state, pins.filter((other) => other !== one));
    showPins(state);
    (state.figure.querySelectorAll("[data-pins] input")[place] ?? state.figure.querySelector("button[data-pin]")).focus();
  });
  item.append(text, away);
  return item;
}

function button(kind, text, label, act) {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", className: `btn btn-outline-secondary ${kind}`, textContent: text });
  made.setAttribute("aria-label", label);
  made.addEventListener("click", act);
  return made;
}

function changed({ typed }, pins) {
  typed.value = write(pins);
  typed.form?.dispatchEvent(new Event("input", { bubbles: true }));
}

function go(state, second) {
  state.now.currentTime = second;
  state.now.play().catch(() => {});
}

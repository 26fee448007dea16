// What was heard and seen goes to the server in small stretches, a few times a minute; what could not be sent waits on
// this device. The parts of the page tell by an event `seen` with {file, from, to}: whole seconds, or pages from 0.
import { Kept } from "./sheet/kept.js";
import { add } from "./sheet/spans.js";

const EVERY = 10_000;
// The work is not this judge's any more: there is nobody to tell.
const GONE = 404;

export default function coverage(room) {
  if (!room.dataset.coverageAddress) return;
  const state = { room, kept: new Kept(room.dataset.task, "seen"), words: room.querySelector("[data-coverage]") };
  state.spans = state.kept.read() ?? {};
  room.addEventListener("seen", ({ detail: { file, from, to } }) => {
    state.spans[file] = add(state.spans[file] ?? [], from, to);
    state.kept.write(state.spans);
    state.timer ??= setTimeout(() => send(state), EVERY);
  });
  addEventListener("online", () => send(state));
  addEventListener("pagehide", () => send(state));
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && send(state));
  send(state);
}

async function send(state) {
  clearTimeout(state.timer);
  state.timer = null;
  const { room, kept } = state;
  const spans = state.spans;
  if (!Object.keys(spans).length) return;
  state.spans = {};
  try {
    const token = document.querySelector("[name=csrf_token]")?.value ?? "";
    const answer = await fetch(room.dataset.coverageAddress, {
      method: "POST",
      keepalive: true,
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      body: JSON.stringify({ spans }),
    });
    if (!answer.ok && answer.status !== GONE) throw new Error(answer.status);
    if (answer.ok) tell(state, await answer.json());
  } catch {
    // No line, or not signed in at the moment: it goes with the next stretch, or when the work is opened again.
    for (const [file, list] of Object.entries(spans)) {
      for (const [from, to] of list) state.spans[file] = add(state.spans[file] ?? [], from, to);
    }
  }
  if (Object.keys(state.spans).length) kept.write(state.spans);
  else kept.forget();
}

function tell({ words, room }, { share, words: text, enough }) {
  const place = words?.querySelector("span");
  if (!place) return;
  place.textContent = text;
  if (enough) delete words.dataset.tone;
  room.dataset.share = share;
}

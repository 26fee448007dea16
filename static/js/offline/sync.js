// What was marked without a line goes to the server when it is back, and what is kept becomes what the server's list says.
import { OUT_OF_DATE, renewed } from "../session.js";
import { Kept } from "../sheet/kept.js";
import { keep, known, removeAll, removeRound, tasksWith } from "./store.js";

const AGAIN = 15_000;
const JSON_ASKED = { Accept: "application/json" };
let waiting = null;

export async function sync() {
  clearTimeout(waiting);
  const sent = await sendAll();
  if (!sent) waiting = setTimeout(sync, AGAIN);
  else for (const [id, round] of Object.entries(known().rounds)) await compare(id, round);
  dispatchEvent(new Event("works-synced"));
}

// Sends every sheet of this device that no page has open; false when there is no line, or nobody is signed in.
export async function sendAll() {
  try {
    for (const task of tasksWith("sheet")) await unlessOpen(task, () => send(task));
    for (const task of tasksWith("seen")) await unlessOpen(task, () => sendSeen(task));
    return true;
  } catch {
    return false;
  }
}

// A page that has the sheet open sends it itself. Where pages cannot tell each other, only they send.
async function unlessOpen(task, act) {
  await navigator.locks?.request(`sheet:${task}`, { ifAvailable: true }, (lock) => lock && act());
}

export function holdOpen(task) {
  navigator.locks?.request(`sheet:${task}`, { mode: "shared" }, () => new Promise(() => {}));
}

async function send(task) {
  const [typed, fault, act] = [new Kept(task), new Kept(task, "fault"), new Kept(task, "act")];
  const fields = typed.read();
  if (!fields || fault.read()?.version === fields.version) return;
  await sendSeen(task);
  const answer = await post(`/tasks/${task}/save`, new URLSearchParams(fields));
  if (answer.status === 404) return forget(task);
  const found = await answer.json();
  if (!answer.ok) {
    fault.write({ version: fields.version, stale: Boolean(found.stored), message: found.message });
    return;
  }
  const saved = { ...fields, version: String(found.version) };
  new Kept(task, "saved").write(saved);
  if (JSON.stringify(typed.read()) === JSON.stringify(fields)) typed.write(saved);
  if (act.read() && !(await done(task, act.read(), saved))) return;
  typed.forget();
}

// Whether the sheet was confirmed, or put off; if not, why is kept beside it.
async function done(task, name, fields) {
  const answer = await post(`/tasks/${task}/${name}`, new URLSearchParams(fields));
  new Kept(task, "act").forget();
  if (answer.ok) return true;
  new Kept(task, "fault").write({ version: fields.version, stale: false, message: "" });
  return false;
}

async function sendSeen(task) {
  const seen = new Kept(task, "seen");
  const spans = seen.read();
  if (!spans) return;
  const body = JSON.stringify({ spans });
  const answer = await post(`/tasks/${task}/coverage`, body, { "Content-Type": "application/json" });
  if (answer.ok || answer.status === 404) seen.forget();
}

function forget(task) {
  for (const kind of ["sheet", "saved", "act", "seen", "fault"]) new Kept(task, kind).forget();
}

async function post(address, body, headers = {}) {
  const ask = () => {
    const token = document.querySelector("[name=csrf_token]")?.value ?? "";
    return fetch(address, { method: "POST", headers: { ...JSON_ASKED, ...headers, "X-CSRFToken": token }, body });
  };
  const answer = await ask();
  if (!OUT_OF_DATE.has(answer.status)) return answer;
  if (!(await renewed())) throw new Error("signed out");
  const again = await ask();
  if (OUT_OF_DATE.has(again.status)) throw new Error("signed out");
  return again;
}

// A seat that was taken away answers 404; a round that is closed keeps nothing.
async function compare(id, round) {
  try {
    const answer = await fetch(round.list, { headers: JSON_ASKED });
    if (answer.status === 404) return await removeRound(id);
    if (!answer.ok) return undefined;
    const list = await answer.json();
    if (list.owner !== known().owner) return await removeAll();
    if (!list.open || Date.now() >= list.until) return await removeRound(id);
    return await keep(id, list, { ...round, address: round.list });
  } catch {
    return undefined; // The line is gone again: what is kept stays as it is until it is back.
  }
}

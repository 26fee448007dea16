// The page on which a judge keeps the works of a round on this device, and removes them.
import { known, keep, removeAll, removeRound, tasksWith } from "./offline/store.js";
import { sync } from "./offline/sync.js";
import { Kept } from "./sheet/kept.js";

export default function offline(box) {
  const part = (name) => document.querySelector(`[data-part=${name}]`);
  const state = { box, part, id: box.dataset.round, words: box.dataset };
  show(state);
  addEventListener("works-synced", () => part("progress").hidden && show(state));
  part("line").hidden = location.hash !== "#without-a-line" && navigator.onLine;
  if (!("serviceWorker" in navigator && "caches" in window)) return say(state, state.words.unable);
  part("form").hidden = false;
  part("keep").addEventListener("click", () => take(state));
  part("remove").addEventListener("click", () => remove(state));
  return undefined;
}

async function take(state) {
  const { box, part, words, id } = state;
  const played = Boolean(box.querySelector("[name=played]:checked").value);
  part("keep").disabled = true;
  part("progress").hidden = false;
  try {
    await navigator.serviceWorker.register("/offline.js");
    await navigator.serviceWorker.ready;
    await navigator.storage.persist?.();
    const list = await (await fetch(words.list, { headers: { Accept: "application/json" } })).json();
    const size = sizeOf(list, played);
    const free = await room();
    if (size > free) say(state, fill(words.room, { size: bytes(size), free: bytes(free) }));
    else {
      const tell = (done, count, came) => {
        part("progress").value = done / count;
        say(state, fill(words.keeping, { done, count, size: bytes(came), whole: bytes(size) }));
      };
      await keep(id, list, { address: words.list, played, expired: words.expired }, tell);
      show(state);
    }
  } catch {
    show(state);
    say(state, words.broken);
  }
  part("keep").disabled = false;
  part("progress").hidden = true;
}

function sizeOf(list, played) {
  const files = list.works.flatMap((work) => work.files).filter(([, , plays]) => played || !plays);
  return files.reduce((sum, [, size]) => sum + size, 0);
}

async function room() {
  const { quota, usage } = (await navigator.storage.estimate?.()) ?? {};
  return quota ? quota - usage : Infinity;
}

async function remove(state) {
  const { words, id } = state;
  await sync();
  if (tasksWith("sheet").length && !confirm(words.removing)) return;
  await removeRound(id);
  if (!Object.keys(known().rounds).length) await removeAll();
  show(state);
  say(state, words.gone);
}

// What is kept, work by work, and what still has to reach the server.
function show(state) {
  const { part, words, id } = state;
  const round = known().rounds[id];
  part("remove").hidden = !round;
  for (const item of document.querySelectorAll("[data-work]")) {
    const text = stateOf(item.dataset.work, round, words);
    item.querySelector("[data-part=state]").textContent = text ? ` · ${text}` : "";
  }
  const count = tasksWith("sheet").length;
  part("unsent").hidden = !count;
  part("unsent").textContent = fill(words.unsent, { count });
  if (round) {
    const style = { dateStyle: "short", timeStyle: "short", timeZone: words.zone };
    const moment = new Date(round.at).toLocaleString(document.documentElement.lang, style);
    say(state, fill(words.kept, { count: Object.keys(round.tasks).length, moment }));
  } else say(state, "");
}

function stateOf(task, round, words) {
  const fault = new Kept(task, "fault").read();
  if (new Kept(task).read()) {
    if (fault?.stale) return words.undecided;
    return fault ? `${words.refused} ${fault.message}` : words.waiting;
  }
  return round && task in round.tasks ? words.here : "";
}

function say({ part }, text) {
  part("status").textContent = text;
}

function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

function bytes(count) {
  const units = ["kB", "MB", "GB"];
  let [value, place] = [count / 1000, 0];
  while (value >= 1000 && place < 2) [value, place] = [value / 1000, place + 1];
  return `${value.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })} ${units[place]}`;
}

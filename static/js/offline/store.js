// What a judge keeps on this device: in caches the works, in the local store whose they are and what was typed.
import { Kept } from "../sheet/kept.js";

const PREFIX = "works:";
const ABOUT = "/offline/about";
const MINE = "works";
// What is kept of a sheet: typed and not sent, last saved, act to be done, stretches seen, why it was not taken.
const OF_TASK = ["sheet", "saved", "act", "seen", "fault"];
const SHOWN = /^(image\/(jpeg|png|webp|gif)|audio\/[\w.+-]+|video\/[\w.+-]+|application\/pdf)$/;
const TASK = /^\/tasks\/([0-9a-f-]{36})(?=\/|$)/;
const AT_ONCE = 4;
// A line that hangs is no line: without a byte for so long what is fetched is given up and begun anew, so many times.
const PATIENCE = 15000;
const TRIES = 3;

// Whose the things on this device are, and the rounds kept: {owner, rounds: {id: {list, page, until, at, played, tasks}}}.
export function known() {
  try {
    return JSON.parse(localStorage.getItem(MINE)) ?? { rounds: {} };
  } catch {
    return { rounds: {} };
  }
}

function know(found) {
  try {
    localStorage.setItem(MINE, JSON.stringify(found));
  } catch {
    // A full or forbidden store keeps nothing of anybody either.
  }
}

// Says whose what is typed here is, so that the next person finds nothing of it.
export async function claim() {
  const { reader } = document.body.dataset;
  const { owner } = known();
  if (!reader || owner === reader) return;
  if (owner) await removeAll();
  know({ rounds: {}, owner: reader });
}

export function roundOf(task) {
  return Object.values(known().rounds).find((round) => task in round.tasks);
}

// The tasks of which something is kept under the name, in no order.
export function tasksWith(name) {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(`${name}:`)).map((key) => key.slice(name.length + 1));
  } catch {
    return [];
  }
}

export async function removeAll() {
  for (const name of await names()) await caches.delete(name);
  for (const kind of OF_TASK) for (const task of tasksWith(kind)) new Kept(task, kind).forget();
  try {
    localStorage.removeItem(MINE);
  } catch {
    // Nothing was kept there.
  }
  for (const one of (await navigator.serviceWorker?.getRegistrations()) ?? []) await one.unregister();
}

async function names() {
  return "caches" in window ? (await caches.keys()).filter((name) => name.startsWith(PREFIX)) : [];
}

// The works go; what was typed and has not reached the server stays until its judge signs out or removes it.
export async function removeRound(id) {
  await caches.delete(PREFIX + id);
  const found = known();
  for (const task of Object.keys(found.rounds[id]?.tasks ?? {})) new Kept(task, "saved").forget();
  delete found.rounds[id];
  know(found);
}

async function removeTask(cache, task) {
  for (const { url } of await cache.keys()) {
    if (TASK.exec(new URL(url).pathname)?.[1] === task) await cache.delete(url);
  }
  for (const kind of OF_TASK) new Kept(task, kind).forget();
}

// Makes what is kept of a round what the server's list says; `tell(done, count, bytes)` hears how far it is. Files that
// are here are not fetched again, so that a broken taking goes on where it broke.
export async function keep(id, list, { address, played, expired }, tell = () => {}) {
  const cache = await caches.open(PREFIX + id);
  const { owner, until, page } = list;
  await cache.put(ABOUT, new Response(JSON.stringify({ owner, until, page, expired, language: document.documentElement.lang })));
  const earlier = known().rounds[id];
  const before = earlier?.tasks ?? {};
  const now = new Set(list.works.map(({ task }) => task));
  const here = (await cache.keys()).map(({ url }) => TASK.exec(new URL(url).pathname)?.[1]).filter(Boolean);
  const gone = [...new Set([...here, ...Object.keys(before)])].filter((task) => !now.has(task));
  for (const task of gone) await removeTask(cache, task);
  const round = { list: address, page, until, expired, played, at: earlier?.at ?? Date.now(), tasks: {} };
  for (const task of now) if (before[task] && earlier.played === played) round.tasks[task] = before[task];
  know({ ...known(), owner, rounds: { ...known().rounds, [id]: round } });
  await fetchAll(cache, list, round, gone.length > 0, tell, (task, stamp) => {
    round.tasks[task] = stamp;
    know({ ...known(), rounds: { ...known().rounds, [id]: round } });
  });
}

async function fetchAll(cache, list, round, gone, tell, done) {
  const works = list.works.filter(({ task, stamp }) => round.tasks[task] !== stamp);
  const wanted = works.map((work) => ({ ...work, files: work.files.filter(([, , plays]) => round.played || !plays) }));
  const count = wanted.reduce((sum, { files }) => sum + files.length, 0);
  let [number, bytes] = [0, 0];
  const parts = new Set(list.scripts);
  if (wanted.length || gone || !(await cache.match(list.page))) await keepPage(cache, list.page, parts);
  for (const work of wanted) {
    const copies = new Set();
    await keepPage(cache, work.address, parts, copies);
    for (const copy of copies) await keepPage(cache, copy, parts);
    await removeOthers(cache, work);
    await eachOf(work.files, async ([address, size]) => {
      await keepFile(cache, address, size);
      [number, bytes] = [number + 1, bytes + size];
      tell(number, count, bytes);
    });
    done(work.task, work.stamp);
  }
  await eachOf([...parts], async (part) => (await cache.match(part)) ?? (await keepPart(cache, part)));
}

async function eachOf(things, act) {
  const waiting = [...things];
  const one = async () => {
    while (waiting.length) await act(waiting.shift());
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}

// What `take(answer, heard)` makes of the answer of an address; it calls `heard` as bytes come.
async function fetched(address, take) {
  for (let left = TRIES; ; left -= 1) {
    const cut = new AbortController();
    const silence = new Promise((_, refuse) => cut.signal.addEventListener("abort", () => refuse(cut.signal.reason)));
    let timer;
    const heard = () => {
      clearTimeout(timer);
      timer = setTimeout(() => cut.abort(), PATIENCE);
    };
    heard();
    try {
      const cache = left < TRIES ? "no-store" : "default";
      const taken = answered(address, { signal: cut.signal, cache }, heard).then((answer) => take(answer, heard));
      return await Promise.race([silence, taken]);
    } catch (fault) {
      if (!cut.signal.aborted || left === 1) throw fault;
    } finally {
      clearTimeout(timer);
    }
  }
}

// Asked for again a thing goes past the browser's own store, which lets it wait behind what hangs.
async function answered(address, options, heard) {
  const answer = await fetch(address, options);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  heard();
  return answer;
}

// A page, the styles and scripts that it names, and the kept copies of articles that it leads to.
async function keepPage(cache, address, parts, copies = new Set()) {
  const text = await fetched(address, async (answer, heard) => {
    if (answer.redirected) throw new Error(`${address}: redirected`);
    const read = await answer.clone().text();
    heard();
    await cache.put(address, answer);
    return read;
  });
  const found = new DOMParser().parseFromString(text, "text/html");
  for (const one of found.querySelectorAll("link[href], script[src], img[src]")) {
    const part = one.getAttribute("href") ?? one.getAttribute("src");
    if (part.includes("/static/")) parts.add(part);
  }
  for (const link of found.querySelectorAll('a[href^="/tasks/"][href*="/copies/"]')) copies.add(link.getAttribute("href"));
}

function keepPart(cache, address) {
  return fetched(address, (answer) => cache.put(address, answer));
}

// A file that the judge may not have any more, or that another one stands for now.
async function removeOthers(cache, { task, files }) {
  const wanted = new Set(files.map(([address]) => address));
  for (const { url } of await cache.keys()) {
    const { pathname } = new URL(url);
    if (pathname.startsWith(`/tasks/${task}/files/`) && !wanted.has(pathname)) await cache.delete(url);
  }
}

// Whoever made a file may have put a page into it: from our own address it is shown only where it can do nothing.
async function keepFile(cache, address, size) {
  if (await cache.match(address)) return;
  await fetched(address, (answer, heard) => {
    const type = (answer.headers.get("Content-Type") ?? "").split(";")[0];
    const headers = { "Content-Type": type, "X-Content-Type-Options": "nosniff" };
    if (!SHOWN.test(type)) Object.assign(headers, { "Content-Type": "application/octet-stream", "Content-Disposition": "attachment" });
    return cache.put(address, new Response(answer.body.pipeThrough(heardAlong(heard)), { headers }));
  });
  const { size: came } = await (await cache.match(address)).blob();
  if (came === size) return;
  await cache.delete(address);
  throw new Error(`${address}: ${came} of ${size} bytes`);
}

function heardAlong(heard) {
  return new TransformStream({
    transform(chunk, out) {
      heard();
      out.enqueue(chunk);
    },
  });
}

// Answers for the works that a judge keeps on this device while there is no line. It keeps nothing by itself: pages ask
// for that (store.js). Each round has a cache of its own, with what is known about it at ABOUT; after its closing instant
// nothing of it is opened any more.
const PREFIX = "works:";
const ABOUT = "/offline/about";
// A line that hangs is no line, for a page that is here.
const PATIENCE = 8000;
const FILE = /^\/tasks\/[0-9a-f-]{36}\/files\//;
const TASK = /^\/tasks\/[0-9a-f-]{36}(?=\/|$)/;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.method === "POST" && pathname === "/sign-out") event.waitUntil(removeAll());
  else if (request.method === "POST" && request.mode === "navigate" && !navigator.onLine) event.respondWith(sent());
  if (request.method !== "GET") return;
  if (FILE.test(pathname)) event.respondWith(file(request, pathname));
  else if (request.mode === "navigate") event.respondWith(page(event, pathname));
  else if (pathname.includes("/static/")) event.respondWith(part(request, pathname));
});

// What is kept at an address, in the first round that has it; `over` is set where a round has just ended.
async function find(pathname) {
  let over = null;
  let about = null;
  for (const name of await caches.keys()) {
    if (!name.startsWith(PREFIX)) continue;
    const cache = await caches.open(name);
    const known = await (await cache.match(ABOUT))?.json();
    if (!known) continue;
    if (Date.now() >= known.until) {
      over = known;
      await caches.delete(name);
      continue;
    }
    about ??= known;
    const response = await cache.match(pathname, { ignoreSearch: true, ignoreVary: true });
    if (response) return { cache, response, about: known };
  }
  return { about, over };
}

async function removeAll() {
  for (const name of await caches.keys()) if (name.startsWith(PREFIX)) await caches.delete(name);
}

// A page comes from the server while it can be reached, and what is kept of it becomes new with it.
async function page(event, pathname) {
  const found = await find(pathname);
  const asked = fetch(event.request);
  try {
    const answer = await (found.response ? Promise.race([asked, late()]) : asked);
    if (found.response && answer.status >= 500) return found.response;
    const copy = answer.clone();
    if (found.response) event.waitUntil(renew(found.cache, pathname, copy));
    return answer;
  } catch (fault) {
    asked.catch(() => {});
    if (found.response) return found.response;
    if (found.over) return sentence(found.over);
    if (found.about && pathname !== found.about.page) return back(found.about);
    throw fault;
  }
}

// What needs the line leads to the page that says what can be done without it.
function back({ page: address }) {
  return Response.redirect(`${address}#without-a-line`, 303);
}

async function sent() {
  const { about } = await find("/");
  return about ? back(about) : Response.error();
}

function late() {
  return new Promise((_, refuse) => setTimeout(() => refuse(new TypeError("no answer")), PATIENCE));
}

// A work that is not this judge's any more goes at once.
async function renew(cache, pathname, answer) {
  if (answer.status === 200 && !answer.redirected) await cache.put(pathname, answer);
  const task = TASK.exec(pathname)?.[0];
  if (answer.status !== 404 || !task) return;
  for (const { url } of await cache.keys()) {
    const kept = new URL(url).pathname;
    if (kept === task || kept.startsWith(`${task}/`)) await cache.delete(url);
  }
}

function sentence({ expired, language }) {
  const safe = expired.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const body = `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${safe}</title><main><h1>${safe}</h1></main>`;
  return new Response(body, { status: 410, headers: { "Content-Type": "text/html; charset=utf-8" } });
}

// The bytes of a file never change, so what is here is used, in whatever stretch a player asks for.
async function file(request, pathname) {
  const { response, about } = await find(pathname);
  if (response) return stretch(response, request.headers.get("Range"));
  try {
    return await fetch(request);
  } catch (fault) {
    if (request.mode === "navigate" && about) return back(about);
    throw fault;
  }
}

async function stretch(response, range) {
  const headers = new Headers(response.headers);
  headers.set("Accept-Ranges", "bytes");
  const body = await response.blob();
  const asked = /^bytes=(\d*)-(\d*)$/.exec(range ?? "");
  if (!asked || asked[0] === "bytes=-") return new Response(body, { headers });
  const [first, last] = ends(asked, body.size);
  headers.set("Content-Range", first > last ? `bytes */${body.size}` : `bytes ${first}-${last}/${body.size}`);
  if (first > last) return new Response(null, { status: 416, headers });
  headers.set("Content-Length", last - first + 1);
  return new Response(body.slice(first, last + 1, body.type), { status: 206, headers });
}

function ends([, from, to], size) {
  if (from === "") return [Math.max(size - Number(to), 0), size - 1];
  return [Number(from), to === "" ? size - 1 : Math.min(Number(to), size - 1)];
}

async function part(request, pathname) {
  try {
    return await fetch(request);
  } catch (fault) {
    const { response } = await find(pathname);
    if (response) return response;
    throw fault;
  }
}

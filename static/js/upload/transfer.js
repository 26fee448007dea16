// Sends the missing parts of a file, three at a time. After a fault it waits, asks for fresh addresses and goes on with
// what is missing then, so a lost line, a sleeping laptop or an address that ran out cost no more than a part.
import { Refused } from "./ask.js";

const LANES = 3;
const ROUNDS_IN_VAIN = 8;
const LONGEST_WAIT = 30;

// No part arrived in many rounds.
export class LineLost extends Error {}

// The device no longer gives the file's bytes (it was moved, changed, or the stick was pulled).
export class Unreadable extends Error {}

export async function transfer(file, open, { signal, onProgress, onWaiting }) {
  for (let vain = 0; ; ) {
    signal.throwIfAborted();
    try {
      const plan = await open();
      if (plan.missing === 0) return;
      const sent = await sendRound(file, plan, { signal, onProgress });
      if (sent === plan.parts.length) {
        vain = 0;
        continue;
      }
      vain = sent > 0 ? 1 : vain + 1;
    } catch (fault) {
      if (fault.name === "AbortError" || fault instanceof Unreadable) throw fault;
      if (fault instanceof Refused && fault.status < 500) throw fault;
      vain += 1;
    }
    if (vain >= ROUNDS_IN_VAIN) throw new LineLost();
    const seconds = Math.min(2 ** (vain - 1), LONGEST_WAIT);
    onWaiting(seconds);
    await pause(seconds * 1000, signal);
  }
}

// Ends early when the line comes back or the signal is given.
export function pause(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      window.removeEventListener("online", end);
      signal?.removeEventListener("abort", end);
      if (signal?.aborted) reject(signal.reason);
      else resolve();
    };
    const timer = setTimeout(end, milliseconds);
    window.addEventListener("online", end);
    signal?.addEventListener("abort", end);
  });
}

// One round over the parts of a plan; answers how many arrived.
async function sendRound(file, plan, { signal, onProgress }) {
  const waiting = [...plan.parts];
  const loaded = new Map();
  const tell = () => onProgress([...loaded.values()].reduce((sum, bytes) => sum + bytes, plan.there));
  let sent = 0;
  const lane = async () => {
    for (let part = waiting.shift(); part; part = waiting.shift()) {
      const progress = (bytes) => (loaded.set(part.number, bytes), tell());
      if (await put(part, await bytesOf(file, part), { signal, progress })) {
        sent += 1;
        progress(part.size);
      } else {
        loaded.delete(part.number);
        return;
      }
    }
  };
  tell();
  await Promise.all(Array.from({ length: LANES }, lane));
  return sent;
}

// A slice is read before it is sent: a browser tells a vanished file and a lost line apart only here.
async function bytesOf(file, part) {
  try {
    return await file.slice(part.start, part.start + part.size).arrayBuffer();
  } catch {
    throw new Unreadable();
  }
}

// Resolves to whether the part arrived; fetch cannot tell how far a sending is, so this is an XMLHttpRequest.
function put(part, body, { signal, progress }) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    const end = (arrived) => {
      signal.removeEventListener("abort", abort);
      if (signal.aborted) reject(signal.reason);
      else resolve(arrived);
    };
    signal.addEventListener("abort", abort);
    request.upload.onprogress = (event) => progress(event.loaded);
    request.onload = () => end(request.status >= 200 && request.status < 300);
    request.onerror = request.onabort = request.ontimeout = () => end(false);
    request.open("PUT", part.url);
    request.send(body);
  });
}

// Sends the missing parts of a file, some at a time. A part that fails is tried again by itself; when that is in vain it
// waits, asks what is missing and goes on from there. So a lost line, a sleeping laptop or an address that ran out cost
// no more than a part. How long an address holds is the server's business: the clock of this device is not asked.
import { Refused } from "./ask.js";

const LANES = 4;
const TRIES = 3;
const ROUNDS_IN_VAIN = 60;
const LONGEST_WAIT = 30;
const SILENCE = 60_000;
const ANSWER = 180_000;
const BATCHES = [LANES, 16, 64];

// No part arrived in many rounds.
export class LineLost extends Error {}

// The device no longer gives the file's bytes (it was moved, changed, or the stick was pulled).
export class Unreadable extends Error {}

// `api.open()` tells what is missing, `api.addresses({number: checksum})` where parts go; from then on `api.sums` are
// the checksums.
export async function transfer(file, api, { signal, onProgress, onWaiting }) {
  for (let vain = 0; ; ) {
    signal.throwIfAborted();
    try {
      const plan = await api.open();
      if (plan.missing.length === 0) return;
      const sent = await new Round(file, plan, api, { signal, onProgress }).run();
      if (sent === plan.missing.length) return;
      vain = sent > 0 ? 1 : vain + 1;
    } catch (fault) {
      if (fault.name === "AbortError" || fault instanceof Unreadable) throw fault;
      if (fault instanceof Refused && fault.status < 500) throw fault;
      vain += 1;
    }
    if (vain >= ROUNDS_IN_VAIN) throw new LineLost();
    const seconds = backOff(vain);
    onWaiting(Math.ceil(seconds));
    await pause(seconds * 1000, signal);
  }
}

// Twice as long each time, and never the same for two browsers that lost the same server.
function backOff(attempt) {
  return Math.min(2 ** (attempt - 1), LONGEST_WAIT) * (0.5 + Math.random());
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

// All files of the page share the lanes, so that twelve pictures do not take the line from each other.
const gate = {
  free: LANES,
  waiting: [],
  async enter() {
    if (this.free > 0) this.free -= 1;
    else await new Promise((go) => this.waiting.push(go));
  },
  leave() {
    const next = this.waiting.shift();
    if (next) next();
    else this.free += 1;
  },
};

// One round over the parts that are missing.
class Round {
  constructor(file, plan, api, { signal, onProgress }) {
    Object.assign(this, { file, plan, api, signal, onProgress });
    this.numbers = [...plan.missing];
    this.addressed = [];
    this.loaded = new Map();
    this.batch = 0;
    this.sent = 0;
    this.broken = false;
  }

  // Answers how many parts arrived.
  async run() {
    this.tell();
    const lanes = Array.from({ length: LANES }, () => this.lane());
    const ends = await Promise.allSettled(lanes);
    const fault = ends.find((end) => end.status === "rejected")?.reason;
    if (fault) throw fault;
    return this.sent;
  }

  async lane() {
    try {
      for (let part = await this.next(); part && !this.broken; part = await this.next()) {
        if (!(await this.bring(part))) this.broken = true;
      }
    } catch (fault) {
      this.broken = true;
      throw fault;
    }
  }

  // The next part with its address; addresses are asked for some parts together, more as the sending goes on.
  async next() {
    while (!this.broken && this.addressed.length === 0 && (this.numbers.length > 0 || this.asking)) {
      this.asking ??= this.ask().finally(() => (this.asking = null));
      await this.asking;
    }
    return this.addressed.shift();
  }

  async ask() {
    const checksums = {};
    checksums[this.numbers[0]] = await this.api.sums.of(this.numbers[0]);
    const most = BATCHES[Math.min(this.batch, BATCHES.length - 1)];
    for (const number of this.numbers.slice(1, most)) {
      if (!this.api.sums.known.has(number)) break;
      checksums[number] = this.api.sums.known.get(number);
    }
    const { parts } = await this.api.addresses(checksums);
    this.batch += 1;
    this.numbers = this.numbers.filter((number) => !(number in checksums));
    this.addressed.push(...parts);
  }

  // Whether the part arrived, after some tries of its own.
  async bring(part) {
    for (let attempt = 1; ; attempt += 1) {
      const status = await this.put(part);
      if (status >= 200 && status < 300) {
        this.sent += 1;
        this.count(part, part.size);
        return true;
      }
      this.count(part, 0);
      if (attempt === TRIES || this.broken || status === 404) return false;
      if (status === 403) [part] = (await this.api.addresses({ [part.number]: part.checksum })).parts;
      else await pause(backOff(attempt) * 1000, this.signal);
    }
  }

  async put(part) {
    await gate.enter();
    try {
      this.signal.throwIfAborted();
      return await put(part, await bytesOf(this.file, part), this.signal, (bytes) => this.count(part, bytes));
    } finally {
      gate.leave();
    }
  }

  count(part, bytes) {
    this.loaded.set(part.number, bytes);
    this.tell();
  }

  tell() {
    this.onProgress([...this.loaded.values()].reduce((sum, bytes) => sum + bytes, this.plan.there));
  }
}

// A slice is read before it is sent: a browser tells a vanished file and a lost line apart only here.
async function bytesOf(file, part) {
  try {
    return await file.slice(part.start, part.start + part.size).arrayBuffer();
  } catch {
    throw new Unreadable();
  }
}

// Resolves to the status, 0 without an answer; fetch cannot tell how far a sending is, so this is an XMLHttpRequest. A
// line that hangs without breaking is given up after a while.
function put(part, body, signal, progress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    let timer = setTimeout(abort, SILENCE);
    const stillAlive = (term) => {
      clearTimeout(timer);
      timer = setTimeout(abort, term);
    };
    const end = (status) => {
      clearTimeout(timer);
      signal.removeEventListener("abort", abort);
      if (signal.aborted) reject(signal.reason);
      else resolve(status);
    };
    signal.addEventListener("abort", abort);
    request.upload.onprogress = (event) => {
      stillAlive(SILENCE);
      progress(event.loaded);
    };
    request.upload.onload = () => stillAlive(ANSWER);
    request.onload = () => end(request.status);
    request.onerror = request.onabort = request.ontimeout = () => end(0);
    request.open("PUT", part.url);
    request.setRequestHeader("x-amz-checksum-sha256", part.checksum);
    request.send(body);
  });
}

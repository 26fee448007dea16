// The hashes of one file, as they become known.
import { Sha256, hex } from "./sha256.js";
import { Unreadable } from "./transfer.js";

const HEAD = 1024 * 1024;

export class Sums {
  constructor(file, partSize) {
    this.known = new Map();
    this.waiting = [];
    this.worker = new Worker(new URL("./hashing.js", import.meta.url), { type: "module" });
    this.whole = new Promise((resolve, reject) => {
      this.worker.onmessage = ({ data }) => {
        if (data.number) this.known.set(data.number, data.checksum);
        if (data.whole) resolve(data.whole);
        if (data.unreadable) reject((this.fault = new Unreadable()));
        for (const wake of this.waiting.splice(0)) wake();
      };
      this.worker.onerror = () => {
        reject((this.fault = new Unreadable()));
        for (const wake of this.waiting.splice(0)) wake();
      };
    });
    this.whole.catch(() => null);
    this.worker.postMessage({ file, partSize });
  }

  // The checksum of a part, once it is known.
  async of(number) {
    while (!this.known.has(number)) {
      if (this.fault) throw this.fault;
      await new Promise((wake) => this.waiting.push(wake));
    }
    return this.known.get(number);
  }

  stop() {
    this.worker.terminate();
  }
}

// By which a file is known again: SHA-256 of its first MiB.
export async function headOf(file) {
  try {
    return hex(new Sha256().update(new Uint8Array(await file.slice(0, HEAD).arrayBuffer())).digest());
  } catch {
    throw new Unreadable();
  }
}

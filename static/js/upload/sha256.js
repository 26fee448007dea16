// SHA-256 (FIPS 180-4) that takes its bytes piece by piece: the browser's own digest wants the whole at once, and a film
// does not fit into memory.
const K = new Int32Array(64);
const START = new Int32Array(8);
const BLOCK = 64;

// The constants are the first bits of roots of primes: computed here, since a table of 72 numbers hides a slip.
(function fill() {
  const primes = [];
  for (let number = 2; primes.length < 64; number += 1) {
    if (primes.every((prime) => number % prime)) primes.push(number);
  }
  const bits = (root) => Math.floor((root % 1) * 2 ** 32) | 0;
  primes.forEach((prime, at) => {
    K[at] = bits(Math.cbrt(prime));
    if (at < 8) START[at] = bits(Math.sqrt(prime));
  });
})();

export class Sha256 {
  constructor() {
    this.state = START.slice();
    this.rest = new Uint8Array(BLOCK);
    this.held = 0;
    this.count = 0;
    this.words = new Int32Array(64);
  }

  // Takes more bytes (a Uint8Array).
  update(bytes) {
    this.count += bytes.length;
    let at = 0;
    if (this.held) {
      at = Math.min(BLOCK - this.held, bytes.length);
      this.rest.set(bytes.subarray(0, at), this.held);
      this.held += at;
      if (this.held < BLOCK) return this;
      this.blocks(this.rest, 0, BLOCK);
      this.held = 0;
    }
    const end = bytes.length - ((bytes.length - at) % BLOCK);
    this.blocks(bytes, at, end);
    this.rest.set(bytes.subarray(end));
    this.held = bytes.length - end;
    return this;
  }

  // The 32 bytes; nothing can be added afterwards.
  digest() {
    const tail = new Uint8Array(this.held < BLOCK - 8 ? BLOCK : 2 * BLOCK);
    tail.set(this.rest.subarray(0, this.held));
    tail[this.held] = 0x80;
    const length = new DataView(tail.buffer, tail.length - 8);
    length.setUint32(0, Math.floor(this.count / 2 ** 29));
    length.setUint32(4, (this.count << 3) >>> 0);
    this.blocks(tail, 0, tail.length);
    const found = new DataView(new ArrayBuffer(32));
    this.state.forEach((word, place) => found.setInt32(4 * place, word));
    return new Uint8Array(found.buffer);
  }

  blocks(bytes, from, end) {
    const { state, words } = this;
    let [h0, h1, h2, h3, h4, h5, h6, h7] = state;
    for (let at = from; at < end; at += BLOCK) {
      for (let t = 0, p = at; t < 16; t += 1, p += 4) {
        words[t] = (bytes[p] << 24) | (bytes[p + 1] << 16) | (bytes[p + 2] << 8) | bytes[p + 3];
      }
      for (let t = 16; t < 64; t += 1) {
        const x = words[t - 15];
        const y = words[t - 2];
        const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
        const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
        words[t] = (words[t - 16] + s0 + words[t - 7] + s1) | 0;
      }
      let a = h0, b = h1, c = h2, d = h3, e = h4, f = h5, g = h6, h = h7;
      // Eight steps with the names turned round, instead of eight values moved: twice as fast.
      for (let t = 0; t < 64; t += 8) {
        h = (h + ((((e << 26) | (e >>> 6)) ^ ((e << 21) | (e >>> 11)) ^ ((e << 7) | (e >>> 25)))) + (g ^ (e & (f ^ g))) + K[t + 0] + words[t + 0]) | 0;
        d = (d + h) | 0;
        h = (h + (((a << 30) | (a >>> 2)) ^ ((a << 19) | (a >>> 13)) ^ ((a << 10) | (a >>> 22))) + ((a & b) | (c & (a | b)))) | 0;
        g = (g + ((((d << 26) | (d >>> 6)) ^ ((d << 21) | (d >>> 11)) ^ ((d << 7) | (d >>> 25)))) + (f ^ (d & (e ^ f))) + K[t + 1] + words[t + 1]) | 0;
        c = (c + g) | 0;
        g = (g + (((h << 30) | (h >>> 2)) ^ ((h << 19) | (h >>> 13)) ^ ((h << 10) | (h >>> 22))) + ((h & a) | (b & (h | a)))) | 0;
        f = (f + ((((c << 26) | (c >>> 6)) ^ ((c << 21) | (c >>> 11)) ^ ((c << 7) | (c >>> 25)))) + (e ^ (c & (d ^ e))) + K[t + 2] + words[t + 2]) | 0;
        b = (b + f) | 0;
        f = (f + (((g << 30) | (g >>> 2)) ^ ((g << 19) | (g >>> 13)) ^ ((g << 10) | (g >>> 22))) + ((g & h) | (a & (g | h)))) | 0;
        e = (e + ((((b << 26) | (b >>> 6)) ^ ((b << 21) | (b >>> 11)) ^ ((b << 7) | (b >>> 25)))) + (d ^ (b & (c ^ d))) + K[t + 3] + words[t + 3]) | 0;
        a = (a + e) | 0;
        e = (e + (((f << 30) | (f >>> 2)) ^ ((f << 19) | (f >>> 13)) ^ ((f << 10) | (f >>> 22))) + ((f & g) | (h & (f | g)))) | 0;
        d = (d + ((((a << 26) | (a >>> 6)) ^ ((a << 21) | (a >>> 11)) ^ ((a << 7) | (a >>> 25)))) + (c ^ (a & (b ^ c))) + K[t + 4] + words[t + 4]) | 0;
        h = (h + d) | 0;
        d = (d + (((e << 30) | (e >>> 2)) ^ ((e << 19) | (e >>> 13)) ^ ((e << 10) | (e >>> 22))) + ((e & f) | (g & (e | f)))) | 0;
        c = (c + ((((h << 26) | (h >>> 6)) ^ ((h << 21) | (h >>> 11)) ^ ((h << 7) | (h >>> 25)))) + (b ^ (h & (a ^ b))) + K[t + 5] + words[t + 5]) | 0;
        g = (g + c) | 0;
        c = (c + (((d << 30) | (d >>> 2)) ^ ((d << 19) | (d >>> 13)) ^ ((d << 10) | (d >>> 22))) + ((d & e) | (f & (d | e)))) | 0;
        b = (b + ((((g << 26) | (g >>> 6)) ^ ((g << 21) | (g >>> 11)) ^ ((g << 7) | (g >>> 25)))) + (a ^ (g & (h ^ a))) + K[t + 6] + words[t + 6]) | 0;
        f = (f + b) | 0;
        b = (b + (((c << 30) | (c >>> 2)) ^ ((c << 19) | (c >>> 13)) ^ ((c << 10) | (c >>> 22))) + ((c & d) | (e & (c | d)))) | 0;
        a = (a + ((((f << 26) | (f >>> 6)) ^ ((f << 21) | (f >>> 11)) ^ ((f << 7) | (f >>> 25)))) + (h ^ (f & (g ^ h))) + K[t + 7] + words[t + 7]) | 0;
        e = (e + a) | 0;
        a = (a + (((b << 30) | (b >>> 2)) ^ ((b << 19) | (b >>> 13)) ^ ((b << 10) | (b >>> 22))) + ((b & c) | (d & (b | c)))) | 0;
      }
      h0 = (h0 + a) | 0;
      h1 = (h1 + b) | 0;
      h2 = (h2 + c) | 0;
      h3 = (h3 + d) | 0;
      h4 = (h4 + e) | 0;
      h5 = (h5 + f) | 0;
      h6 = (h6 + g) | 0;
      h7 = (h7 + h) | 0;
    }
    state.set([h0, h1, h2, h3, h4, h5, h6, h7]);
  }
}

export function hex(bytes) {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function base64(bytes) {
  return btoa(String.fromCharCode(...bytes));
}

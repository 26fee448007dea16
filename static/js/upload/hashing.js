// A worker that reads a file once from its beginning: tells the SHA-256 of each part as soon as it is known, and of the
// whole at the end. It runs ahead of the line, which is slower than a disk.
import { Sha256, base64, hex } from "./sha256.js";

onmessage = async ({ data: { file, partSize } }) => {
  const whole = new Sha256();
  try {
    for (let start = 0, number = 1; start < file.size; start += partSize, number += 1) {
      const body = new Uint8Array(await file.slice(start, start + partSize).arrayBuffer());
      const checksum = base64(await digest(body));
      whole.update(body);
      postMessage({ number, checksum });
    }
    postMessage({ whole: hex(whole.digest()) });
  } catch {
    postMessage({ unreadable: true });
  }
};

// The browser's own digest is faster, and is there on pages that came by TLS or from this machine.
async function digest(body) {
  if (!self.crypto?.subtle) return new Sha256().update(body).digest();
  return new Uint8Array(await crypto.subtle.digest("SHA-256", body));
}

// On every page of a device on which works or sheets are kept: nothing of another person stays, and what waits is sent.
import { known, removeAll } from "./store.js";
import { sync } from "./sync.js";

export default async function watch() {
  const { reader } = document.body.dataset;
  const { owner } = known();
  if (!reader) return;
  if (owner && owner !== reader) await removeAll();
  else await sync();
  addEventListener("online", sync);
}

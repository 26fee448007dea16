// A page on which something is being done by the worker looks again by itself, while it is in sight.
const PAUSE = 3000;

export default function again() {
  setInterval(() => {
    if (document.visibilityState === "visible") location.reload();
  }, PAUSE);
}

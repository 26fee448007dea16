// A page that follows a session: asks for one number again and again, and loads itself anew when it has changed. How many
// have voted stands in the page at once. Where the line is gone, it says so and goes on asking.
const PAUSE = 2500;
// Loading anew would take back a link or button that was just pressed; a press that led nowhere is forgotten after this.
const PRESSED = 10_000;

export default function follow(element) {
  const { address, version } = element.dataset;
  const lost = element.querySelector("[data-lost]");
  let pressed = -PRESSED;
  addEventListener("beforeunload", () => (pressed = performance.now()));
  setInterval(async () => {
    if (document.visibilityState !== "visible") return;
    const answer = await fetch(address, { headers: { Accept: "application/json" } }).catch(() => null);
    if (lost) lost.hidden = Boolean(answer?.ok);
    if (!answer?.ok) return;
    const found = await answer.json();
    for (const place of document.querySelectorAll("[data-cast]")) show(place, found.cast);
    const isLeaving = performance.now() - pressed < PRESSED;
    if (String(found.version) !== version && !isLeaving && !isBusy()) location.reload();
  }, PAUSE);
}

function show(place, cast) {
  if (place.tagName === "PROGRESS") place.value = cast;
  else if (place.textContent !== String(cast)) place.textContent = cast;
}

// Somebody who is writing something or has chosen on a paper is not interrupted.
function isBusy() {
  if (document.querySelector(".paper-choice :checked")) return true;
  const field = document.activeElement;
  return field?.matches("textarea, input[type=text]") && field.value !== field.defaultValue;
}

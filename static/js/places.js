// On a phone the places run past the edge, where they fade: brings the one we are at into view when it stands there,
// without moving the page.
const FADE = 32;

export default function places(element) {
  const list = element.querySelector(".places");
  const here = list.querySelector("[aria-current]");
  if (!here) return;
  const hidden = here.getBoundingClientRect().right + FADE - list.getBoundingClientRect().right;
  if (hidden > 0) list.scrollLeft = hidden;
}

// On a phone the places run past the edge: brings the one we are at into view, without moving the page.
export default function places(element) {
  const list = element.querySelector(".places");
  const here = list.querySelector("[aria-current]");
  if (here) list.scrollLeft = here.offsetLeft - list.offsetLeft - (list.clientWidth - here.offsetWidth) / 2;
}

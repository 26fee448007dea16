// Pages as pictures: larger and smaller, which one is in sight, and which were.
import { saySeen, watch } from "./sheet/seen.js";

const LARGEST = 4;

export default function reader(figure) {
  const pages = figure.querySelector(".reader-pages");
  const place = figure.querySelector(".reader-place");
  const images = [...pages.querySelectorAll("[data-page]")];
  figure.querySelector(".reader-tools").hidden = false;
  for (const button of figure.querySelectorAll("button[data-zoom]")) {
    button.addEventListener("click", () => zoom(figure, pages, Number(button.dataset.zoom)));
  }
  zoom(figure, pages, 0);
  watch(images, (image) => {
    const number = Number(image.dataset.page);
    saySeen(figure, figure.dataset.file, number - 1, number);
  });
  const observer = new IntersectionObserver(
    (changes) => {
      for (const { isIntersecting, target } of changes) {
        if (isIntersecting) place.textContent = place.dataset.place.replace("{number}", target.dataset.page);
      }
    },
    { rootMargin: "-49% 0px -49% 0px" },
  );
  for (const image of images) observer.observe(image);
}

// The part that is looked at stays where it is while the page grows around it.
function zoom(figure, pages, by) {
  const scale = Math.min(Math.max(Number(pages.dataset.scale) + by, 0), LARGEST);
  const before = pages.scrollHeight;
  const [down, across] = [pages.scrollTop / before, pages.scrollLeft / pages.scrollWidth];
  pages.dataset.scale = scale;
  pages.scrollTop = down * pages.scrollHeight;
  pages.scrollLeft = across * pages.scrollWidth;
  figure.querySelector('[data-zoom="-1"]').disabled = scale === 0;
  figure.querySelector('[data-zoom="1"]').disabled = scale === LARGEST;
}

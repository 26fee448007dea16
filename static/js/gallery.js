// Photos: each opens large, with the next and the previous one at hand; every one in sight counts as seen.
import { saySeen, watch } from "./sheet/seen.js";

export default function gallery(box) {
  const links = [...box.querySelectorAll("a[data-picture]")];
  const view = box.querySelector(".gallery-view");
  const [large, caption] = [view.querySelector(".gallery-large"), view.querySelector(".gallery-caption")];
  let place = 0;

  function show(number) {
    place = (number + links.length) % links.length;
    const link = links[place];
    large.src = link.dataset.large;
    large.alt = link.querySelector("img").alt;
    caption.textContent = link.closest("figure").querySelector("figcaption").textContent;
    view.querySelector(".gallery-place").textContent = `${place + 1}/${links.length}`;
    view.querySelector(".gallery-original").href = link.href;
    saySeen(box, link.dataset.file, 0, 1);
  }

  links.forEach((link, number) =>
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      show(number);
      view.showModal();
    }),
  );
  for (const button of view.querySelectorAll("[data-turn]")) {
    button.hidden = links.length < 2;
    button.addEventListener("click", () => show(place + Number(button.dataset.turn)));
  }
  view.querySelector("[data-close]").addEventListener("click", () => view.close());
  view.addEventListener("close", () => links[place].focus());
  view.addEventListener("keydown", (event) => {
    if (event.key === "ArrowLeft") show(place - 1);
    else if (event.key === "ArrowRight") show(place + 1);
  });
  watch(links, (link) => saySeen(box, link.dataset.file, 0, 1));
}

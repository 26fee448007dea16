// On a phone the places are one line that is pushed aside: the present one is brought into sight.
const places = document.querySelector(".places");
const here = places?.querySelector("[aria-current]");
if (here) {
  const hidden = here.getBoundingClientRect().right + 32 - places.getBoundingClientRect().right;
  if (hidden > 0) places.scrollLeft = hidden;
}

// Binds behaviours: <form data-behaviour="autosave"> loads ./autosave.js and calls its default export with the element.
for (const element of document.querySelectorAll("[data-behaviour]")) {
  for (const name of element.dataset.behaviour.split(" ")) {
    import(`./${name}.js`).then((module) => module.default(element));
  }
}

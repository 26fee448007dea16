// On a phone the places are one line that is pushed aside: the present one is brought into sight.
const places = document.querySelector(".places");
const here = places?.querySelector("[aria-current]");
if (here) {
  const room = places.getBoundingClientRect();
  const place = here.getBoundingClientRect();
  places.scrollLeft += place.left - room.left - (room.width - place.width) / 2;
}

// Binds behaviours: <form data-behaviour="autosave"> loads ./autosave.js and calls its default export with the element.
for (const element of document.querySelectorAll("[data-behaviour]")) {
  for (const name of element.dataset.behaviour.split(" ")) {
    import(`./${name}.js`).then((module) => module.default(element));
  }
}

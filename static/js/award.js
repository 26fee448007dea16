// Binds behaviours: <form data-behaviour="autosave"> loads ./autosave.js and calls its default export with the element.
for (const element of document.querySelectorAll("[data-behaviour]")) {
  for (const name of element.dataset.behaviour.split(" ")) {
    import(`./${name}.js`).then((module) => module.default(element));
  }
}

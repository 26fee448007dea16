// Binds behaviours: <form data-behaviour="autosave"> loads ./autosave.js and calls its default export with the element.
for (const element of document.querySelectorAll("[data-behaviour]")) {
  for (const name of element.dataset.behaviour.split(" ")) {
    import(`./${name}.js`).then((module) => module.default(element));
  }
}

// A device on which works or sheets of a judge are kept is looked after on every page.
if (kept()) import("./offline/watch.js").then((module) => module.default());

function kept() {
  try {
    return localStorage.getItem("works");
  } catch {
    return null;
  }
}

// Both texts after a save that came too late: a table of the fields that differ, and two buttons. Nothing is saved
// before one of them is pressed.
export class BothTexts {
  constructor(form, texts) {
    this.place = form.querySelector("[data-autosave-both]");
    this.texts = texts;
    this.open = false;
  }

  show(body, { onKeep, onTake }) {
    this.open = true;
    this.place.className = "sheet sheet-waiting mt-3";
    this.place.replaceChildren(
      element("p", { textContent: body.message }),
      this.table(body.both),
      this.button(this.texts.keepTyped, "btn btn-primary me-2 mb-2", () => this.close(onKeep)),
      this.button(this.texts.takeStored, "btn btn-outline-secondary mb-2", () => this.close(onTake)),
    );
    this.place.hidden = false;
    this.place.tabIndex = -1;
    this.place.focus();
  }

  close(act) {
    this.open = false;
    this.place.hidden = true;
    act();
  }

  table(both) {
    const body = element("tbody", {}, both.map((one) => this.line(one)));
    const heads = [this.texts.field, this.texts.typed, this.texts.stored];
    const head = element("tr", {}, heads.map((text) => element("th", { scope: "col", textContent: text })));
    return element("div", { className: "rows" }, [
      element("table", { className: "table" }, [element("thead", {}, [head]), body]),
    ]);
  }

  line(one) {
    const cell = (label, text) => {
      const made = element("td", {}, [element("span", { className: "kept-text", textContent: text || "–" })]);
      made.dataset.label = label;
      return made;
    };
    return element("tr", {}, [
      element("th", { scope: "row", textContent: one.label }),
      cell(this.texts.typed, one.typed),
      cell(this.texts.stored, one.stored),
    ]);
  }

  button(text, className, act) {
    const made = element("button", { type: "button", className, textContent: text });
    made.addEventListener("click", act);
    return made;
  }
}

function element(name, values, children = []) {
  const made = Object.assign(document.createElement(name), values);
  made.append(...children);
  return made;
}

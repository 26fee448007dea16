// Shows what was stored in another window beside what is typed here, and lets the reader choose.
export function offer(form, stored, choose) {
  const box = document.createElement("div");
  box.className = "alert alert-warning";
  box.setAttribute("role", "alert");
  box.append(line("p", form.dataset.stale), list(form, stored));
  const buttons = document.createElement("div");
  buttons.className = "actions";
  buttons.append(button(form.dataset.mine, true), button(form.dataset.theirs, false));
  box.append(buttons);
  form.prepend(box);
  box.scrollIntoView({ block: "nearest" });

  function button(text, mine) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "btn btn-outline-secondary";
    made.textContent = text;
    made.addEventListener("click", () => {
      box.remove();
      choose(mine);
    });
    return made;
  }
}

// Every field that says something else here than there, with both texts.
function list(form, stored) {
  const made = document.createElement("dl");
  const typed = new FormData(form);
  for (const [name, label, shown] of fields(form)) {
    const [here, there] = [shown(typed.get(name) ?? ""), shown(stored[name] ?? "")];
    if (here === there) continue;
    made.append(line("dt", label));
    made.append(line("dd", `${form.dataset.there} ${there || form.dataset.none}`));
    made.append(line("dd", `${form.dataset.here} ${here || form.dataset.none}`));
  }
  return made;
}

function line(kind, text) {
  const made = document.createElement(kind);
  made.textContent = text;
  return made;
}

function* fields(form) {
  const mark = (text) => text.replace(".", form.dataset.decimal);
  for (const element of form.querySelectorAll("[data-mark]")) {
    const label = element.querySelector("legend span") ?? form.querySelector(`label[for="${element.id}"] span`);
    yield [element.dataset.mark, label.textContent, mark];
  }
  for (const area of form.elements) {
    if (area.matches("textarea")) yield [area.name, nameOf(area), (text) => text.trim().replaceAll("\r\n", "\n")];
  }
}

function nameOf(area) {
  return area.labels[0].firstChild.textContent.trim();
}

// Shows what was stored in another window beside what is typed here, and lets the reader choose.
export function offer(form, stored, choose) {
  const box = document.createElement("div");
  box.className = "alert alert-warning";
  box.setAttribute("role", "alert");
  const title = document.createElement("p");
  title.textContent = form.dataset.stale;
  const list = document.createElement("ul");
  for (const [label, text] of rows(form, stored)) {
    const item = document.createElement("li");
    item.textContent = `${label}: ${text || form.dataset.none}`;
    list.append(item);
  }
  const buttons = document.createElement("div");
  buttons.className = "actions";
  buttons.append(button(form.dataset.mine, true), button(form.dataset.theirs, false));
  box.append(title, list, buttons);
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

function* rows(form, stored) {
  for (const element of form.querySelectorAll("[data-mark]")) {
    const label = element.querySelector("legend span") ?? form.querySelector(`label[for="${element.id}"] span`);
    yield [label.textContent, (stored[element.dataset.mark] ?? "").replace(".", form.dataset.decimal)];
  }
  for (const name of ["note", "remark"]) {
    if (stored[name]) yield [form.querySelector(`label[for=${name}]`).textContent.trim(), stored[name]];
  }
}

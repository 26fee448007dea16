// The marks on a sheet, counted in ten-thousandths (hundredths of a mark times a weight in percent) so that sums are exact.
const WHOLE = 10_000;

export function marksOf(form) {
  const typed = new FormData(form);
  return [...form.querySelectorAll("[data-mark]")].map(
    (element) => hundredths(typed.get(element.dataset.mark) ?? "") * Number(element.dataset.weight ?? 100),
  );
}

function hundredths(text) {
  const found = /^\s*(\d+)(?:[.,](\d{1,2}))?\s*$/.exec(text);
  return found ? Number(found[1]) * 100 + Number((found[2] ?? "").padEnd(2, "0")) : 0;
}

export function total(marks, decimal) {
  const sum = marks.reduce((one, other) => one + other, 0);
  const rest = String(sum % WHOLE).padStart(4, "0").replace(/0+$/, "");
  return `${Math.floor(sum / WHOLE)}${rest ? decimal + rest : ""}`;
}

// Buttons beside a mark that is typed: one step less or more, and round marks to begin with. They are for fingers; on a
// keyboard Tab goes past them to the next criterion, and the arrows take the steps.
export function bindSteps(form) {
  for (const button of form.querySelectorAll("[data-by], [data-set]")) {
    const field = button.closest(".criterion").querySelector("input[data-mark]");
    button.hidden = false;
    button.closest(".marks-quick")?.removeAttribute("hidden");
    button.addEventListener("click", () => {
      if (button.dataset.set) give(field, button.dataset.set);
      else move(field, Number(button.dataset.by));
    });
  }
  for (const field of form.querySelectorAll("input[data-mark]")) {
    field.addEventListener("keydown", (event) => {
      const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
      if (!by) return;
      event.preventDefault();
      move(field, by);
    });
  }
}

function move(field, by) {
  const [step, most] = [hundredths(field.dataset.step), hundredths(field.dataset.maximum)];
  const next = Math.min(Math.max(hundredths(field.value) + step * by, 0), most);
  give(field, total([next * 100], field.form.dataset.decimal));
}

function give(field, mark) {
  field.value = mark;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

// Sets off the words for the mark that is given.
export function showBands(form) {
  const typed = new FormData(form);
  for (const item of form.querySelectorAll(".criterion")) {
    const given = typed.get(item.querySelector("[data-mark]").dataset.mark) ?? "";
    const mark = hundredths(given);
    for (const band of item.querySelectorAll("[data-low]")) {
      const here = given.trim() !== "" && mark >= hundredths(band.dataset.low) && mark <= hundredths(band.dataset.high);
      band.classList.toggle("band-here", here);
    }
    for (const button of item.querySelectorAll("[data-set]")) {
      button.setAttribute("aria-pressed", String(given.trim() !== "" && hundredths(button.dataset.set) === mark));
    }
  }
}

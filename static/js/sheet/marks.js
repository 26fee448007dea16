// The marks on a sheet, counted in hundredths so that sums are exact.

export function marksOf(form) {
  const names = [...form.querySelectorAll("[data-mark]")].map((element) => element.dataset.mark);
  const typed = new FormData(form);
  return names.map((name) => hundredths(typed.get(name) ?? ""));
}

function hundredths(text) {
  const found = /^\s*(\d+)(?:[.,](\d{1,2}))?\s*$/.exec(text);
  return found ? Number(found[1]) * 100 + Number((found[2] ?? "").padEnd(2, "0")) : 0;
}

export function total(marks, decimal) {
  const sum = marks.reduce((one, other) => one + other, 0);
  const rest = String(sum % 100).padStart(2, "0").replace(/0+$/, "");
  return `${Math.floor(sum / 100)}${rest ? decimal + rest : ""}`;
}

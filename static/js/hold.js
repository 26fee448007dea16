// A form that is sent while a save of it is on its way waits for the answer: it has to name the version which that save
// makes, else its own text would come back as saved elsewhere. A line that hangs holds nobody longer than LONGEST.
const LONGEST = 5000;

export function holdWhile(form, saving) {
  let held = false;
  form.addEventListener("submit", async (event) => {
    if (held === "over" || !saving()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (held) return;
    held = true;
    await Promise.race([saving(), new Promise((end) => setTimeout(end, LONGEST))]);
    held = "over";
    form.requestSubmit(event.submitter);
    held = false;
  });
}

// After a file has arrived or gone, or has a place that is kept: brings the checklist, the steps and the rows for captions up to date, keeping what
// is being typed.
import { refreshSteps } from "./autosave/steps.js";

export default function entryFiles(box) {
  for (const news of ["upload-ended", "upload-promised"]) box.addEventListener(news, refresh);
}

async function refresh() {
  const fresh = await refreshSteps();
  if (!fresh) return;
  const form = document.querySelector("#captions form");
  for (const row of fresh.querySelectorAll("#captions fieldset")) {
    const id = row.querySelector("[name$=attachment_id]").value;
    if (!form.querySelector(`[name$=attachment_id][value="${CSS.escape(id)}"]`)) {
      form.querySelector(".actions:has([value=next])").before(row);
    }
  }
  renumber(form);
}

// Rows taken from another rendering may carry a number that is used here already.
function renumber(form) {
  form.querySelectorAll("fieldset").forEach((row, place) => {
    for (const field of row.querySelectorAll("[name^=files-]")) {
      field.name = field.name.replace(/^files-\d+-/, `files-${place}-`);
    }
  });
}

// After a file has arrived or gone: brings the checklist, the steps and the rows for captions up to date, keeping what
// is being typed.
export default function entryFiles(box) {
  box.addEventListener("upload-ended", refresh);
}

async function refresh() {
  const answer = await fetch(window.location.pathname);
  if (!answer.ok || answer.redirected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  document.querySelector("#steps").replaceChildren(...fresh.querySelector("#steps").childNodes);
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

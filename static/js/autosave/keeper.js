// What was typed and is not saved yet, kept on this device under the entry and the step.
const NOT_KEPT = new Set(["csrf_token", "version", "act"]);

export class Keeper {
  constructor(key, form) {
    this.key = key;
    this.form = form;
  }

  fields() {
    return plain([...new FormData(this.form)]);
  }

  content() {
    return JSON.stringify(this.fields());
  }

  // The content as the server sent it: a quick hand types before this script has come.
  original() {
    const fields = [...this.form.elements].filter((field) => field.name && field.type !== "submit" && !field.disabled);
    return JSON.stringify(plain(fields.flatMap(asSent)));
  }

  // `sent` marks what a plain submission carries: a page that loads after it shows that it arrived.
  keep(sent = false) {
    try {
      localStorage.setItem(this.key, JSON.stringify({ at: Date.now(), content: this.fields(), sent }));
    } catch {
      // A full or forbidden store: the server's copy is all there is, as without script.
    }
  }

  forget() {
    try {
      localStorage.removeItem(this.key);
    } catch {
      // Nothing was kept there.
    }
  }

  forgetSent() {
    try {
      for (const key of Object.keys(localStorage)) {
        if (key.startsWith("entry-") && JSON.parse(localStorage.getItem(key))?.sent) localStorage.removeItem(key);
      }
    } catch {
      // Nothing can be read, so nothing was kept.
    }
  }

  // What an earlier visit kept, if it differs from what the page shows.
  found() {
    try {
      const kept = JSON.parse(localStorage.getItem(this.key));
      return kept && JSON.stringify(kept.content) !== this.content() ? kept : null;
    } catch {
      return null;
    }
  }

  fill(content) {
    for (const [name, value] of content) {
      const field = this.form.elements[name];
      if (!field) continue;
      if (field.type === "checkbox") field.checked = true;
      else field.value = value;
    }
  }
}

function plain(pairs) {
  return pairs
    .filter(([name, value]) => !NOT_KEPT.has(name) && typeof value === "string")
    .map(([name, value]) => [name, value.replaceAll("\r\n", "\n")]);
}

function asSent(field) {
  if (field.type === "checkbox" || field.type === "radio") return field.defaultChecked ? [[field.name, field.value]] : [];
  if (field.type !== "select-one") return [[field.name, field.defaultValue]];
  const chosen = [...field.options].find((option) => option.defaultSelected) ?? field.options[0];
  return chosen ? [[field.name, chosen.value]] : [];
}

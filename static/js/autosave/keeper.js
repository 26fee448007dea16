// What was typed and is not saved yet, kept on this device under the entry and the step.
const NOT_KEPT = new Set(["csrf_token", "version", "act"]);

export class Keeper {
  constructor(key, form) {
    this.key = key;
    this.form = form;
  }

  fields() {
    return [...new FormData(this.form)].filter(([name, value]) => !NOT_KEPT.has(name) && typeof value === "string");
  }

  content() {
    return JSON.stringify(this.fields());
  }

  keep() {
    try {
      localStorage.setItem(this.key, JSON.stringify({ at: Date.now(), content: this.fields() }));
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

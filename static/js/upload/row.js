// One file on the page: its name, bar, words and buttons.
const RATE_WINDOW = 5000;

export class Row {
  // A row for a file that was chosen now; takes the place of the row of an earlier visit.
  static make(box, file, words, earlier) {
    const element = box.querySelector("template").content.firstElementChild.cloneNode(true);
    element.querySelector(".upload-name").textContent = file.name;
    const row = new Row(element, words, file);
    for (const [name, handler] of [["pause", "onPause"], ["again", "onAgain"], ["remove", "onRemove"]]) {
      const button = row.button(name);
      if (!button) continue;
      button.setAttribute("aria-label", words[name]({ name: file.name }));
      button.addEventListener("click", () => row[handler]());
    }
    row.bar.setAttribute("aria-label", words.progress({ name: file.name }));
    if (earlier) earlier.replaceWith(element);
    else box.querySelector(".upload-rows").append(element);
    return row;
  }

  // A row that the server rendered.
  static of(element, words) {
    return new Row(element, words, { name: element.dataset.name, size: Number(element.dataset.size) });
  }

  constructor(element, words, file) {
    this.element = element;
    this.words = words;
    this.file = file;
    this.bar = element.querySelector("progress");
    this.there = 0;
    this.marks = [];
  }

  button(name) {
    return this.element.querySelector(`.upload-${name}`);
  }

  get text() {
    return `${this.file.name}: ${this.element.querySelector(".upload-words").textContent}`;
  }

  show(text, state, { pause = false, again = false, bar = true } = {}) {
    this.element.dataset.state = state;
    this.element.querySelector(".upload-words").textContent = text;
    if (this.button("pause")) this.button("pause").hidden = !pause;
    if (this.button("again")) this.button("again").hidden = !again;
    if (this.bar) this.bar.hidden = !bar;
  }

  starting() {
    this.marks = [];
    this.show(this.words.starting(), "sending", { pause: true });
  }

  progress(there) {
    const now = performance.now();
    this.there = there;
    this.bar.value = (100 * there) / this.file.size;
    this.marks = [...this.marks.filter(([at]) => now - at < RATE_WINDOW), [now, there]];
    const [[since, before]] = this.marks;
    const rate = now > since ? (1000 * (there - before)) / (now - since) : 0;
    const left = rate > 0 ? this.words.time((this.file.size - there) / rate) : "…";
    const { bytes } = this.words;
    const values = { there: bytes(there), size: bytes(this.file.size), rate: bytes(Math.max(rate, 0)), left };
    this.show(this.words.sending(values), "sending", { pause: true });
  }

  waiting(seconds) {
    this.marks = [];
    this.show(this.words.waiting({ seconds }), "sending", { pause: true });
  }

  stopped(text) {
    this.show(text, "stopped", { again: true });
  }

  paused() {
    const { bytes, paused } = this.words;
    this.show(paused({ there: bytes(this.there), size: bytes(this.file.size) }), "stopped", { again: true });
  }

  // Of a row that waits for its rest: how much of it is here.
  waits(there) {
    const { bytes } = this.words;
    const said = this.words.waits({ there: bytes(there), size: bytes(this.file.size) });
    this.element.querySelector(".upload-words").textContent = said;
  }

  // The hash that this device read of the whole; `until` is said where the place is kept after the deadline.
  declared(sha256, until) {
    const place = this.element.querySelector(".upload-promise");
    const digest = sha256.slice(0, 8);
    place.textContent = until ? this.words.promised({ digest, until }) : this.words.read({ digest });
    place.title = sha256;
    place.hidden = false;
  }

  // Another file was chosen than the one that the earlier row waits for.
  giveBack(earlier, text) {
    earlier.querySelector(".upload-words").textContent = text;
    this.element.replaceWith(earlier);
    this.element = earlier;
  }

  joining() {
    this.bar.value = 100;
    this.show(this.words.joining(), "joining");
  }

  checking() {
    this.show(this.words.checking(), "stored", { bar: false });
  }

  refuse(text, again = false) {
    this.show(text, "refused", { again, bar: false });
  }

  ended(found) {
    const received = found.state === "verified";
    const text = received ? this.words.received({ digest: found.sha256.slice(0, 8) }) : found.refusal || found.state_text;
    this.element.querySelector(".upload-promise")?.remove();
    // What was found in it, then advice, where there is some; advice stands in nobody's way.
    const known = [this.words.bytes(found.size), found.facts, text, ...(found.hints ?? [])].filter(Boolean).join(" · ");
    this.show(received ? known : text, found.state, { bar: false });
  }
}

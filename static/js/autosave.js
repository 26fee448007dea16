// Saves a form while it is typed: after a pause, when a field is left, when the page is left. What the server does not
// have yet stays on this device. Addresses and texts are on the form's [data-autosave] (templates/macros/entries.html).
import { answerOf } from "./autosave/answer.js";
import { BothTexts } from "./autosave/both.js";
import { Keeper } from "./autosave/keeper.js";
import { refreshSteps } from "./autosave/steps.js";
import { holdWhile } from "./hold.js";
import { OUT_OF_DATE, renewed, saySignedOut } from "./session.js";

const PAUSE = 800;
const RETRY = 15000;
const QUIET = 1500;
const SIGNED_OUT = { status: 401, body: null };

export default function autosave(form) {
  const status = form.querySelector("[data-autosave]");
  if (status) new Autosave(form, status).begin();
}

class Autosave {
  constructor(form, status) {
    this.form = form;
    this.status = status;
    this.texts = JSON.parse(status.dataset.texts);
    this.keeper = new Keeper(status.dataset.key, form);
    this.both = new BothTexts(form, this.texts);
    this.last = this.keeper.original();
  }

  begin() {
    this.keeper.forgetSent();
    this.form.addEventListener("input", () => this.later(PAUSE));
    this.form.addEventListener("focusout", () => this.now());
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && this.now(true));
    for (const sign of ["online", "focus"]) window.addEventListener(sign, () => this.now());
    holdWhile(this.form, () => this.busy);
    // A plain submission takes everything with it; what autosave still wants to send would only be a second voice.
    this.form.addEventListener("submit", () => this.stop({ sent: true }));
    if (this.keeper.content() !== this.last) this.later(PAUSE);
    else this.offerFound();
  }

  offerFound() {
    const found = this.keeper.found();
    if (!found) return;
    this.say(this.texts.found.replace("{time}", new Date(found.at).toLocaleString(document.documentElement.lang)), [
      [this.texts.takeFound, () => this.takeFound(found)],
      [this.texts.dropFound, () => this.dropFound()],
    ]);
  }

  takeFound(found) {
    this.keeper.fill(found.content);
    this.now();
  }

  dropFound() {
    this.keeper.forget();
    this.status.replaceChildren();
  }

  stop({ sent = false } = {}) {
    clearTimeout(this.timer);
    this.stopped = true;
    if (sent) this.keeper.keep(true);
    else this.keeper.forget();
  }

  later(pause) {
    this.keeper.keep();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(), pause);
  }

  now(leaving = false) {
    clearTimeout(this.timer);
    const content = this.keeper.content();
    if (this.stopped || this.both.open || content === this.last) return;
    if (this.busy) return this.later(PAUSE);
    this.busy = this.save(content, leaving);
  }

  async save(content, leaving) {
    this.say(this.texts.saving);
    let answer = await answerOf(this.status.dataset.address, this.form, leaving);
    if (OUT_OF_DATE.has(answer.status)) {
      answer = (await renewed()) ? await answerOf(this.status.dataset.address, this.form, leaving) : SIGNED_OUT;
    }
    this.busy = null;
    if (!this.stopped) this.after(answer, content);
  }

  after(answer, content) {
    this.mark(answer.body?.errors ?? {});
    if (answer.status === 200) return this.saved(answer.body, content);
    if (answer.status === 409 && answer.body.both) return this.stale(answer.body);
    if (answer.status === 401) return this.signedOut();
    if (answer.status === 422) return this.say(this.texts.wrong);
    if (answer.status === 409 || answer.status === 404) return this.say(answer.body?.message ?? this.texts.closed);
    this.say(answer.status === 0 ? this.texts.offline : this.texts.fault);
    return this.later(RETRY);
  }

  saved(body, content) {
    this.last = content;
    this.form.elements.version.value = body.version;
    if (this.keeper.content() === content) this.keeper.forget();
    this.say(this.texts.saved.replace("{time}", body.saved_at));
    clearTimeout(this.refreshing);
    this.refreshing = setTimeout(() => this.stopped || refreshSteps(), QUIET);
  }

  stale(body) {
    this.say(this.texts.stale);
    this.both.show(body, {
      onKeep: () => {
        this.form.elements.version.value = body.version;
        this.last = null;
        this.now();
      },
      onTake: () => {
        this.stop();
        window.location.assign(window.location.pathname);
      },
    });
  }

  signedOut() {
    saySignedOut(this.status, this.texts);
    this.later(RETRY);
  }

  // Errors at their fields, as the server writes them on a plain submission.
  mark(errors) {
    for (const old of this.form.querySelectorAll(".error[data-autosaved]")) {
      old.closest(".field")?.classList.remove("field-wrong");
      old.remove();
    }
    for (const [name, text] of Object.entries(errors)) {
      const field = this.form.elements[name];
      const place = field?.closest?.(".field");
      if (!place) continue;
      const line = document.createElement("p");
      line.className = "error";
      line.dataset.autosaved = "";
      line.textContent = text;
      place.classList.add("field-wrong");
      place.append(line);
    }
  }

  say(text, buttons = []) {
    this.status.textContent = text;
    for (const [label, act] of buttons) {
      const button = document.createElement("button");
      Object.assign(button, { type: "button", className: "btn btn-sm btn-outline-secondary", textContent: label });
      button.addEventListener("click", act);
      this.status.append(" ", button);
    }
  }
}

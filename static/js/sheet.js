// A score sheet that is saved as it is typed: first on this device, then on the server, which has the last word.
import { holdWhile } from "./hold.js";
import { act } from "./offline/acts.js";
import { claim, roundOf } from "./offline/store.js";
import { holdOpen } from "./offline/sync.js";
import { OUT_OF_DATE, renewed, saySignedOut } from "./session.js";
import { Kept } from "./sheet/kept.js";
import { bindSteps, marksOf, showBands, total } from "./sheet/marks.js";
import { offer } from "./sheet/stale.js";

const PAUSE = 800;
const AGAIN = 5000;
const SIGNED_OUT = 15000;

export default function sheet(form) {
  const { task } = form.dataset;
  const state = { form, kept: new Kept(task), status: document.querySelector(".saved"), waiting: null };
  // Of a work that is kept on this device the page may be older than the sheet; and the line may be gone at any act.
  if (roundOf(task)) Object.assign(state, { last: new Kept(task, "saved"), act: new Kept(task, "act") });
  claim();
  holdOpen(task);
  form.addEventListener("input", () => changed(state));
  holdWhile(form, () => state.busy);
  form.addEventListener("submit", (event) => {
    clearTimeout(state.waiting);
    if (state.last) return actHere(state, event);
    if (state.cut || !navigator.onLine) return stay(state, event);
    state.sent = true;
    return undefined;
  });
  for (const sign of ["online", "focus"]) addEventListener(sign, () => state.kept.read() && save(state));
  bindSteps(form);
  noteOpened(form);
  putBack(state);
  showTotal(form);
}

function actHere(state, event) {
  event.preventDefault();
  if (!event.submitter?.formAction.match(/\/(confirm|later)$/)) return save(state);
  state.sent = true;
  return act(state.form, event.submitter, typed(state.form));
}

// With the line gone, sending would leave this page for an error of the browser's own: the sheet stays in sight, its marks
// are kept, and it can be sent once a save has gone through.
function stay(state, event) {
  event.preventDefault();
  say(state, state.form.dataset.failed, "warn");
  return save(state);
}

function changed(state) {
  showTotal(state.form);
  state.act?.forget();
  new Kept(state.form.dataset.task, "fault").forget();
  state.kept.write(typed(state.form));
  clearTimeout(state.waiting);
  state.waiting = setTimeout(() => save(state), PAUSE);
}

function typed(form) {
  const fields = Object.fromEntries(new FormData(form));
  delete fields.csrf_token;
  return fields;
}

function showTotal(form) {
  const sum = total(marksOf(form), form.dataset.decimal);
  document.querySelector("#total").textContent = sum;
  showBands(form);
}

// What an earlier visit could not send; a version that is older than the page's is for the reader to decide.
function putBack(state) {
  const { form, kept } = state;
  takeNewer(state);
  const before = kept.read();
  if (!before) return;
  const now = typed(form);
  if (!state.act?.read() && Object.keys(before).every((name) => name === "version" || (before[name] ?? "") === (now[name] ?? ""))) {
    kept.forget();
    return;
  }
  if (before.version === now.version) {
    fill(form, before);
    say(state, form.dataset.kept);
    save(state);
  } else {
    const version = now.version;
    fill(form, before);
    conflict(state, now, version);
  }
}

// A page from this device shows the sheet as it was when the page was fetched: what was saved since is known here.
function takeNewer({ form, last }) {
  const saved = last?.read();
  if (!saved) return;
  if (Number(saved.version) > Number(form.elements.version.value)) {
    fill(form, saved);
    form.elements.version.value = saved.version;
  } else last.forget();
}

function fill(form, fields) {
  for (const field of form.elements) {
    if (!field.name || field.name === "csrf_token" || field.name === "version") continue;
    if (field.type === "radio") field.checked = fields[field.name] === field.value;
    else field.value = fields[field.name] ?? "";
    field.dispatchEvent(new Event("refilled"));
  }
  showTotal(form);
}

async function save(state) {
  if (state.sent || state.busy || state.stale) return;
  state.busy = send(state);
  await state.busy;
}

async function send(state) {
  const { form, kept } = state;
  const sent = typed(form);
  say(state, form.dataset.saving);
  try {
    let answer = await post(form);
    if (OUT_OF_DATE.has(answer.status)) {
      if (!(await renewed())) return signedOut(state);
      answer = await post(form);
    }
    settle(state, answer.status, await answer.json(), sent);
    state.cut = false;
  } catch {
    state.cut = true;
    say(state, form.dataset.failed, "warn");
    state.waiting = setTimeout(() => save(state), AGAIN);
  } finally {
    state.busy = null;
  }
  const latest = kept.read();
  if (latest && !state.stale && JSON.stringify({ ...latest, version: sent.version }) !== JSON.stringify(sent)) {
    clearTimeout(state.waiting);
    state.waiting = setTimeout(() => save(state), PAUSE);
  }
}

function post(form) {
  return fetch(form.dataset.save, {
    method: "POST",
    headers: { Accept: "application/json", "X-CSRFToken": form.elements.csrf_token.value },
    body: new URLSearchParams(new FormData(form)),
  });
}

function signedOut(state) {
  const { form, status } = state;
  saySignedOut(status, form.dataset);
  status.dataset.tone = "warn";
  state.waiting = setTimeout(() => save(state), SIGNED_OUT);
}

function settle(state, status, found, sent) {
  const { form, kept } = state;
  if (status === 200) {
    form.elements.version.value = found.version;
    state.last?.write({ ...sent, version: String(found.version) });
    const latest = kept.read();
    if (latest && JSON.stringify(latest) === JSON.stringify(sent)) kept.forget();
    else if (latest) kept.write({ ...latest, version: String(found.version) });
    say(state, found.message);
    const button = state.act?.read() && document.getElementById(state.act.read());
    if (button) form.requestSubmit(button);
  } else if (status === 409 && found.stored) {
    conflict(state, found.stored, found.version);
  } else if (status === 404) {
    state.stale = true;
    say(state, form.dataset.gone, "warn");
  } else {
    say(state, found.message || form.dataset.failed, "warn");
  }
}

// Both texts stay in sight until the reader chooses.
function conflict(state, stored, version) {
  const { form, kept } = state;
  state.stale = true;
  say(state, form.dataset.stale.replace(/:$/, "."), "warn");
  form.dispatchEvent(new Event("sheet-needed", { bubbles: true }));
  offer(form, stored, (mine) => {
    form.elements.version.value = version;
    state.stale = false;
    if (!mine) {
      fill(form, stored);
      kept.forget();
      return say(state, "");
    }
    kept.write(typed(form));
    return save(state);
  });
}

function say({ status }, text, tone = "ok") {
  status.textContent = text;
  status.dataset.tone = tone;
}

function noteOpened(form) {
  if (!form.dataset.open) return;
  const headers = { Accept: "application/json", "X-CSRFToken": form.elements.csrf_token.value };
  fetch(form.dataset.open, { method: "POST", headers }).catch(() => {});
}

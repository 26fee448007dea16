// A score sheet that is saved as it is typed: first on this device, then on the server, which has the last word.
import { holdWhile } from "./hold.js";
import { OUT_OF_DATE, renewed, saySignedOut } from "./session.js";
import { Kept } from "./sheet/kept.js";
import { bindSteps, marksOf, showBands, total } from "./sheet/marks.js";
import { offer } from "./sheet/stale.js";

const PAUSE = 800;
const AGAIN = 5000;
const SIGNED_OUT = 15000;

export default function sheet(form) {
  const state = { form, kept: new Kept(form.dataset.task), status: document.querySelector(".saved"), waiting: null };
  form.addEventListener("input", () => changed(state));
  holdWhile(form, () => state.busy);
  form.addEventListener("submit", () => {
    clearTimeout(state.waiting);
    state.sent = true;
  });
  for (const sign of ["online", "focus"]) addEventListener(sign, () => state.kept.read() && save(state));
  bindSteps(form);
  noteOpened(form);
  putBack(state);
  showTotal(form);
}

function changed(state) {
  showTotal(state.form);
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
  const before = kept.read();
  if (!before) return;
  const now = typed(form);
  if (Object.keys(before).every((name) => name === "version" || (before[name] ?? "") === (now[name] ?? ""))) {
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
  } catch {
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
    const latest = kept.read();
    if (latest && JSON.stringify(latest) === JSON.stringify(sent)) kept.forget();
    else if (latest) kept.write({ ...latest, version: String(found.version) });
    say(state, found.message);
  } else if (status === 409 && found.stored && String(found.version) !== sent.version) {
    conflict(state, found.stored, found.version);
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

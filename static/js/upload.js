// A box that sends files: announces each, sends its parts straight to the file store, and tells what became of it.
// The addresses it asks and the texts it says are in templates/macros/files.html.
import { ask, Refused } from "./upload/ask.js";
import { Row } from "./upload/row.js";
import { headOf, Sums } from "./upload/sums.js";
import { sayer } from "./upload/words.js";
import { LineLost, pause, Unreadable, transfer } from "./upload/transfer.js";

const POLL_FIRST = 700;
const POLL_LAST = 5000;
const JOININGS = 3;

export default function upload(box) {
  const words = sayer(JSON.parse(box.dataset.texts));
  const status = box.querySelector("[role=status]");
  const say = (text) => (status.textContent = text);
  const desk = { box, words, say, base: box.dataset.beginUrl };

  for (const element of box.querySelectorAll(".upload-row[data-file-id]")) meet(desk, element);
  const input = box.querySelector("input[type=file]");
  input?.addEventListener("change", () => {
    for (const file of input.files) start(desk, file);
    input.value = "";
  });
  if (input) input.disabled = false;
}

// A row of an earlier visit: one that is being checked is followed, one that waits for its rest says how much is here.
function meet(desk, element) {
  const row = Row.of(element, desk.words);
  if (element.dataset.state === "stored") follow(desk, row, element.dataset.fileId);
  const button = element.querySelector(".upload-choose");
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", () => chooseAgain(desk, element));
  if (!("declares" in desk.box.dataset)) return;
  ask(desk.box, `${desk.base}/${element.dataset.fileId}/arrived`)
    .then((plan) => row.waits(plan.there))
    .catch(() => null);
}

function chooseAgain(desk, element) {
  const input = document.createElement("input");
  input.type = "file";
  input.addEventListener("change", () => {
    if (input.files.length) start(desk, input.files[0], element);
  });
  input.click();
}

// `element` is the waiting row that the file was chosen for, if it was.
function start(desk, file, element) {
  const { box, words, say } = desk;
  const row = Row.make(box, file, words, element);
  const sending = { ...desk, file, row, fileId: element?.dataset.fileId, earlier: element, begun: null };
  row.onPause = () => sending.stop?.abort();
  row.onAgain = () => send(sending);
  row.onRemove = () => remove(sending);
  const fault = element ? null : announceFault(box, file, words);
  if (fault) {
    row.refuse(fault);
    return say(fault);
  }
  return send(sending);
}

// What the server would refuse too, said at once.
function announceFault(box, file, words) {
  const largest = Number(box.dataset.largest);
  if (file.size === 0) return words.empty({ name: file.name });
  if (file.size > largest) {
    return words.large({ name: file.name, size: words.bytes(file.size), largest: words.bytes(largest) });
  }
  return null;
}

async function send(sending) {
  const { row, words, say, file } = sending;
  sending.stop = new AbortController();
  row.starting();
  try {
    await whole(sending);
  } catch (fault) {
    if (sending.removed) return;
    if (fault.name === "AbortError") row.paused();
    else if (fault instanceof LineLost || fault instanceof TypeError) row.stopped(words.stopped());
    else if (fault instanceof Unreadable) row.refuse(words.unreadable({ name: file.name }));
    else if (fault instanceof Refused && fault.message) refused(sending, fault);
    else row.refuse(words.fault(), true);
    say(row.text);
  }
}

async function whole(sending) {
  const { box, base, file, row, stop } = sending;
  const { signal } = stop;
  sending.head ??= await headOf(file);
  if (!sending.fileId) await (sending.begun = begin(sending));
  const here = `${base}/${sending.fileId}`;
  const post = (verb, body) => ask(box, `${here}/${verb}`, { method: "POST", signal, body });
  const api = {
    async open() {
      const plan = await post("open", identity(sending));
      sending.sums ??= new Sums(file, plan.part_size);
      sending.declared ??= declare(sending, here);
      return plan;
    },
    addresses: (checksums) => post("addresses", { checksums }),
    get sums() {
      return sending.sums;
    },
  };
  for (let joining = 1; ; joining += 1) {
    await sendParts(file, api, row, signal);
    row.joining();
    const sha256 = await sending.sums.whole;
    await sending.declared;
    try {
      await persist(() => post("finish", { sha256 }));
      return follow(sending, row, sending.fileId);
    } catch (fault) {
      // Something is missing after all: the next round asks what.
      if (!(fault instanceof Refused) || fault.status !== 409 || joining === JOININGS) throw fault;
    }
  }
}

function sendParts(file, api, row, signal) {
  return transfer(file, api, {
    signal,
    onProgress: (there) => row.progress(there),
    onWaiting: (seconds) => row.waiting(seconds),
  });
}

function identity({ file, head }) {
  return { name: file.name, size: file.size, head_sha256: head };
}

// The row of the file; a server that was asked already, but whose answer was lost, answers the same row.
async function begin(sending) {
  const { box, base, row } = sending;
  const body = { ...identity(sending), requirement_id: box.dataset.requirementId };
  if (box.dataset.partPosition) body.part_position = Number(box.dataset.partPosition);
  const told = await ask(box, base, { method: "POST", body });
  sending.fileId = told.file_id;
  const earlier = box.querySelector(`.upload-row[data-file-id="${CSS.escape(told.file_id)}"]`);
  if (earlier && earlier !== row.element) earlier.remove();
}

// Tells the server the hash of the whole as soon as it is known, also while the sending is paused; before the deadline
// this keeps a place for the bytes. A hash that the server refuses stops the sending.
async function declare(sending, here) {
  try {
    const sha256 = await sending.sums.whole;
    if (!("declares" in sending.box.dataset)) return sending.row.declared(sha256, null);
    const told = await persist(() => ask(sending.box, `${here}/declare`, { method: "POST", body: { sha256 } }));
    sending.row.declared(sha256, told.promised_until);
    if (told.promised_until) sending.box.dispatchEvent(new CustomEvent("upload-promised", { bubbles: true }));
  } catch (fault) {
    sending.declared = null;
    if (fault instanceof Refused && !canRepeat(fault)) sending.stop.abort(fault);
  }
}

// Where the file was chosen for a row that waits, and is another one, the row stays as it was.
function refused(sending, fault) {
  const { row, earlier } = sending;
  if (earlier && fault.status === 422) return row.giveBack(earlier, fault.message);
  return row.refuse(fault.message, canRepeat(fault));
}

// What may be asked twice is asked again when its answer was lost.
async function persist(act, tries = 5) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await act();
    } catch (fault) {
      if (fault.name === "AbortError" || !canRepeat(fault) || attempt === tries) throw fault;
      await pause(2 ** attempt * 500 * (0.5 + Math.random()));
    }
  }
}

function canRepeat(fault) {
  return !(fault instanceof Refused) || fault.status >= 500 || fault.status === 401;
}

// Asks until the worker has looked at the file.
async function follow({ box, base, say }, row, fileId) {
  let wait = POLL_FIRST;
  row.checking();
  for (;;) {
    await pause(wait);
    wait = Math.min(wait * 1.5, POLL_LAST);
    const found = await persist(() => ask(box, `${base}/${fileId}`));
    if (!found.ended) continue;
    row.ended(found);
    say(row.text);
    box.dispatchEvent(new CustomEvent("upload-ended", { bubbles: true, detail: found }));
    return;
  }
}

async function remove(sending) {
  const { box, base, row, words, say, file } = sending;
  sending.removed = true;
  sending.stop?.abort();
  try {
    // A row that is on its way must be known before it can be taken back.
    await sending.begun?.catch(() => null);
    if (sending.fileId) await ask(box, `${base}/${sending.fileId}/remove`, { method: "POST" });
  } catch (fault) {
    sending.removed = false;
    row.refuse(fault instanceof Refused && fault.message ? fault.message : words.fault(), true);
    return say(row.text);
  }
  row.element.remove();
  say(words.removed({ name: file.name }));
  box.querySelector("input[type=file]")?.focus();
  return box.dispatchEvent(new CustomEvent("upload-ended", { bubbles: true, detail: { state: "abandoned" } }));
}

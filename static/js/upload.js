// A box that sends files: promises each, sends its parts straight to the file store, and tells what became of it.
// The addresses it asks and the texts it says are in templates/macros/files.html.
import { ask, Refused } from "./upload/ask.js";
import { Row } from "./upload/row.js";
import { sayer } from "./upload/words.js";
import { LineLost, pause, Unreadable, transfer } from "./upload/transfer.js";

const POLL_FIRST = 700;
const POLL_LAST = 5000;

export default function upload(box) {
  const input = box.querySelector("input[type=file]");
  const words = sayer(JSON.parse(box.dataset.texts));
  const status = box.querySelector("[role=status]");
  const say = (text) => (status.textContent = text);

  for (const element of box.querySelectorAll(".upload-row[data-state=stored]")) {
    const row = Row.of(element, words);
    follow(box, row, element.dataset.fileId, say);
  }
  input.addEventListener("change", () => {
    for (const file of input.files) start(box, file, words, say);
    input.value = "";
  });
  input.disabled = false;
}

function start(box, file, words, say) {
  const waiting = waitingRow(box, file);
  const row = Row.make(box, file, words, waiting);
  const sending = { box, file, row, words, say, fileId: waiting?.dataset.fileId, begun: null };
  row.onPause = () => sending.stop?.abort();
  row.onAgain = () => send(sending);
  row.onRemove = () => remove(sending);
  const fault = promiseFault(box, file, words);
  if (fault) {
    row.refuse(fault);
    return say(fault);
  }
  return send(sending);
}

// A file that an earlier visit began to send: the same name and size goes on where it broke.
function waitingRow(box, file) {
  const name = file.name.normalize("NFC");
  return [...box.querySelectorAll(".upload-row[data-state=waiting][data-file-id]")].find(
    (row) => row.dataset.name === name && Number(row.dataset.size) === file.size,
  );
}

// What the server would refuse too, said at once.
function promiseFault(box, file, words) {
  const largest = Number(box.dataset.largest);
  if (file.size === 0) return words.empty({ name: file.name });
  if (file.size > largest) {
    return words.large({ name: file.name, size: words.bytes(file.size), largest: words.bytes(largest) });
  }
  return null;
}

async function send(sending) {
  const { box, file, row, words, say } = sending;
  const stop = (sending.stop = new AbortController());
  const base = box.dataset.beginUrl;
  row.starting();
  try {
    if (!sending.fileId) {
      sending.begun = begin(box, file).then((told) => (sending.fileId = told.file_id));
      await sending.begun;
    }
    const open = () => ask(box, `${base}/${sending.fileId}/open`, { method: "POST", signal: stop.signal });
    await transfer(file, open, {
      signal: stop.signal,
      onProgress: (there) => row.progress(there),
      onWaiting: (seconds) => row.waiting(seconds),
    });
    row.joining();
    await persist(() => ask(box, `${base}/${sending.fileId}/finish`, { method: "POST", signal: stop.signal }));
    await follow(box, row, sending.fileId, say);
  } catch (fault) {
    if (sending.removed) return;
    if (fault.name === "AbortError") row.paused();
    else if (fault instanceof LineLost || fault instanceof TypeError) row.stopped(words.stopped());
    else if (fault instanceof Unreadable) row.refuse(words.unreadable({ name: file.name }));
    else row.refuse(fault instanceof Refused && fault.message ? fault.message : words.fault(), canRepeat(fault));
    say(row.text);
  }
}

function begin(box, file) {
  const body = { name: file.name, size: file.size, requirement_id: box.dataset.requirementId };
  if (box.dataset.partPosition) body.part_position = Number(box.dataset.partPosition);
  return ask(box, box.dataset.beginUrl, { method: "POST", body });
}

// Finishing is the same when asked twice, so a lost answer is asked for again.
async function persist(act, tries = 5) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await act();
    } catch (fault) {
      if (fault.name === "AbortError" || !canRepeat(fault) || attempt === tries) throw fault;
      await pause(2 ** attempt * 500);
    }
  }
}

function canRepeat(fault) {
  return !(fault instanceof Refused) || fault.status >= 500;
}

// Asks until the worker has looked at the file.
async function follow(box, row, fileId, say) {
  let wait = POLL_FIRST;
  row.checking();
  for (;;) {
    await pause(wait);
    wait = Math.min(wait * 1.5, POLL_LAST);
    const found = await persist(() => ask(box, `${box.dataset.beginUrl}/${fileId}`));
    if (!found.ended) continue;
    row.ended(found);
    say(row.text);
    box.dispatchEvent(new CustomEvent("upload-ended", { bubbles: true, detail: found }));
    return;
  }
}

async function remove(sending) {
  const { box, row, words, say } = sending;
  sending.removed = true;
  sending.stop?.abort();
  try {
    // A promise that is on its way must be known before it can be taken back.
    await sending.begun?.catch(() => null);
    if (sending.fileId) await ask(box, `${box.dataset.beginUrl}/${sending.fileId}/remove`, { method: "POST" });
  } catch (fault) {
    sending.removed = false;
    row.refuse(fault instanceof Refused && fault.message ? fault.message : words.fault(), true);
    return say(row.text);
  }
  row.element.remove();
  say(words.removed({ name: sending.file.name }));
  box.querySelector("input[type=file]").focus();
  return box.dispatchEvent(new CustomEvent("upload-ended", { bubbles: true, detail: { state: "abandoned" } }));
}

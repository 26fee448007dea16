// Asking the award's own server, as JSON with the page's token.
import { OUT_OF_DATE, renewed } from "../session.js";

// The server answered, and said no: `status` and its sentence.
export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

// Throws Refused for an answer of 400 and above, TypeError when there was no answer.
export async function ask(box, url, asked = {}) {
  let answer = await send(box, url, asked);
  if (OUT_OF_DATE.has(answer.status) && (await renewed())) answer = await send(box, url, asked);
  const found = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refused(answer.status, found.message ?? "");
  return found;
}

function send(box, url, { method = "GET", body, signal }) {
  const headers = { Accept: "application/json" };
  if (method !== "GET") {
    headers["X-CSRFToken"] = box.querySelector("input[name=csrf_token]").value;
    headers["Content-Type"] = "application/json";
  }
  return fetch(url, { method, headers, signal, body: method === "GET" ? undefined : JSON.stringify(body ?? {}) });
}

// Asking the award's own server, as JSON with the page's token.

// The server answered, and said no: `status` and its sentence.
export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

// Throws Refused for an answer of 400 and above, TypeError when there was no answer.
export async function ask(box, url, { method = "GET", body, signal } = {}) {
  const headers = { Accept: "application/json" };
  if (method !== "GET") {
    headers["X-CSRFToken"] = box.querySelector("input[name=csrf_token]").value;
    headers["Content-Type"] = "application/json";
  }
  const answer = await fetch(url, {
    method,
    headers,
    signal,
    body: method === "GET" ? undefined : JSON.stringify(body ?? {}),
  });
  const found = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refused(answer.status, found.message ?? "");
  return found;
}

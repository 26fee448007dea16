// One save: status 0 when the line is lost. A page that is being left may still send a small form (keepalive).
export async function answerOf(address, form, leaving) {
  const body = new URLSearchParams(new FormData(form));
  const headers = { Accept: "application/json", "X-CSRFToken": form.elements.csrf_token.value };
  try {
    const response = await fetch(address, { method: "POST", headers, body, keepalive: leaving && `${body}`.length < 60000 });
    return { status: response.status, body: await response.json().catch(() => null) };
  } catch {
    return { status: 0, body: null };
  }
}

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

// Fetches the page's token anew, for a session that began in another tab; false when nobody is signed in.
export async function renewed(form) {
  try {
    const page = await fetch(window.location.pathname);
    if (!page.ok || page.redirected) return false;
    const fresh = new DOMParser().parseFromString(await page.text(), "text/html");
    const token = fresh.querySelector("[data-autosave]")?.closest("form").elements.csrf_token.value;
    for (const field of document.querySelectorAll("[name=csrf_token]")) field.value = token ?? field.value;
    return Boolean(token);
  } catch {
    return false;
  }
}

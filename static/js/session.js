// What an answer of 400 or 401 means to a page that stays open: its session ended, or another one began in another tab.
export const OUT_OF_DATE = new Set([400, 401]);

// Gives every form of the page the token of the present session; false when nobody is signed in.
export async function renewed() {
  try {
    const page = await fetch(window.location.pathname);
    if (!page.ok || page.redirected) return false;
    const fresh = new DOMParser().parseFromString(await page.text(), "text/html");
    const token = fresh.querySelector("[name=csrf_token]")?.value;
    for (const field of document.querySelectorAll("[name=csrf_token]")) field.value = token ?? field.value;
    return Boolean(token);
  } catch {
    return false;
  }
}

// Says that the session ended, with a link that opens the sign-in page beside this one.
export function saySignedOut(place, { signedOut, signIn, signInAddress }) {
  const link = document.createElement("a");
  Object.assign(link, { href: signInAddress, target: "_blank", rel: "noopener", textContent: signIn });
  place.replaceChildren(signedOut, " ", link);
}

// Brings the steps and the checklist at the side up to date with what is stored; gives back the fresh page.
export async function refreshSteps() {
  try {
    const answer = await fetch(window.location.pathname);
    if (!answer.ok || answer.redirected) return null;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.querySelector("#steps")?.replaceChildren(...(fresh.querySelector("#steps")?.childNodes ?? []));
    return fresh;
  } catch {
    return null;
  }
}

// A copy that is being fetched: asks every few seconds whether it is there, and says how it ended.
const PAUSE = 4000;
const MOST_TIMES = 30;

export default async function keptCopy(element) {
  for (let times = 0; times < MOST_TIMES; times += 1) {
    await new Promise((end) => setTimeout(end, PAUSE));
    const found = await ask(element.dataset.address);
    if (found === "gone") return;
    if (found && !found.asked) {
      const made = new DOMParser().parseFromString(found.line, "text/html").body.firstElementChild;
      element.replaceChildren(...made.childNodes);
      return;
    }
  }
}

// What the server knows; null while the line is lost, "gone" where there is nothing more to ask for.
async function ask(address) {
  try {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    return answer.ok ? await answer.json() : "gone";
  } catch {
    return null;
  }
}

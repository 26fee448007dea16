// Tells which of some elements were in sight for a moment: at least half of them, or half of the window's height.
const MOMENT = 1000;
const STEPS = Array.from({ length: 21 }, (_, number) => number / 20);

export function watch(elements, tell) {
  const waiting = new Map();
  const observer = new IntersectionObserver((changes) => {
    for (const change of changes) {
      const large = change.intersectionRatio >= 0.5 || change.intersectionRect.height >= innerHeight / 2;
      clearTimeout(waiting.get(change.target));
      if (change.isIntersecting && large) waiting.set(change.target, setTimeout(() => settled(change.target), MOMENT));
    }
  }, { threshold: STEPS });

  function settled(element) {
    const picture = element.matches("img") ? element : element.querySelector("img");
    if (document.visibilityState === "hidden" || (picture && !picture.complete)) {
      waiting.set(element, setTimeout(() => settled(element), MOMENT));
    } else tell(element);
  }

  for (const element of elements) observer.observe(element);
}

export function saySeen(element, file, from, to) {
  if (from < to) element.dispatchEvent(new CustomEvent("seen", { bubbles: true, detail: { file, from, to } }));
}

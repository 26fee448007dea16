// Sentences with places in braces, and numbers as the reader writes them.
const UNITS = ["B", "kB", "MB", "GB", "TB"];

// An object with a function for each text: words.paused({there: "…"}).
export function sayer(texts) {
  const language = document.documentElement.lang || "vi";
  const tenths = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const words = {
    bytes(count) {
      let unit = 0;
      for (; count >= 1000 && unit < UNITS.length - 1; unit += 1) count /= 1000;
      return `${tenths.format(unit ? count : Math.round(count))} ${UNITS[unit]}`;
    },
    time(seconds) {
      if (seconds < 90) return words.seconds({ count: Math.ceil(seconds) });
      return words.minutes({ count: Math.ceil(seconds / 60) });
    },
  };
  for (const [name, text] of Object.entries(texts)) {
    words[name] = (values = {}) => text.replace(/\{(\w+)\}/g, (_whole, place) => values[place] ?? "");
  }
  return words;
}

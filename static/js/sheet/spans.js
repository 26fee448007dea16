// Stretches [from, to) of whole numbers, apart and in order.
export function add(spans, from, to) {
  if (from >= to) return spans;
  const apart = spans.filter(([first, last]) => last < from || first > to);
  const touching = spans.filter(([first, last]) => last >= from && first <= to);
  const joined = [Math.min(from, ...touching.map(([first]) => first)), Math.max(to, ...touching.map(([, last]) => last))];
  return [...apart, joined].sort((one, other) => one[0] - other[0]);
}

// Remarks pinned to a second, as text: one to a line, the time first. The server reads them in the same way.
const LINE = /^(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)(?!\w)\s*(.*)$/;

export function read(text) {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const found = LINE.exec(line);
      if (!found) return { second: null, text: line };
      const [, hours, minutes, seconds, words] = found;
      return { second: Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(seconds), text: words };
    });
}

export function write(pins) {
  return pins.map(({ second, text }) => (second === null ? text : `${clock(second)} ${text}`.trim())).join("\n");
}

export function clock(time) {
  const second = Math.floor(time);
  const two = (number) => String(number).padStart(2, "0");
  const [hours, minutes] = [Math.floor(second / 3600), Math.floor((second % 3600) / 60)];
  return hours ? `${hours}:${two(minutes)}:${two(second % 60)}` : `${minutes}:${two(second % 60)}`;
}

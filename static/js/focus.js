// Moves the reader to what needs attention first.
export default function focus(element) {
  element.focus();
}

// A form that is sent once: its button rests after the first press.
export default function once(form) {
  form.addEventListener("submit", () => {
    const button = form.querySelector("button");
    setTimeout(() => (button.disabled = true), 0);
  });
  window.addEventListener("pageshow", () => (form.querySelector("button").disabled = false));
}

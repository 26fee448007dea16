// Goes on with the countdown that the server wrote: days, hours, minutes, and the seconds that only a script can show.
const UNITS = [
  ["days", 86400],
  ["hours", 3600],
  ["minutes", 60],
  ["seconds", 1],
];

export default function countdown(box) {
  const until = Date.parse(box.dataset.until);
  const show = () => {
    let left = Math.max(Math.floor((until - Date.now()) / 1000), 0);
    for (const [name, length] of UNITS) {
      const unit = box.querySelector(`[data-unit="${name}"]`);
      unit.querySelector("b").textContent = Math.floor(left / length);
      unit.hidden = false;
      left %= length;
    }
    if (Date.now() >= until) {
      clearInterval(ticking);
      box.classList.add("countdown-over");
    }
  };
  const ticking = setInterval(show, 1000);
  show();
}

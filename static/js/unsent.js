// Says how many sheets on this device wait for the line or for a choice.
import { tasksWith } from "./offline/store.js";

export default function unsent(notice) {
  const show = () => {
    const count = tasksWith("sheet").length;
    notice.hidden = !count;
    notice.querySelector("[data-part=words]").textContent = notice.dataset.words.replace("{count}", count);
  };
  addEventListener("works-synced", show);
  show();
}

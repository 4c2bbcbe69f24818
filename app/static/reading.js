// Reading along with a discussion that others write: when something is new, what is shown of it is
// fetched again and takes the place of what stood there. Nothing is typed on these pages.
import { poll } from "./polling.js";

const shown = document.querySelector("[data-reads-along]");

async function renew() {
  const response = await fetch(location.href, { cache: "no-store" }).catch(() => null);
  if (!response?.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const now = page.querySelector("[data-reads-along]");
  if (!now) return location.reload();
  document.title = page.title;
  const opened = [...shown.querySelectorAll("details[open]")].map((one) => one.className);
  shown.replaceChildren(...now.childNodes);
  for (const one of shown.querySelectorAll("details")) {
    if (opened.includes(one.className)) one.open = true;
  }
}

poll(shown.dataset, renew);

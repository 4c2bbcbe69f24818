// One key an answer, while the focus is in a question's group of answers: its letter or its number.
// Tab then leads to the next question; what is rarely needed has a key instead of a stop on the way.
//
//   addKeys(form, { clear: (place) => ... });

const APART = "not-our-part";

export function addKeys(form, { clear }) {
  for (const hint of form.querySelectorAll("[data-keys]")) hint.hidden = false;
  for (const stop of form.querySelectorAll("[data-seen], [data-clear]")) stop.tabIndex = -1;
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return send(form, event);
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // What is entered saves itself, so this key need not send the page as it would by itself.
    if (event.key === "Enter" && event.target.matches("input")) event.preventDefault();
    const group = event.target.closest("[data-group]");
    if (group && event.target.type === "radio") choose(group, event, clear);
    else if (group && event.target.type === "checkbox") openSeen(group, event);
  });
}

function send(form, event) {
  event.preventDefault();
  form.requestSubmit(form.querySelector('[name="then"][value="continue"]'));
}

function choose(group, event, clear) {
  const key = event.key.toLowerCase();
  const radios = [...group.querySelectorAll("input[type=radio]")];
  const chosen = radioOf(group, key, radios);
  if (chosen) {
    event.preventDefault();
    chosen.focus();
    if (!chosen.checked) chosen.click();
  } else if (key === "delete" || key === "backspace") {
    event.preventDefault();
    clear(radios[0].name);
  } else {
    openSeen(group, event);
  }
}

// What the page shows beside an answer chooses it: of the numbers 0, 1 and 2 the key 1 is the second.
// A number counts the answers only where none of them is a number of its own.
function radioOf(group, key, radios) {
  const shown = radios.find((radio) => radio.dataset.key === key);
  if (shown) return shown;
  const kind = group.dataset.group;
  if (kind === "grade" && key === "0") return radios.find((radio) => radio.value === APART);
  const counts = kind !== "scale" && radios.every((radio, at) => !/^\d$/.test(radio.dataset.key) || Number(radio.dataset.key) === at + 1);
  return counts && /^[1-9]$/.test(key) ? radios.filter((radio) => radio.value !== APART)[key - 1] : undefined;
}

function openSeen(group, event) {
  const seen = group.closest("[data-question]")?.querySelector(".gt-seen");
  if (event.key.toLowerCase() !== "w" || !seen) return;
  event.preventDefault();
  seen.open = true;
  seen.querySelector("input:not([type=hidden])").focus();
}

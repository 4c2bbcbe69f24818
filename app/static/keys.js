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

// A letter is the page's to give, as it shows them; numbers count the answers, but on a scale the
// page gives them too: there 1 may be the second answer after 0.
function radioOf(group, key, radios) {
  if (group.dataset.group === "grade" && key === "0") return radios.find((radio) => radio.value === APART);
  if (group.dataset.group === "scale" || !/^[1-9]$/.test(key)) return radios.find((radio) => radio.dataset.key === key);
  return radios.filter((radio) => radio.value !== APART)[key - 1];
}

function openSeen(group, event) {
  const seen = group.closest("[data-question]")?.querySelector(".gt-seen");
  if (event.key.toLowerCase() !== "w" || !seen) return;
  event.preventDefault();
  seen.open = true;
  seen.querySelector("input:not([type=hidden])").focus();
}

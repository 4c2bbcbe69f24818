// One section of a discussion: what is typed saves itself, one key chooses a grade, and what others
// add appears. Without this script the page does the same when its buttons are pressed.
import { showConditions } from "./conditions.js";
import { Follower, showConfirmed } from "./following.js";
import { addReplacing } from "./instead.js";
import { Notes } from "./notes.js";
import { addPasting } from "./pasting.js";
import { addRows } from "./rows.js";
import { Saver } from "./saving.js";

const PAUSE = 1500;

const form = document.querySelector("[data-discussion]");
const line = document.querySelector("[data-saved]");
const notes = new Notes(form, line, (place) => saver.drop(place));
const saver = new Saver(form, {
  onChange: (current) => notes.showState(current),
  onAnswer: readAnswer,
});
const follower = new Follower(form, saver);
let pause = null;

form.addEventListener("input", ({ target }) => {
  if (!isPlace(target) || target.type === "radio") return;
  saver.note(target.name);
  showConditions(form);
  clearTimeout(pause);
  pause = setTimeout(() => saver.flush(), PAUSE);
});

form.addEventListener("change", ({ target }) => {
  if (!isPlace(target)) return;
  saver.note(target.name);
  saver.flush();
  showConditions(form);
  showAccept();
});

// Accepting the grade that all gave chooses it and leads to the sentence, without a new page.
form.addEventListener("click", (event) => {
  const button = event.target.closest("[data-accept]");
  if (!button) return;
  event.preventDefault();
  choose(form.querySelector("[data-grades]"), button.dataset.accept);
  form.querySelector('textarea[name$="/why"]').focus();
});

form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    const confirm = event.shiftKey ? form.querySelector("[data-confirm]") : null;
    form.requestSubmit(confirm ?? form.querySelector("[data-next]"));
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.type !== "radio") return;
  const grades = event.target.closest("[data-grades]");
  if (!grades || !/^[1-9]$/.test(event.key)) return;
  const radio = grades.querySelectorAll("input[type=radio]")[event.key - 1];
  if (radio) choose(grades, radio.value);
});

// What is typed is stored first; then the form is sent as it would be without this script.
form.addEventListener("submit", async (event) => {
  if (saver.unsaved === 0) return;
  event.preventDefault();
  clearTimeout(pause);
  const { submitter } = event;
  if (await saver.flush()) {
    form.requestSubmit(submitter);
  } else {
    line.scrollIntoView({ block: "nearest" });
  }
});

function isPlace(control) {
  return form.elements.namedItem(`version:${control.name}`) !== null;
}

function choose(grades, value) {
  const radio = [...grades.querySelectorAll("input[type=radio]")].find((one) => one.value === value);
  radio.focus();
  if (!radio.checked) radio.click();
}

function showAccept() {
  const accept = form.querySelector("[data-accept]");
  if (accept) accept.hidden = form.querySelector("[data-grades] input:checked") !== null;
}

function readAnswer(answer) {
  notes.read(answer);
  showConfirmed(form, answer);
  if (answer.changes) follower.note(answer.changes);
}

// After accepting a grade the page comes back to the sentence that is asked for.
document.querySelector(`textarea[id="${CSS.escape(location.hash.slice(1))}"]`)?.focus();
for (const hint of document.querySelectorAll("[data-keys]")) hint.hidden = false;
showAccept();
addReplacing(form, saver);
addPasting(form);
addRows(form);
follower.start();

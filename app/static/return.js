// One section of a return: answers save themselves, one key answers a question, questions that
// hang on another come and go at once, and lines are added as they are needed. Without this script
// the page does the same when its button is pressed.
import { showBeside } from "./beside.js";
import { showConditions } from "./conditions.js";
import { addReplacing } from "./instead.js";
import { addKeys } from "./keys.js";
import { addLines, nextLine } from "./lines.js";
import { Notes } from "./notes.js";
import { addPasting } from "./pasting.js";
import { addRows, hasRows } from "./rows.js";
import { Saver } from "./saving.js";

const PAUSE = 1500;

const form = document.querySelector("[data-return]");
const line = document.querySelector("[data-saved]");
const notes = new Notes(form, line, (place) => saver.drop(place));
const saver = new Saver(form, {
  onChange: (current) => notes.showState(current),
  onAnswer: readAnswer,
  button: "Save and continue",
});
let pause = null;

form.addEventListener("input", ({ target }) => {
  if (!target.name || target.type === "radio" || target.type === "checkbox") return;
  saver.note(target.name);
  clearTimeout(pause);
  pause = setTimeout(() => saver.flush(), PAUSE);
  // At once and not when it is left, or Tab would pass over the question that it opens.
  showConditions(form);
  showReason();
});

form.addEventListener("change", ({ target }) => {
  if (!target.name) return;
  saver.note(target.name);
  saver.flush();
  showConditions(form);
  showBeside(form);
  showReason();
  showTakeBack(target.name);
});

form.addEventListener("click", (event) => {
  const button = event.target.closest("[data-clear]");
  if (!button) return;
  event.preventDefault();
  clear(button.dataset.clear);
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

function readAnswer(answer) {
  notes.read(answer);
  if (answer.left) form.querySelector("[data-left]").textContent = answer.left;
}

function clear(place) {
  const [first] = notes.controls(place);
  for (const control of notes.controls(place)) control.checked = false;
  first.focus();
  first.dispatchEvent(new Event("change", { bubbles: true }));
}

function showTakeBack(place) {
  const button = form.querySelector(`[data-clear="${CSS.escape(place)}"]`);
  if (button) button.hidden = !answer(place).length;
}

// The lines are the reason for a grade; it is asked for only where there is none.
function showReason() {
  const box = form.querySelector("[data-reason]");
  if (!box) return;
  const hasLines = [...form.querySelectorAll("[data-line] textarea")].some((text) => text.value.trim());
  const isApart = form.querySelector('[data-group="grade"] input:checked')?.value === "not-our-part";
  box.hidden = !box.querySelector("textarea").value && (hasLines || isApart);
}

function answer(place) {
  return notes.controls(place).filter((control) => control.checked).map((control) => control.value);
}

// A link from another page leads to the very control. Else work begins at the first question that
// has no answer, so that nobody tabs through the head of the page first; the page's title, which
// names the section, is read out all the same. With a finger one reads from the top.
function goToWork() {
  if (location.hash) {
    const linked = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (linked?.form === form) linked.focus();
    return;
  }
  const isToMend = form.querySelector(".govuk-error-summary, .gt-clash");
  if (!isToMend && !matchMedia("(pointer: coarse)").matches) firstUnanswered()?.focus();
}

function firstUnanswered() {
  const groups = [...form.querySelectorAll('[data-question]:not([hidden]), [data-group="grade"]')];
  const open = groups.find((group) => !(hasRows(group) || isAnswered(control(group))));
  return open && control(open);
}

function control(group) {
  return group.querySelector("input:not([type=hidden]), textarea, select");
}

function isAnswered(control) {
  if (control.type === "radio" || control.type === "checkbox") return answer(control.name).length > 0;
  return control.value !== "";
}

addKeys(form, { clear });
addLines(form);
addRows(form);
addReplacing(form, saver);
addPasting(form, nextLine);
showReason();
goToWork();

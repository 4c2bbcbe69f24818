// The rows of a group, such as brothers and sisters: the button leads to the empty one, or adds it.
// Without this script it saves, and the page comes back with an empty row.
// A row keeps its number, since texts speak of "Sibling 2".
//
//   addRows(form);
import { addCopy } from "./adding.js";

const CONTROLS = "textarea, select, input:not([type=hidden])";

export function addRows(form) {
  for (const group of form.querySelectorAll("[data-rows]")) {
    group.querySelector("[data-add]")?.addEventListener("click", (event) => {
      event.preventDefault();
      goOn(group);
    });
  }
}

// Whether anything stands in any row, or why nothing does; false for a question without rows.
export function hasRows(question) {
  const group = question.querySelector("[data-rows]");
  if (!group) return false;
  return controls(group).some((control) => control.value) || !!question.querySelector('[data-group="single"] input:checked');
}

function goOn(group) {
  const rows = [...group.querySelectorAll("[data-row]")];
  const row = rows.find((one) => !controls(one).some((control) => control.value)) ?? add(group, rows.at(-1));
  if (row) controls(row)[0].focus();
  else say(group);
}

function add(group, last) {
  const names = JSON.parse(group.dataset.names);
  const number = Number(group.dataset.next);
  if (number > names.length) return null;
  group.dataset.next = number + 1;
  const row = addCopy(last, (text) => text.replace(/([/_]row[/_])\d+/, `$1${number}`), group.dataset.base);
  row.querySelector("[data-name]").textContent = names[number - 1];
  return row;
}

function say(group) {
  const note = group.querySelector("[data-full]");
  note.textContent = "There is no room for more.";
  note.hidden = false;
}

function controls(within) {
  return [...within.querySelectorAll(CONTROLS)];
}

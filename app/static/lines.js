// Lines, one finding to each: Enter or the button goes on to a new one, and boxes grow with what is
// written in them.
//
//   addLines(form);
//   nextLine(box);                  the empty box after this one
import { addCopy } from "./adding.js";

export function addLines(form) {
  for (const group of form.querySelectorAll("[data-lines]")) {
    const button = group.querySelector("[data-add]");
    button.hidden = false;
    button.addEventListener("click", () => goOn(group));
    hideSpare(group);
  }
  form.addEventListener("keydown", (event) => {
    const isLine = event.target.matches("[data-line] textarea");
    if (event.key !== "Enter" || !isLine || event.ctrlKey || event.metaKey || event.isComposing) return;
    event.preventDefault();
    goOn(event.target.closest("[data-lines]"), event.target.closest("[data-line]"));
  });
  addGrowing(form);
}

// Boxes grow with what is written in them; gives what does so again for those that came since.
export function addGrowing(where) {
  const growAll = () => { for (const box of where.querySelectorAll(".gt-grows")) grow(box); };
  where.addEventListener("input", ({ target }) => grow(target));
  growAll();
  return growAll;
}

// The page brings two empty boxes for those without this script; here one is enough.
function hideSpare(group) {
  const spare = [...group.querySelectorAll("[data-line]")].filter((line) => !box(line).value.trim());
  for (const line of spare.slice(1)) line.hidden = true;
}

// The box of the next empty line after the one of this box, or of a new line; null where all are used.
export function nextLine(before) {
  const next = findNext(before.closest("[data-lines]"), before.closest("[data-line]"));
  return next && box(next);
}

function goOn(group, after) {
  const next = findNext(group, after);
  if (next) box(next).focus();
}

function findNext(group, after) {
  const lines = [...group.querySelectorAll("[data-line]")];
  const later = lines.slice(lines.indexOf(after) + 1);
  const empty = later.find((line) => !box(line).value.trim() && !box(line).disabled);
  const next = empty ?? add(group, lines.at(-1));
  if (next) next.hidden = false;
  return next;
}

function add(group, last) {
  const number = Number(group.dataset.next);
  if (number > Number(group.dataset.most)) return null;
  group.dataset.next = number + 1;
  const rename = (text) => text.replace(/([/_](?:strength|development|recommendation)[/_])\d+/, `$1${number}`);
  const line = addCopy(last, rename, group.dataset.base);
  line.querySelector("[data-count]").textContent = group.querySelectorAll("[data-line]").length;
  return line;
}

function box(line) {
  return line.querySelector("textarea");
}

function grow(target) {
  if (!target.matches?.(".gt-grows") || CSS.supports("field-sizing", "content")) return;
  target.style.height = "auto";
  target.style.height = `${target.scrollHeight + 4}px`;
}

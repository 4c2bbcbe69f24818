// The editor of audit tools. What is changed saves itself, field by field, and the parts of the page
// that hang on it are fetched anew: how it will be asked, what is left to finish, what can be undone.
// What somebody is writing in, or what is not saved, is left alone. Without this script the page does
// the same when its button is pressed.
import { addGrowing } from "./lines.js";
import { Notes } from "./notes.js";
import { Saver } from "./saving.js";

const PAUSE = 1000;

const form = document.querySelector("[data-editor]");
const line = document.querySelector("[data-saved]");
const notes = new Notes(form, line, (place) => saver.drop(place));
const saver = new Saver(form, { onChange: (current) => notes.showState(current), onAnswer: readAnswer });
let pause = null;

form.addEventListener("input", ({ target }) => {
  if (!target.name || isChosen(target)) return;
  saver.note(target.name);
  clearTimeout(pause);
  pause = setTimeout(() => saver.flush(), PAUSE);
});

form.addEventListener("change", ({ target }) => {
  if (!target.name) return;
  saver.note(target.name);
  saver.flush();
});

form.addEventListener("click", (event) => {
  const mine = event.target.closest("[data-mine]")?.dataset.mine;
  const theirs = event.target.closest("[data-theirs]")?.dataset.theirs;
  if (!mine && !theirs) return;
  event.preventDefault();
  if (mine) putMine(mine);
  else leaveTheirs(theirs);
});

// What is typed is stored first; then the form is sent as it would be without this script.
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  clearTimeout(pause);
  if (!(await saver.flush())) line.scrollIntoView({ block: "nearest" });
});

// Every other button of the page leaves it or changes what stands on it: first all is stored.
document.addEventListener("submit", async (event) => {
  if (event.target === form || saver.unsaved === 0) return;
  event.preventDefault();
  const { target, submitter } = event;
  if (await saver.flush()) target.requestSubmit(submitter);
});

document.addEventListener("keydown", (event) => {
  const way = { ArrowUp: "[data-up]", ArrowDown: "[data-down]" }[event.key];
  if (!way || !event.altKey || isWriting(event.target)) return;
  const button = event.target.closest("[data-movable]")?.querySelector(way);
  if (!button) return;
  event.preventDefault();
  button.click();
});

function readAnswer(answer) {
  notes.read(answer);
  for (const [place, html] of Object.entries(answer.both ?? {})) showBoth(place, html);
  if (answer.saved) refresh();
}

// Both contents are shown, and nothing is sent from there before one is chosen.
function showBoth(place, html) {
  saver.stuck.add(place);
  saver.message = "Choose which one stays.";
  const fresh = new DOMParser().parseFromString(html, "text/html").body.firstElementChild;
  wrapper(place).replaceWith(fresh);
  version(place).disabled = true;
}

function putMine(place) {
  version(place).disabled = false;
  saver.note(place);
  wrapper(place).querySelector("[data-clash]").remove();
  notes.controls(place)[0].focus();
  saver.flush();
}

async function leaveTheirs(place) {
  saver.stuck.delete(place);
  version(place).disabled = true;
  const fresh = await page();
  wrapper(place).replaceWith(find(fresh, place));
  notes.controls(place)[0]?.focus();
  saver.note(place);
  saver.flush();
}

let asked = 0;

async function refresh() {
  const mine = ++asked;
  const fresh = await page().catch(() => null);
  if (!fresh || mine !== asked) return;
  for (const part of fresh.querySelectorAll("[data-fresh]")) {
    const old = find(document, part.dataset.fresh);
    if (old) renew(old, part);
    else insert(part);
  }
  for (const old of document.querySelectorAll("[data-fresh]")) {
    if (!find(fresh, old.dataset.fresh) && !isBusy(old)) old.remove();
  }
  growAll();
}

function renew(old, fresh) {
  if (isBusy(old) || old.isEqualNode(fresh)) return;
  const top = old.scrollTop;
  const shown = document.importNode(fresh, true);
  old.replaceWith(shown);
  shown.scrollTop = top;
}

// A field that makes sense only now comes in behind the one that stands before it; one that stands
// within something else came with that, unless somebody is writing there.
function insert(part) {
  const before = part.previousElementSibling;
  const old = before?.dataset.fresh && find(document, before.dataset.fresh);
  const shown = document.importNode(part, true);
  if (old) old.after(shown);
  else if (!part.parentElement.closest("[data-fresh]")) groupOf(part)?.prepend(shown);
}

function groupOf(part) {
  const title = part.closest("[data-group-title]")?.dataset.groupTitle;
  return title && document.querySelector(`[data-group-title="${CSS.escape(title)}"] .govuk-details__text`);
}

// What has the focus, or holds something that is not saved, is not taken away from whoever writes.
function isBusy(part) {
  if (part.contains(document.activeElement) && part.querySelector("textarea, input, select")) return true;
  const places = [part, ...part.querySelectorAll("[data-place]")].map((one) => one.dataset.place);
  return places.some((place) => place && saver.isUnsaved(place));
}

async function page() {
  const response = await fetch(location.pathname + location.search, { cache: "no-store" });
  if (!response.ok || response.redirected) throw new Error("no page");
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

function find(where, name) {
  return where.querySelector(`[data-fresh="${CSS.escape(name)}"]`);
}

function wrapper(place) {
  return form.querySelector(`[data-place="${CSS.escape(place)}"]`);
}

function version(place) {
  return form.elements.namedItem(`version:${place}`);
}

function isChanged(control) {
  if (control.matches("[type=radio], [type=checkbox]")) return control.checked !== control.defaultChecked;
  if (control.matches("select")) return control.selectedIndex !== [...control.options].findLastIndex((one, at) => one.defaultSelected || at === 0);
  return control.matches("textarea, input:not([type=hidden])") && control.value !== control.defaultValue;
}

function isChosen(control) {
  return control.matches("select, [type=radio], [type=checkbox]");
}

function isWriting(element) {
  return element.matches("textarea, select, input:not([type=checkbox], [type=radio])");
}

// The question that is being changed is in view in what will be asked.
function showAbout() {
  const asked = document.querySelector("[data-about]");
  const about = asked?.querySelector(`[data-question="${CSS.escape(asked.dataset.about)}"]`);
  if (about) asked.scrollTop = about.offsetTop - asked.offsetTop;
}

const growAll = addGrowing(document);
// What was typed before this script was there is saved too.
for (const control of form.elements) if (control.name && isChanged(control)) saver.note(control.name);
saver.flush();
showAbout();
for (const hint of document.querySelectorAll("[data-keys]")) hint.hidden = false;
// Only once the page is there: going to the place takes the focus away from what stands in it.
addEventListener("load", () => {
  const there = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!there) return;
  (there.querySelector("a, input:not([type=hidden]), textarea") ?? there).focus();
  there.scrollIntoView({ block: "center" });
});

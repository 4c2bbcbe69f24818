// Text that was typed into a form which is saved by its button is not left behind without a word:
// the browser asks before another page takes its place. Forms that save by themselves know better
// what is still unsaved (saving.js).
const typedIn = new Set();

addEventListener("input", ({ target }) => {
  const form = target.form;
  const savesItself = form?.elements.namedItem("edit_key");
  if (target instanceof HTMLTextAreaElement && form?.method === "post" && !savesItself) typedIn.add(form);
});
addEventListener("submit", ({ target }) => typedIn.delete(target));
addEventListener("beforeunload", (event) => {
  const differs = ({ value, defaultValue }) => value !== defaultValue;
  const isLost = (form) => [...form.querySelectorAll("textarea")].some(differs);
  if ([...typedIn].some(isLost)) event.preventDefault();
});

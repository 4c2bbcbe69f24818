// A finding is sorted by one key: a number ticks a theme, a letter says why it happened or what
// followed, and Enter, which the browser itself understands, saves and goes on. The keys count only
// while the focus is in the form and not in a box to write in.

const form = document.querySelector("[data-sorting]");

if (form) {
  for (const hint of form.querySelectorAll("[data-keys]")) hint.hidden = false;
  form.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
    const chosen = form.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!chosen) return;
    event.preventDefault();
    chosen.click();
  });
}

function isWriting(element) {
  return element.matches("textarea, select, input:not([type=checkbox], [type=radio])");
}

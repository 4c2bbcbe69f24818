// One click puts something that identifies nobody in the place of what is marked, and saves it.
//
//   addReplacing(form, saver);
//
// The server does the same where this script does not run (audit_tools/words/replacing.py).

export function addReplacing(form, saver) {
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-put]");
    if (!button) return;
    event.preventDefault();
    const place = button.closest("[data-marks]").dataset.marks;
    const box = [...form.elements].find((control) => control.name === place);
    if (!box || box.disabled) return;
    box.value = replacePassage(box.value, button.dataset.passage, button.dataset.put);
    box.focus();
    box.dispatchEvent(new Event("input", { bubbles: true }));
    saver.flush();
  });
}

// At the beginning of a sentence what stands instead begins with a capital too.
export function replacePassage(text, passage, by) {
  const literal = passage.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const found = new RegExp(`(?<![\\p{L}\\p{N}_])${literal}(?![\\p{L}\\p{N}_])`, "gu");
  return text.replace(found, (_, at) => {
    const begins = /(?:^|[.!?]\s+|\n\s*(?:- )?)$/.test(text.slice(0, at));
    return begins ? by[0].toUpperCase() + by.slice(1) : by;
  });
}

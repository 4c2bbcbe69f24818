// What a page says beside its boxes of a save: that it is stored, what is wrong, what a text looks
// like, and where somebody else wrote at the same time.
import { sentence } from "./saving.js";

export class Notes {
  // `drop` makes the saver forget a place; `line` is where "Saved 14:02" stands.
  constructor(form, line, drop) {
    this.form = form;
    this.line = line;
    this.drop = drop;
  }

  showState(current) {
    const text = sentence(current);
    if (this.line.textContent !== text) this.line.textContent = text;
    this.line.classList.toggle("gt-where__saved--not", text.startsWith("Not saved"));
  }

  read(answer) {
    for (const place of Object.keys(answer.versions ?? {})) this.showError(place, "");
    for (const { place, message } of answer.problems ?? []) this.showError(place, message);
    for (const [place, html] of Object.entries(answer.marks ?? {})) this.pointOut(place, html);
    for (const place of answer.clashes ?? []) this.showClash(place);
  }

  // What is pointed out comes laid out from the server, which made it of the text that was sent. It
  // is left alone while somebody is on one of its buttons and nothing in it has changed.
  pointOut(place, html) {
    const note = this.find("marks", place);
    if (!note || note.innerHTML === html) return;
    note.innerHTML = html;
    note.hidden = !html;
  }

  showError(place, message) {
    show(this.find("error", place), message);
    for (const control of this.controls(place)) {
      control.toggleAttribute("aria-invalid", Boolean(message));
    }
  }

  // Both texts are kept on the server; the page shows them side by side when it is loaded again.
  showClash(place) {
    this.drop(place);
    for (const control of this.controls(place)) control.disabled = true;
    this.showError(place, "Somebody wrote here at the same time. Both texts are kept. ");
    const choose = document.createElement("a");
    choose.href = location.pathname + location.search;
    choose.textContent = "Choose which one stays";
    choose.className = "govuk-link";
    this.find("error", place).querySelector("[data-text]").append(choose);
  }

  controls(place) {
    return [...this.form.elements].filter((control) => control.name === place);
  }

  find(kind, place) {
    return this.form.querySelector(`[data-${kind}="${CSS.escape(place)}"]`);
  }
}

function show(note, text) {
  if (!note) return;
  note.querySelector("[data-text]").textContent = text;
  note.hidden = !text;
}

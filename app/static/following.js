// Following a discussion: every few seconds the page asks whether others have written. Boxes that
// nobody here has touched take the new text; for everything else a line offers to show it. A box
// that is being typed in, or that holds something unsaved, is never replaced.
//
//   const follower = new Follower(form, saver);
//   follower.start();
//   follower.note(changes);         after a save of one's own

import { showConditions } from "./conditions.js";
import { poll } from "./polling.js";

export class Follower {
  #state = null;

  constructor(form, saver) {
    this.form = form;
    this.saver = saver;
  }

  start() {
    this.#state = poll(this.form.dataset, (answer) => this.#take(answer));
  }

  // Between the last look and one's own save somebody else may have written: then look again.
  note(changes) {
    if (this.#state && changes === this.#state.seen + 1) this.#state.seen = changes;
  }

  #take({ entries, rest, confirmed }) {
    showConfirmed(this.form, { confirmed });
    let isAllShown = rest === this.form.dataset.rest;
    for (const version of this.form.querySelectorAll('input[name^="version:"]')) {
      const place = version.name.slice("version:".length);
      const now = entries[place];
      if (!now || now.version === version.value) continue;
      if (!this.#replace(place, version, now)) isAllShown = false;
    }
    showConditions(this.form);
    if (Object.entries(entries).some(([place, now]) => now.value && this.#isNewRow(place))) isAllShown = false;
    if (!isAllShown) document.querySelector("[data-news]").hidden = false;
  }

  #isNewRow(place) {
    return place.includes("/row/") && !this.form.elements.namedItem(place);
  }

  #replace(place, version, now) {
    const controls = [...this.form.elements].filter((control) => control.name === place);
    if (this.saver.isUnsaved(place) || controls.includes(document.activeElement)) return false;
    for (const control of controls) {
      if (control.type === "radio") control.checked = control.value === now.value;
      else if (control.type === "checkbox") control.checked = now.value.split("|").includes(control.value);
      else control.value = now.value;
    }
    version.value = now.version;
    return true;
  }
}

// Where the section stands with the chair: whoever types reads at once that it is to be confirmed anew.
export function showConfirmed(form, { confirmed }) {
  const line = form.querySelector("[data-confirmed]");
  if (line && confirmed !== undefined && line.textContent !== confirmed) line.textContent = confirmed;
}

// Following a discussion: every few seconds the page asks whether others have written. Boxes that
// nobody here has touched take the new text; for everything else a line offers to show it. A box
// that is being typed in, or that holds something unsaved, is never replaced.
//
//   const follower = new Follower(form, saver);
//   follower.start();
//   follower.note(changes);         after a save of one's own

const EVERY = 5000;
// Asking counts as being there, so a page that was left alone stops: signing out stays possible.
const LEFT_ALONE = 15 * 60 * 1000;

export class Follower {
  #seen;
  #touched = Date.now();
  #timer = null;

  constructor(form, saver) {
    this.form = form;
    this.saver = saver;
    this.#seen = Number(form.dataset.changes);
  }

  start() {
    for (const event of ["keydown", "pointerdown"]) {
      addEventListener(event, () => { this.#touched = Date.now(); }, { passive: true });
    }
    this.#timer = setInterval(() => this.#ask(), EVERY);
  }

  // Between the last look and one's own save somebody else may have written: then look again.
  note(changes) {
    if (changes === this.#seen + 1) this.#seen = changes;
  }

  async #ask() {
    if (document.hidden || Date.now() - this.#touched > LEFT_ALONE) return;
    const address = `${this.form.dataset.follow}&seen=${this.#seen}`;
    const headers = { "X-Requested-With": "fetch", Accept: "application/json" };
    const response = await fetch(address, { headers, cache: "no-store" }).catch(() => null);
    if (!response) return;
    if (response.status === 200) this.#take(await response.json());
    else if (response.status !== 204) clearInterval(this.#timer);
  }

  #take({ changes, entries, rest }) {
    this.#seen = changes;
    let isAllShown = rest === this.form.dataset.rest;
    for (const version of this.form.querySelectorAll('input[name^="version:"]')) {
      const place = version.name.slice("version:".length);
      const now = entries[place];
      if (!now || now.version === version.value) continue;
      if (!this.#replace(place, version, now)) isAllShown = false;
    }
    if (!isAllShown) document.querySelector("[data-news]").hidden = false;
  }

  #replace(place, version, now) {
    const controls = [...this.form.elements].filter((control) => control.name === place);
    if (this.saver.isUnsaved(place) || controls.includes(document.activeElement)) return false;
    for (const control of controls) {
      if (control.type === "radio") control.checked = control.value === now.value;
      else control.value = now.value;
    }
    version.value = now.version;
    return true;
  }
}

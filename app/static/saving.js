// The save protocol in the browser. What is changed waits here, in memory only, until the server
// has said that it is stored: a change is never reported as saved before that, and a request that
// got no answer is sent again under the same key, which has no second effect.
//
//   const saver = new Saver(form, { onChange, onAnswer, button: "Save" });   what its button is called
//   saver.note("voice/grade");      something was changed at this place
//   await saver.flush();            true once everything is stored
//
// A place is the name of one or more controls of the form; beside them stands a hidden field
// "version:<place>", which this module keeps up to date.

const FIRST_WAIT = 1000;
const LONGEST_WAIT = 30000;

export class Saver {
  #waiting = new Set();
  #sending = null;
  #running = null;
  #wait = FIRST_WAIT;
  #timer = null;

  constructor(form, { onChange = () => {}, onAnswer = () => {}, button = "Save" } = {}) {
    this.form = form;
    this.onChange = onChange;
    this.onAnswer = onAnswer;
    this.button = button;
    this.state = "idle";
    this.savedAt = "";
    this.message = "";
    this.stuck = new Set();
    addEventListener("online", () => this.flush());
    addEventListener("beforeunload", (event) => {
      if (this.unsaved > 0) event.preventDefault();
    });
  }

  // How many places hold something that is not stored yet.
  get unsaved() {
    return new Set([...this.#waiting, ...this.stuck, ...(this.#sending?.places ?? [])]).size;
  }

  // Whether what this place holds is still to be stored.
  isUnsaved(place) {
    return this.#waiting.has(place) || this.stuck.has(place) || Boolean(this.#sending?.places.includes(place));
  }

  note(place) {
    const version = this.#version(place);
    if (!version || version.disabled) return;
    this.stuck.delete(place);
    this.#waiting.add(place);
    if (this.state === "saved" || this.state === "idle") this.#show("waiting");
  }

  // A place that two people wrote in is settled by choosing a text, not by typing on: without its
  // version the form no longer sends it.
  drop(place) {
    this.#waiting.delete(place);
    this.stuck.delete(place);
    this.#version(place).disabled = true;
  }

  async flush() {
    clearTimeout(this.#timer);
    this.#running ??= this.#run().finally(() => { this.#running = null; });
    await this.#running;
    return this.unsaved === 0;
  }

  async #run() {
    while (this.#sending || this.#waiting.size) {
      this.#sending ??= this.#take();
      if (!(await this.#send())) return;
    }
    if (this.state !== "idle") this.#show(this.stuck.size ? "refused" : "saved");
  }

  // A batch is frozen when it is first sent: sent again it is the very same request.
  #take() {
    const places = [...this.#waiting];
    const body = new FormData();
    body.set("edit_key", crypto.randomUUID ? crypto.randomUUID() : randomKey());
    const all = new FormData(this.form);
    for (const place of places) {
      body.set(`version:${place}`, all.get(`version:${place}`));
      for (const value of all.getAll(place)) body.append(place, value);
    }
    this.#waiting.clear();
    return { places, body };
  }

  async #send() {
    this.#show("saving");
    this.#sending.body.set("csrf_token", this.#token().value);
    let response;
    try {
      response = await fetch(this.form.action, {
        method: "POST",
        body: this.#sending.body,
        headers: { "X-Requested-With": "fetch", Accept: "application/json" },
        signal: AbortSignal.timeout(20000),
      });
    } catch {
      return this.#again();
    }
    return this.#read(response);
  }

  async #read(response) {
    const answer = await response.json().catch(() => null);
    if (response.ok && answer) return this.#stored(answer);
    if (response.status === 401) return this.#halt("signed-out");
    if (response.status === 400) return this.#renew();
    if (response.status === 422 && answer?.problems?.length) return this.#invalid(answer);
    if (response.status >= 500 || response.status === 429) return this.#again();
    return this.#halt("refused", answer?.message);
  }

  #stored(answer) {
    for (const [place, version] of Object.entries(answer.versions)) {
      this.#version(place).value = version;
    }
    this.#sending = null;
    this.#wait = FIRST_WAIT;
    this.savedAt = answer.saved;
    this.onAnswer(answer);
    return true;
  }

  // Nothing of a batch is stored when part of it cannot be; the rest goes again without that part.
  #invalid(answer) {
    const wrong = new Set(answer.problems.map((problem) => problem.place));
    const rest = this.#sending.places.filter((place) => !wrong.has(place));
    if (rest.length === this.#sending.places.length) return this.#halt("refused", answer.message);
    for (const place of wrong) this.stuck.add(place);
    for (const place of rest) this.#waiting.add(place);
    this.#sending = null;
    this.message = answer.message;
    this.onAnswer({ problems: answer.problems });
    return true;
  }

  // After signing in again in another tab the page's secret is out of date: fetch a new one.
  async #renew() {
    if (this.renewed) return this.#halt("signed-out");
    this.renewed = true;
    const fresh = await freshToken().catch(() => null);
    if (fresh === null) return this.#halt("signed-out");
    this.#token().value = fresh;
    const sent = await this.#send();
    this.renewed = false;
    return sent;
  }

  #again() {
    this.#show("unsaved");
    this.#timer = setTimeout(() => this.flush(), this.#wait);
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
    return false;
  }

  #halt(state, message = "") {
    this.renewed = false;
    this.message = message;
    this.#show(state);
    return false;
  }

  #version(place) {
    return this.form.elements.namedItem(`version:${place}`);
  }

  #token() {
    return this.form.elements.namedItem("csrf_token");
  }

  #show(state) {
    this.state = state;
    this.onChange(this);
  }
}

// What the line that says whether all is stored reads.
export function sentence(saver) {
  const count = saver.unsaved === 1 ? "1 change" : `${saver.unsaved} changes`;
  if (saver.state === "signed-out") {
    return `Not saved: ${count}. You are signed out. Sign in in another tab, then press “${saver.button}”.`;
  }
  if (saver.state === "refused") return `Not saved: ${count}. ${saver.message}`;
  if (saver.state === "unsaved") return `Not saved: ${count}. Trying again.`;
  if (saver.unsaved) return "Saving";
  return saver.savedAt ? `Saved ${saver.savedAt}` : "";
}

async function freshToken() {
  const response = await fetch(location.href, { cache: "no-store" });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  if (response.redirected && new URL(response.url).pathname !== location.pathname) return null;
  return page.querySelector('input[name="csrf_token"]')?.value ?? null;
}

// crypto.randomUUID is missing on pages without https that are not local.
function randomKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// One more of what is there, such as a line or a row of a group: a copy of the last, renamed and empty.
//
//   addCopy(last, (text) => text.replace(...), base);    what it is called; the version it begins from

const NAMED = ["id", "for", "name", "aria-describedby", "data-error", "data-marks"];

export function addCopy(last, rename, base) {
  const copy = last.cloneNode(true);
  for (const element of copy.querySelectorAll("*")) {
    for (const name of NAMED) {
      const value = element.getAttribute(name);
      if (value) element.setAttribute(name, value.replaceAll(/\S+/g, rename));
    }
  }
  empty(copy, base);
  copy.hidden = false;
  last.after(copy);
  return copy;
}

function empty(copy, base) {
  for (const field of copy.querySelectorAll("input[type=hidden]")) {
    field.value = base;
    field.disabled = false;
  }
  for (const control of copy.querySelectorAll("textarea, select, input:not([type=hidden])")) {
    control.value = "";
    control.disabled = false;
    control.removeAttribute("aria-invalid");
    control.style.height = "";
  }
  for (const note of copy.querySelectorAll("[data-error], [data-marks]")) note.hidden = true;
  for (const note of copy.querySelectorAll("[data-marks]")) note.replaceChildren();
  for (const clash of copy.querySelectorAll(".gt-clash")) clash.remove();
}

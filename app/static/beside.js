// Words that only some answers ask for come with them; what was written stays to be seen.
export function showBeside(form) {
  for (const says of form.querySelectorAll("[data-says]")) {
    const isWritten = says.querySelector("input:not([type=hidden])").value;
    says.hidden = !isWritten && !answer(says).includes(says.dataset.says);
  }
  for (const why of form.querySelectorAll("[data-why-when]")) {
    const asked = why.dataset.whyWhen.split("|");
    why.hidden = !why.querySelector("textarea").value && !answer(why).some((key) => asked.includes(key));
  }
}

// The keys that are chosen in the question in which something stands.
function answer(part) {
  const { question } = part.closest("[data-question]").dataset;
  const { elements } = part.closest("form");
  return [...elements].filter(({ name, checked }) => name === question && checked).map(({ value }) => value);
}

// Whether a condition of a tool holds: the same language, over the same data, as on the server in
// audit_tools/conditions. What others than this page decide was settled before the page was sent.

// Shows and hides the questions of a page. A condition speaks of questions above its own, so one look
// from top to bottom settles all. An answer to a question that is itself hidden counts as not given.
export function showConditions(form) {
  const shown = (place) => !form.querySelector(`[data-question="${CSS.escape(place)}"]`)?.hidden;
  const counted = (place) => (shown(place) ? chosen(form, place) : []);
  for (const question of form.querySelectorAll("[data-when]")) {
    question.hidden = !holds(JSON.parse(question.dataset.when), counted);
  }
}

// What is chosen or typed at a place; nothing where that is empty.
function chosen(form, place) {
  const controls = [...form.elements].filter(({ name }) => name === place);
  const given = controls.filter(({ type, checked }) => checked || !["radio", "checkbox"].includes(type));
  return given.map(({ value }) => value.trim()).filter(Boolean);
}

// `answer` gives what is chosen at a place, nothing where the answer does not count.
function holds(condition, answer) {
  if (condition.all_of) return condition.all_of.every((part) => holds(part, answer));
  if (condition.any_of) return condition.any_of.some((part) => holds(part, answer));
  if (condition.not) return !holds(condition.not, answer);
  return isFulfilled(condition, answer(condition.question ?? `${condition.grade}/grade`));
}

function isFulfilled(term, given) {
  if ("one_of" in term) return given.some((key) => term.one_of.includes(key));
  if ("ticks_at_least" in term) return given.length >= term.ticks_at_least;
  if ("answered" in term) return (given.length > 0) === term.answered;
  const [comparison] = Object.keys(COMPARISONS).filter((name) => name in term);
  return given.some((text) => stands(text, COMPARISONS[comparison], term[comparison]));
}

// What is no number, or no date, is refused by the server and never stored. Dates compare as texts.
function stands(text, comparison, bound) {
  if (typeof bound === "number") return /^\d+$/.test(text) && comparison(Number(text), bound);
  return /^\d{4}-\d\d-\d\d$/.test(text) && comparison(text, bound);
}

const COMPARISONS = {
  at_least: (answer, bound) => answer >= bound,
  at_most: (answer, bound) => answer <= bound,
  more_than: (answer, bound) => answer > bound,
  less_than: (answer, bound) => answer < bound,
  equals: (answer, bound) => answer === bound,
};

// Whether a condition of a tool holds: the same language, over the same data, as on the server in
// audit_tools/conditions. What others than this page decide was settled before the page was sent.

// Shows and hides the questions of a page. A condition speaks of questions above its own, so one look
// from top to bottom settles all. An answer to a question that is itself hidden counts as not given.
export function showConditions(form) {
  const shown = (place) => !form.querySelector(`[data-question="${CSS.escape(place)}"]`)?.hidden;
  const chosen = (place) =>
    [...form.elements].filter(({ name, checked }) => name === place && checked).map(({ value }) => value);
  const counted = (place) => (shown(place) ? chosen(place) : []);
  for (const question of form.querySelectorAll("[data-when]")) {
    question.hidden = !holds(JSON.parse(question.dataset.when), counted);
  }
}

// `answer` gives the keys that are chosen for a question, none where its answer does not count.
function holds(condition, answer) {
  if (condition.all_of) return condition.all_of.every((part) => holds(part, answer));
  if (condition.any_of) return condition.any_of.some((part) => holds(part, answer));
  if (condition.not) return !holds(condition.not, answer);
  return answer(condition.question).some((key) => condition.one_of.includes(key));
}

// Asking every few seconds whether others have written. Whoever follows an open discussion is not
// signed out meanwhile: asking counts as being there, more slowly while the page is out of sight.
// The asking ends with the discussion, or a signed-off record would keep its reader signed in.
//
//   poll({ follow: address, changes: "7" }, async (answer) => ...);    a page's data attributes
//
// The answer to `onNews` is what the address gave; `seen` then follows it.

const EVERY = 2000;
const OUT_OF_SIGHT = 60 * 1000;

export function poll({ follow, changes }, onNews) {
  const state = { seen: Number(changes), asked: 0 };
  const timer = setInterval(async () => {
    const isTime = Date.now() - state.asked >= (document.hidden ? OUT_OF_SIGHT : 0);
    if (!isTime) return;
    state.asked = Date.now();
    const address = `${follow}${follow.includes("?") ? "&" : "?"}seen=${state.seen}`;
    const headers = { "X-Requested-With": "fetch", Accept: "application/json" };
    const response = await fetch(address, { headers, cache: "no-store" }).catch(() => null);
    if (!response || response.status === 204) return;
    if (response.status !== 200) return clearInterval(timer);
    const answer = await response.json();
    state.seen = answer.changes;
    if (!answer.goes_on) clearInterval(timer);
    await onNews(answer);
  }, EVERY);
  return state;
}

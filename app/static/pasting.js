// Text pasted from a word processor keeps its bullets: in the lines of a section each point becomes
// a line of its own, and in a box of text each stands on a line that begins with "- ".
//
//   addPasting(form, nextLine);     nextLine(box) gives an empty box for the line after it, or null
//
// The server does the same where this script does not run (audit_tools/words/pasted.py).

const SIGNS = "[•·▪▫‣◦§●○■□\uf0b7\uf0a7➢✓*-]|[–—](?=\\s)|o(?=[\\t\\u00a0]|\\s{2})";
const BULLET = new RegExp(`^[ \\t\\u00a0]*(?:${SIGNS})[\\s\\u00a0]+|^[ \\t\\u00a0]*[•▪‣●]`);
const NUMBER = /^[ \t\u00a0]*(?:\d{1,2}|[a-z])[.)][\t\u00a0]+/;
const BLOCKS = "p, li, div, tr, h1, h2, h3, h4, h5, h6";
const FULL = "There is no room for more lines. What was left of the paste stands in the last one.";

export function addPasting(form, nextLine = () => null) {
  form.addEventListener("paste", (event) => {
    const box = event.target;
    if (!box.matches("textarea") || box.disabled) return;
    const lines = pastedLines(event.clipboardData);
    if (box.closest("[data-line]")) pasteLines(event, box, lines, nextLine);
    else if (lines.some((line) => line.isPoint)) pasteText(event, box, lines);
  });
}

function pasteText(event, box, lines) {
  event.preventDefault();
  insert(box, lines.map(({ isPoint, text }) => (isPoint ? `- ${text}` : text)).join("\n"));
}

// A line that is no point goes on with the point before it; without any point each is its own.
function pasteLines(event, box, lines, nextLine) {
  const points = pointsOf(lines);
  if (points.length < 2 && !lines.some((line) => line.isPoint)) return;
  event.preventDefault();
  insert(box, points[0] ?? "");
  let last = box;
  for (const [at, point] of points.entries()) {
    if (at === 0) continue;
    const next = nextLine(last);
    if (!next) {
      append(last, points.slice(at));
      say(last);
      break;
    }
    last = next;
    insert(last, point);
  }
  last.focus();
}

function pointsOf(lines) {
  const written = lines.filter((line) => line.text);
  if (!written.some((line) => line.isPoint)) return written.map((line) => line.text);
  const points = [];
  for (const { isPoint, text } of written) {
    if (isPoint || points.length === 0) points.push(text);
    else points[points.length - 1] += ` ${text}`;
  }
  return points;
}

// The lists of a page have no bullets in their plain text, and Word's have them in both.
function pastedLines(clipboard) {
  const plain = clipboard.getData("text/plain").replaceAll("\r\n", "\n");
  const html = clipboard.getData("text/html");
  const rich = /<li\b|mso-list/i.test(html) ? richLines(html) : null;
  return rich ?? plain.replace(/\n+$/, "").split("\n").map((line) => readLine(line));
}

function richLines(html) {
  const body = new DOMParser().parseFromString(html, "text/html").body;
  const blocks = [...body.querySelectorAll(BLOCKS)].filter((block) => block.matches("li") || isInnermost(block));
  const lines = blocks.map((block) => {
    const own = block.cloneNode(true);
    for (const inner of own.querySelectorAll("ul, ol")) inner.remove();
    const isListed = block.matches("li") || /mso-list/i.test(block.getAttribute("style") ?? "");
    return readLine(own.textContent.replace(/[ \n\r]+/g, " "), isListed);
  });
  return lines.some((line) => line.text) ? lines.filter((line) => line.text) : null;
}

// A paragraph within a point of a list is read with the point.
function isInnermost(block) {
  return !block.querySelector(BLOCKS) && !block.closest("li");
}

function readLine(line, isListed = false) {
  if (!isListed && !BULLET.test(line)) return { isPoint: false, text: line.trim() };
  const text = line.replace(BULLET, "");
  return { isPoint: true, text: (isListed ? text.replace(NUMBER, "") : text).trim() };
}

function insert(box, text) {
  box.focus();
  // This way of inserting can be undone; where a browser has it no more, the other one cannot.
  if (!document.execCommand("insertText", false, text)) {
    box.setRangeText(text, box.selectionStart, box.selectionEnd, "end");
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function append(box, points) {
  box.focus();
  box.setSelectionRange(box.value.length, box.value.length);
  insert(box, `; ${points.join("; ")}`);
}

function say(box) {
  const group = box.closest("[data-lines]");
  const note = group.querySelector("[data-full]");
  note.textContent = FULL;
  note.hidden = false;
}

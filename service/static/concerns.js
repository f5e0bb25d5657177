// The concerns: a line from their words to the answer's, and passages of the complaint taken over into a concern.

import { all, announce, letters, one, results } from "./dom.js";

const SVG = "http://www.w3.org/2000/svg";
let passage = "";
let waiting = null; // the id of the field that the next passage goes into

export function watchConcerns() {
  results.addEventListener("toggle", (event) => event.target.matches("[data-concern]") && draw(event.target), true);
  new ResizeObserver(refreshConcerns).observe(results);
  for (const happening of ["select", "keyup", "mouseup", "blur"]) letters.complaint.addEventListener(happening, notePassage);
  results.addEventListener("click", (event) => {
    const button = event.target.closest("[data-take-passage]");
    if (button) takePassage(one(`#${button.dataset.takePassage}`));
  });
  addEventListener("beforeprint", openAll);
  addEventListener("afterprint", closeAgain);
}

export function refreshConcerns() {
  for (const concern of all("[data-concern][open]", results)) draw(concern);
}

/** Tells the concern that a button saves, as the next review will have it; null where the button saves none. */
export function keyOfSaved(button) {
  const fields = button?.value.startsWith("save-concern ") ? button.closest("details") : null;
  return fields && `${one("select", fields).value} ${one("textarea", fields).value.trim()}`;
}

/** Opens a concern that was saved, and brings its presser there. Gives what is now said of it. */
export function showSaved(key) {
  const concern = all("[data-concern]", results).find((each) => each.dataset.key === key);
  if (!concern) return "";
  concern.open = true;
  one("summary", concern).focus({ preventScroll: true });
  concern.scrollIntoView({ block: "nearest" });
  return `It is now: ${one(".app-concern__status", concern).lastChild.textContent.trim()}`;
}

function draw(concern) {
  const pair = one("[data-pair]", concern);
  const lines = one("svg", pair);
  lines.replaceChildren();
  const from = one("[data-from]", pair);
  if (!concern.open || getComputedStyle(lines).display === "none") return;
  const frame = pair.getBoundingClientRect();
  const words = [...from.getClientRects()].at(-1);
  const box = from.closest("blockquote").getBoundingClientRect();
  if (!words) return;
  const start = { x: box.right - frame.left, y: words.top + words.height / 2 - frame.top };
  for (const answer of all("[data-to]", pair)) {
    const to = answer.getBoundingClientRect();
    const end = { x: to.left - frame.left, y: to.top + to.height / 2 - frame.top };
    const middle = (start.x + end.x) / 2;
    lines.append(
      shape("path", { d: `M${start.x} ${start.y} C${middle} ${start.y} ${middle} ${end.y} ${end.x} ${end.y}` }),
      shape("circle", { cx: start.x, cy: start.y, r: 4 }),
      shape("circle", { cx: end.x, cy: end.y, r: 4 }),
    );
  }
}

function shape(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function notePassage(event) {
  const { selectionStart, selectionEnd, value } = letters.complaint;
  if (selectionEnd > selectionStart) {
    passage = value.slice(selectionStart, selectionEnd).trim();
    const field = waiting && document.getElementById(waiting);
    if (field) field.value = passage;
  }
  if (event.type === "blur") waiting = null;
}

function takePassage(field) {
  waiting = null;
  if (!passage) {
    waiting = field.id;
    announce("Select words in the complaint. They go into the concern as you select them.");
    letters.complaint.focus();
    return;
  }
  field.value = passage;
  passage = ""; // the next concern has words of its own
  letters.complaint.setSelectionRange(letters.complaint.selectionEnd, letters.complaint.selectionEnd);
  field.focus();
  announce("The words you selected are in the concern.");
}

/** On paper every concern is open. Those of one name exclude each other, so the name goes for as long. */
function openAll() {
  for (const concern of all("[data-concern]", results)) {
    concern.dataset.wasOpen = String(concern.open);
    concern.removeAttribute("name");
  }
  for (const concern of all("[data-concern]", results)) concern.open = true;
}

function closeAgain() {
  for (const concern of all("[data-concern]", results)) {
    concern.open = concern.dataset.wasOpen === "true";
    concern.setAttribute("name", "concern");
  }
}

// The findings beside the letter: choose one, go to the next, show those about one criterion, edit at the place.

import { all, announce, isTyping, letters, one, results, unitsUpTo } from "./dom.js";

let current = null; // the key of the finding that is chosen
let place = 0; // where in the list it stands, to go on from there when it is gone
let keysOn = true;
let reviewed = ""; // the draft that the review is about: one may have typed since

const findings = () => all(".app-finding", results);
const visible = () => findings().filter((each) => !each.hidden);
const chosen = () => findings().find((each) => each.dataset.key === current);

export function watchFindings() {
  results.addEventListener("click", onClick);
  results.addEventListener("change", (event) => {
    if (event.target.id === "show") filter({ tell: true });
  });
  document.addEventListener("keydown", onKey);
  addEventListener("beforeprint", showAll);
  addEventListener("afterprint", showAgain);
  refreshFindings(letters.draft.value);
}

/** After a new review, of this draft: filter as before, and mark what was chosen. */
export function refreshFindings(draft) {
  reviewed = draft;
  filter({ tell: false });
  const keys = one("#keys", results);
  if (keys) setKeys(keysOn);
  const finding = chosen();
  if (finding) mark(finding);
  else if (current !== null) {
    current = null;
    one("#panel").scrollTop += visible()[place] ? topOf(visible()[place]) : 0;
  }
  tellWhere();
}

function onClick(event) {
  const link = event.target.closest("[data-choose], [data-show], [data-edit], [data-open]");
  if (link?.dataset.choose) {
    event.preventDefault();
    choose(document.getElementById(`finding-${link.dataset.choose}`));
  } else if (link?.dataset.show) {
    event.preventDefault();
    show(document.getElementById(`finding-${link.dataset.show}`));
  } else if (link?.dataset.edit) {
    edit(document.getElementById(`finding-${link.dataset.edit}`));
  } else if (link?.dataset.open) {
    event.preventDefault();
    open(document.getElementById(link.dataset.open));
  } else if (event.target.closest("#next")) step(1);
  else if (event.target.closest("#previous")) step(-1);
  else if (event.target.closest("#keys")) setKeys(!keysOn);
  else {
    const words = event.target.closest(".app-paper .app-mark:not(.app-left-out)");
    if (words) choose(document.getElementById(`finding-${words.dataset.of.split(" ")[0]}`));
  }
}

function onKey(event) {
  if (!keysOn || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const key = event.key.toLowerCase();
  if (key === "n") step(1);
  else if (key === "p") step(-1);
  else if (key === "e" && chosen()) edit(chosen());
  else return;
  event.preventDefault();
}

function step(by) {
  const list = visible();
  if (!list.length) return;
  const at = list.indexOf(chosen());
  const next = at >= 0 ? at + by : by > 0 ? place : place - 1;
  choose(list[(next + list.length) % list.length]);
}

function choose(finding) {
  if (!finding) return;
  if (finding.hidden) {
    one("#show", results).value = "";
    filter({ tell: false });
  }
  current = finding.dataset.key;
  mark(finding);
  finding.focus({ preventScroll: true });
  const words = wordsOf(finding)[0];
  const panel = one("#panel");
  const beside = panel.getBoundingClientRect().top < one("#paper").getBoundingClientRect().bottom - 40;
  if (beside && getComputedStyle(panel).position === "sticky") {
    (words ?? one("#letter")).scrollIntoView({ block: words ? "center" : "start" });
    panel.scrollTop += topOf(finding);
  } else finding.scrollIntoView({ block: "start" });
  tellWhere();
}

/** How far below the head of its panel a finding stands. */
function topOf(finding) {
  return finding.getBoundingClientRect().top - one("#panel").getBoundingClientRect().top - one(".app-filter").offsetHeight - 12;
}

function show(finding) {
  current = finding.dataset.key;
  mark(finding);
  const words = wordsOf(finding)[0];
  words?.scrollIntoView({ block: "center" });
  one(`#place-${finding.dataset.finding}`, results)?.focus({ preventScroll: true });
  tellWhere();
}

function edit(finding) {
  const { start, end } = finding.dataset;
  if (start === undefined) {
    letters.draft.focus();
    return;
  }
  current = finding.dataset.key;
  mark(finding);
  const at = unitsUpTo(reviewed, Number(start));
  const words = reviewed.slice(at, unitsUpTo(reviewed, Number(end)));
  const from = nearest(letters.draft.value, words, at);
  letters.draft.focus({ preventScroll: true });
  if (from < 0) {
    announce("Those words are no longer in your draft.");
    return;
  }
  letters.draft.setSelectionRange(from, from); // scrolls the text area to the place in most browsers
  letters.draft.blur();
  letters.draft.focus({ preventScroll: true });
  letters.draft.setSelectionRange(from, from + words.length);
  letters.draft.closest(".app-letter").scrollIntoView({ block: "start" });
  announce(`Finding ${finding.dataset.finding.slice(1)} is selected in your draft.`);
}

/** Where words stand in a text, nearest to a place; -1: nowhere. */
function nearest(text, words, place) {
  const before = text.lastIndexOf(words, place);
  const behind = text.indexOf(words, place);
  if (before < 0 || behind < 0) return Math.max(before, behind);
  return place - before < behind - place ? before : behind;
}

function open(details) {
  if (!details) return;
  details.open = true;
  one("summary", details).focus({ preventScroll: true });
  details.scrollIntoView({ block: "start" });
}

function wordsOf(finding) {
  return all(".app-paper .app-mark", results).filter((each) => each.dataset.of.split(" ").includes(finding.dataset.finding));
}

function mark(finding) {
  for (const each of all(".app-chosen", results)) each.classList.remove("app-chosen");
  finding.classList.add("app-chosen");
  for (const each of wordsOf(finding)) each.classList.add("app-chosen");
}

function filter({ tell }) {
  const wanted = one("#show", results)?.value ?? "";
  const shown = new Set();
  for (const finding of findings()) {
    finding.hidden = wanted !== "" && finding.dataset.criterion !== wanted;
    if (!finding.hidden) shown.add(finding.dataset.finding);
  }
  for (const words of all(".app-paper .app-mark", results)) {
    words.classList.toggle("app-left-out", !words.dataset.of.split(" ").some((name) => shown.has(name)));
  }
  for (const tag of all(".app-paper .app-tag", results)) tag.classList.toggle("app-left-out", !shown.has(tag.dataset.choose));
  tellWhere();
  if (tell) announce(`${shown.size} ${shown.size === 1 ? "finding is" : "findings are"} shown.`);
}

function tellWhere() {
  const where = one("#where", results);
  if (!where) return;
  const list = visible();
  const at = list.indexOf(chosen());
  if (at >= 0) place = at;
  where.textContent = at < 0 ? `${list.length} to look at` : `${at + 1} of ${list.length}`;
}

function setKeys(on) {
  keysOn = on;
  const button = one("#keys", results);
  button.textContent = on ? "Switch the keys off" : "Switch the keys on";
}

/** On paper all findings are there, each with why it matters. */
function showAll() {
  const show = one("#show", results);
  if (show) {
    show.dataset.was = show.value;
    show.value = "";
    filter({ tell: false });
  }
  for (const why of all("[data-part=why]", results)) {
    why.dataset.wasOpen = String(why.open);
    why.open = true;
  }
}

function showAgain() {
  const show = one("#show", results);
  if (show) {
    show.value = show.dataset.was;
    filter({ tell: false });
  }
  for (const why of all("[data-part=why]", results)) why.open = why.dataset.wasOpen === "true";
}

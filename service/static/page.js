// The page comes alive: the same form is sent as without a script, and the answer is put in its place.

import { createAll, ErrorSummary, SkipLink } from "./govuk-frontend.min.js";
import { rememberChoices } from "./choices.js";
import { refreshConcerns, watchConcerns } from "./concerns.js";
import { all, announce, debounce, form, isTyping, letters, one, results } from "./dom.js";
import { download } from "./downloads.js";
import { watchFiles } from "./files.js";
import { refreshFindings, watchFindings } from "./findings.js";
import { History } from "./history.js";
import { drop, isPressing, send, ServiceError } from "./sending.js";
import { swap } from "./swapping.js";
import { calm, trouble } from "./trouble.js";

const PAUSE = 600; // a review is made when typing stops for so long
const MOST_TRIES = 3;
const MAKES_NO_STEP = new Set(["review", "show"]);

const history = new History();
let isUnsaved = false;

document.body.classList.add("js-enabled", "govuk-frontend-supported");
createAll(SkipLink);
createAll(ErrorSummary);

const memory = () => one("#memory input[name=memory]");
const state = () => ({ complaint: letters.complaint.value, draft: letters.draft.value, memory: memory().value });
const isReviewed = () => one("#verdict") !== null;
const nameOf = (press) => press?.split(" ")[0] ?? "";

// --- sending ---------------------------------------------------------------------------------------------------------

function fields(press) {
  const data = new FormData(form);
  for (const name of ["complaint_file", "draft_file", "original", "show"]) data.delete(name);
  if (press) data.set("press", press);
  return data;
}

/** Review what is in the form, after doing what a button does. Gives whether the service did it. */
async function work({ press = "", button = null, data = null, label = "" } = {}, tries = 1) {
  const before = state();
  const pressing = press !== "" || data !== null;
  let answer;
  try {
    answer = await send(data ?? fields(press), { pressing, quiet: !pressing });
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    announce("");
    trouble(error.message, () => work({ press, button, data, label }), { pressed: pressing });
    return false;
  }
  if (answer === null) return false;
  calm();
  const told = { complaint: one("#complaint", answer)?.value, draft: one("#draft", answer)?.value };
  for (const name of ["complaint", "draft"]) {
    const now = letters[name].value;
    if (now === before[name]) continue;
    // Words were typed while the service worked: they come first, and a change of the same letter is made again.
    if (told[name] !== before[name] && !data && tries < MOST_TRIES) return work({ press, button, label }, tries + 1);
    told[name] = now;
    later();
  }
  return accept(answer, { before, told, press, button, label });
}

function accept(answer, { before, told, press, button, label }) {
  const slips = one("#slips", answer);
  const isRefused = slips.children.length > 0;
  showSlips(slips, { focus: press !== "" || label !== "" });
  if (isRefused && label) return false; // a file that could not be read
  one("#memory").replaceChildren(...one("#memory", answer).childNodes);
  for (const name of ["complaint", "draft"]) {
    if (letters[name].value !== told[name]) letters[name].value = told[name];
  }
  const fresh = one("#results", answer);
  if (fresh.children.length) {
    swap(fresh, button);
    refreshFindings();
    refreshConcerns();
    document.title = one("title", answer).textContent + document.title.replace(/^.*?( – )/, "$1");
    one(".app-samples")?.remove();
  }
  const words = label || button?.dataset.does || button?.textContent.trim();
  if (!isRefused && words && !MAKES_NO_STEP.has(nameOf(press))) history.record(words, before, state());
  tellHistory();
  tellResult(isRefused ? "" : !press && !label ? "" : MAKES_NO_STEP.has(nameOf(press)) ? "" : words);
  if (nameOf(press) === "review" && !isRefused) goToResults();
  return !isRefused;
}

function showSlips(slips, { focus }) {
  const place = one("#slips");
  const had = place.textContent.trim();
  place.replaceChildren(...slips.childNodes);
  for (const each of all(".govuk-form-group--error, .govuk-error-message", form)) {
    if (results.contains(each)) continue;
    if (each.matches(".govuk-error-message")) each.remove();
    else each.classList.remove("govuk-form-group--error");
  }
  const summary = one(".govuk-error-summary", place);
  for (const link of all("a[href^='#']", place)) tellBeside(link);
  if (summary && (focus || had !== place.textContent.trim())) {
    createAll(ErrorSummary, { disableAutoFocus: !focus }, place);
    announce("");
  }
}

/** The same words again beside the field that they are about. */
function tellBeside(link) {
  const field = document.getElementById(link.hash.slice(1));
  const group = field?.closest(".govuk-form-group");
  if (!group || one(".govuk-error-message", group)) return;
  const words = document.createElement("p");
  words.className = "govuk-error-message";
  words.id = `${field.id}-error`;
  words.textContent = link.textContent;
  group.classList.add("govuk-form-group--error");
  field.before(words);
}

function tellResult(done) {
  if (!isReviewed() || one("#slips").children.length) return;
  const headline = one("#verdict").lastChild.textContent.trim();
  announce(`${done ? `${done}. ` : ""}${headline}. ${one("#counts").textContent}`);
}

function goToResults() {
  const heading = one("#verdict");
  heading.setAttribute("tabindex", "-1");
  heading.focus({ preventScroll: true });
  results.scrollIntoView({ block: "start" });
}

// --- as you type -----------------------------------------------------------------------------------------------------

const hasBoth = () => letters.complaint.value.trim() !== "" && letters.draft.value.trim() !== "";

const later = debounce(() => {
  if (isPressing()) later();
  else if (letters.draft.value.trim() && (isReviewed() || hasBoth())) work();
}, PAUSE);

form.addEventListener("input", (event) => {
  if (!["complaint", "draft"].includes(event.target.id)) return;
  isUnsaved = true;
  if (!isPressing()) drop();
  later();
});

form.addEventListener("change", (event) => {
  if (["procedure", "stage"].includes(event.target.name) && isReviewed()) later();
});

// --- buttons ---------------------------------------------------------------------------------------------------------

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const button = event.submitter ?? one("#review");
  later.cancel();
  if (button.name === "format") {
    download(button, { refused: (answer) => showSlips(one("#slips", answer), { focus: true }), done: () => (isUnsaved = false) });
  } else if (!isPressing()) {
    work({ press: button.value, button });
  }
});

form.addEventListener("keydown", (event) => {
  // Enter in a field of the review presses the button beside it, not the first of the form.
  if (event.key !== "Enter" || !event.target.matches("#results input[type=text]")) return;
  event.preventDefault();
  one("button[name=press]", event.target.closest(".govuk-details__text, .app-insert"))?.click();
});

results.addEventListener("click", (event) => event.target.closest("#print") && print());

watchFiles(async (name, file) => {
  const data = fields("");
  data.set(`${name}_file`, file, file.name);
  isUnsaved = true;
  return work({ data, label: `Read ${file.name}` });
});

// --- undo ------------------------------------------------------------------------------------------------------------

/** The buttons stand in the form and beside the findings; those with nothing to do are not shown. */
function tellHistory() {
  const focused = document.activeElement;
  for (const button of all("[data-history]")) {
    const [name, step] = button.dataset.history === "undo" ? ["Undo", history.undoes] : ["Redo", history.redoes];
    button.hidden = !step;
    button.textContent = `${name}: ${step}`;
  }
  if (focused?.dataset.history && focused.hidden) one("[data-history]:not([hidden])", focused.parentElement)?.focus();
}

function restore(step, to) {
  if (!step) return;
  letters.complaint.value = to.complaint;
  letters.draft.value = to.draft;
  memory().value = to.memory;
  isUnsaved = true;
  tellHistory();
  later.cancel();
  work();
}

function undo() {
  const step = history.undo(state());
  restore(step, step?.before);
}

function redo() {
  const step = history.redo(state());
  restore(step, step?.after);
}

form.addEventListener("click", (event) => {
  const button = event.target.closest("[data-history]");
  if (button) (button.dataset.history === "undo" ? undo : redo)();
});
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || isTyping(event.target)) return;
  const key = event.key.toLowerCase();
  if (key === "z" && !event.shiftKey) undo();
  else if (key === "y" || (key === "z" && event.shiftKey)) redo();
  else return;
  event.preventDefault();
});

// --- the rest --------------------------------------------------------------------------------------------------------

addEventListener("beforeunload", (event) => {
  if (isUnsaved && (letters.draft.value.trim() || letters.complaint.value.trim())) event.preventDefault();
});

rememberChoices();
watchFindings();
watchConcerns();
refreshConcerns();
tellHistory();
if (isReviewed()) tellResult("");

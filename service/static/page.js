// The page comes alive: the same form is sent as without a script, and the answer is put in its place.

import { createAll, ErrorSummary, SkipLink } from "./govuk-frontend.min.js";
import { rememberChoices } from "./choices.js";
import { keyOfSaved, refreshConcerns, showSaved, watchConcerns } from "./concerns.js";
import { all, announce, debounce, form, isTyping, letters, one, results } from "./dom.js";
import { download } from "./downloads.js";
import { keepOriginal, keptOriginal, tellFile, watchFiles } from "./files.js";
import { refreshFindings, watchFindings } from "./findings.js";
import { History } from "./history.js";
import { drop, send, ServiceError } from "./sending.js";
import { buttonNow, swap } from "./swapping.js";
import { calm, trouble } from "./trouble.js";
import { inTurn, isBusy } from "./turns.js";

const PAUSE = 600; // a review is made when typing stops for so long
const MOST_TRIES = 3;
const MAKES_NO_STEP = new Set(["review", "show"]);

const history = new History();
const pressed = new Set(); // the buttons whose press was not answered yet
let isUnsaved = false;

document.body.classList.add("js-enabled", "govuk-frontend-supported");
createAll(SkipLink);
createAll(ErrorSummary);

const memory = () => one("#memory input[name=memory]");
const state = () => ({
  complaint: letters.complaint.value,
  draft: letters.draft.value,
  memory: memory().value,
  original: keptOriginal(),
});
const isReviewed = () => one("#verdict") !== null;
const nameOf = (press) => press?.split(" ")[0] ?? "";

// --- sending ---------------------------------------------------------------------------------------------------------

function fields(press, upload) {
  const data = new FormData(form);
  for (const name of ["complaint_file", "draft_file", "original", "show"]) data.delete(name);
  if (press) data.set("press", press);
  if (upload) data.set(`${upload.letter}_file`, upload.file, upload.file.name);
  return data;
}

/** Review what is in the form, after doing what a button does (`press`) or reading a file (`upload`). */
async function work({ press = "", button = null, upload = null, label = "" } = {}, tries = 1) {
  const before = state();
  const isAsked = press !== "" || upload !== null;
  let answer;
  try {
    answer = await send(fields(press, upload), { quiet: !isAsked });
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    announce("");
    const retry = button ? () => doPress(button) : () => inTurn(() => work({ upload, label }));
    trouble(error.message, retry, { pressed: isAsked });
    return;
  }
  if (answer === null) return;
  calm();
  const told = { complaint: one("#complaint", answer)?.value, draft: one("#draft", answer)?.value };
  for (const name of ["complaint", "draft"]) {
    const now = letters[name].value;
    if (now === before[name]) continue;
    // Words were typed while the service worked: they come first, and a change of the same letter is made again.
    if (upload?.letter === name) {
      leave(upload);
      return;
    }
    if (told[name] !== before[name] && tries < MOST_TRIES) {
      await work({ press, button, upload, label }, tries + 1);
      return;
    }
    told[name] = now;
    later();
  }
  accept(answer, { before, told, press, button, upload, label });
}

/** A file would take the place of words that were typed while it was read. */
function leave({ letter, file }) {
  const words = `You typed in this box while ${file.name} was read, so what you typed is kept. Choose the file again to have its words.`;
  tellFile(letter, words);
  announce(words);
  later();
}

function accept(answer, { before, told, press, button, upload, label }) {
  const slips = one("#slips", answer);
  const isRefused = slips.children.length > 0;
  showSlips(slips, { focus: press !== "" || upload !== null });
  if (isRefused && upload) return; // a file that could not be read
  one("#memory").replaceChildren(...one("#memory", answer).childNodes);
  for (const name of ["complaint", "draft"]) {
    if (letters[name].value !== told[name]) letters[name].value = told[name];
  }
  if (upload) takeOver(upload);
  const saved = isRefused ? null : keyOfSaved(button);
  const fresh = one("#results", answer);
  if (fresh.children.length) {
    swap(fresh, isRefused ? null : button);
    refreshFindings(one("#draft", answer).value);
    refreshConcerns();
    retitle(one("title", answer).textContent);
    one(".app-samples")?.remove();
  } else if (!told.draft.trim()) empty();
  const words = label || button?.dataset.does || button?.textContent.trim();
  const isStep = !isRefused && (upload !== null || (press !== "" && !MAKES_NO_STEP.has(nameOf(press))));
  if (isStep) {
    history.record(words, before, state());
    isUnsaved = true;
  }
  tellHistory();
  const others = saved ? showSaved(saved) : upload?.note;
  tellResult(isStep || (label && !isRefused) ? [words, others].filter(Boolean).join(". ") : "");
  if (nameOf(press) === "review" && !isRefused) goToResults();
}

/** The words of a file are in the page; of a Word file that is the draft, more is kept. */
function takeOver({ letter, file, note }) {
  if (letter === "draft") keepOriginal(one("#memory input[name=original_name]") ? file : null);
  tellFile(letter, `${file.name} is in the box above.${note ? ` ${note}.` : ""}`);
}

/** There is nothing to review, so no review is shown. */
function empty() {
  const hadFocus = results.contains(document.activeElement);
  results.replaceChildren();
  if (hadFocus) results.focus({ preventScroll: true });
  retitle(one("h1").textContent);
  announce("");
}

/** The title of the window begins with what people have to know first. */
function retitle(words) {
  const error = one("#slips").children.length ? "Error: " : "";
  document.title = error + words.replace(/^Error: /, "") + document.title.replace(/^.*?( – )/, "$1");
}

function showSlips(slips, { focus }) {
  const place = one("#slips");
  const had = place.textContent.trim();
  place.replaceChildren(...slips.childNodes);
  for (const each of all(".govuk-error-message", form)) {
    if (!results.contains(each)) clearBeside(each);
  }
  const summary = one(".govuk-error-summary", place);
  for (const link of all("a[href^='#']", place)) tellBeside(link);
  retitle(document.title.replace(/ – .*$/, ""));
  if (summary && (focus || had !== place.textContent.trim())) {
    createAll(ErrorSummary, { disableAutoFocus: !focus }, place);
    announce("");
  }
}

/** The same words again beside the field that they are about, as the service writes them. */
function tellBeside(link) {
  const field = document.getElementById(link.hash.slice(1));
  const group = field?.closest(".govuk-form-group");
  if (!group || results.contains(group) || document.getElementById(`${field.id}-error`)) return;
  const error = document.createElement("span");
  error.className = "govuk-visually-hidden";
  error.textContent = "Error:";
  const words = document.createElement("p");
  words.className = "govuk-error-message";
  words.id = `${field.id}-error`;
  words.append(error, ` ${link.textContent}`);
  group.classList.add("govuk-form-group--error");
  field.classList.add(errorClass(field));
  field.setAttribute("aria-describedby", [field.getAttribute("aria-describedby"), words.id].filter(Boolean).join(" "));
  field.before(words);
}

function clearBeside(words) {
  const field = document.getElementById(words.id.replace(/-error$/, ""));
  const others = field.getAttribute("aria-describedby").split(" ").filter((each) => each !== words.id);
  if (others.length) field.setAttribute("aria-describedby", others.join(" "));
  else field.removeAttribute("aria-describedby");
  field.classList.remove(errorClass(field));
  field.closest(".govuk-form-group").classList.remove("govuk-form-group--error");
  words.remove();
}

const errorClass = (field) => (field.type === "file" ? "govuk-file-upload--error" : "govuk-textarea--error");

function tellResult(done) {
  const said = done ? `${done}. ` : "";
  if (!isReviewed() || one("#slips").children.length) {
    announce(said.trim());
    return;
  }
  const headline = one("#verdict").lastChild.textContent.trim();
  announce(`${said}${headline}. ${one("#counts").textContent}`);
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
  if (isBusy()) later();
  else if (letters.draft.value.trim() && (isReviewed() || hasBoth())) work();
  else empty();
}, PAUSE);

form.addEventListener("input", (event) => {
  if (!["complaint", "draft"].includes(event.target.id)) return;
  isUnsaved = true;
  if (!isBusy()) drop();
  tellHistory();
  later();
});

form.addEventListener("change", (event) => {
  if (["procedure", "stage", "nation", "received"].includes(event.target.name) && isReviewed()) later();
});

// --- buttons ---------------------------------------------------------------------------------------------------------

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const button = event.submitter ?? one("#review");
  if (button.name === "format") takeAway(button);
  else doPress(button);
});

/** A press waits for its turn, so the review may be another by then, and so may the button's place in it. */
function doPress(button) {
  if (pressed.has(button)) return;
  pressed.add(button);
  inTurn(async () => {
    try {
      const now = buttonNow(button);
      if (now) {
        later.cancel();
        await work({ press: now.value, button: now });
      } else announce(`What you pressed is not there any more: ${button.textContent.trim()}.`);
    } finally {
      pressed.delete(button);
    }
  });
}

function takeAway(button) {
  const sent = JSON.stringify(state());
  download(button, {
    refused: (answer) => showSlips(one("#slips", answer), { focus: true }),
    done: () => {
      if (JSON.stringify(state()) === sent) isUnsaved = false; // what was done since is not in the file
    },
  });
}

form.addEventListener("keydown", (event) => {
  // Enter in a field of the review presses the button beside it, not the first of the form.
  if (event.key !== "Enter" || !event.target.matches("#results input[type=text]")) return;
  event.preventDefault();
  one("button[name=press]", event.target.closest(".govuk-details__text, .app-insert"))?.click();
});

results.addEventListener("click", (event) => {
  if (event.target.closest("#print")) print();
  else if (event.target.closest("#copy")) copyReply();
});

/** For a reply that is sent by e-mail. */
async function copyReply() {
  try {
    await navigator.clipboard.writeText(letters.draft.value);
    announce("Your reply was copied. Paste it where you want it.");
  } catch {
    // A browser that lets no page copy, or only those that it trusts.
    letters.draft.focus();
    letters.draft.select();
    announce("Your reply is selected. Press Ctrl and C to copy it (on a Mac, Cmd and C).");
  }
}

watchFiles((upload) => {
  isUnsaved = true;
  inTurn(() => work({ upload, label: `Read ${upload.file.name}` }));
});

// --- undo ------------------------------------------------------------------------------------------------------------

/** The buttons stand in the form and beside the findings; those with nothing to do are not shown. */
function tellHistory() {
  const focused = document.activeElement;
  const now = state();
  for (const button of all("[data-history]")) {
    const [name, step] = button.dataset.history === "undo" ? ["Undo", history.undoes(now)] : ["Redo", history.redoes(now)];
    button.hidden = !step;
    button.textContent = `${name}: ${step}`;
  }
  if (focused?.dataset.history && focused.hidden) one("[data-history]:not([hidden])", focused.parentElement)?.focus();
}

/** `how`: what is said of it. */
async function restore(how, step, to) {
  if (!step) return;
  letters.complaint.value = to.complaint;
  letters.draft.value = to.draft;
  memory().value = to.memory;
  keepOriginal(to.original);
  for (const letter of Object.keys(letters)) tellFile(letter, "");
  isUnsaved = true;
  tellHistory();
  later.cancel();
  await work({ label: `${how}: ${step.label}` });
}

function undo() {
  inTurn(async () => {
    const step = history.undo(state());
    await restore("Undone", step, step?.before);
  });
}

function redo() {
  inTurn(async () => {
    const step = history.redo(state());
    await restore("Done again", step, step?.after);
  });
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

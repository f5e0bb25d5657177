// Small helpers that the other modules share.

export const one = (selector, root = document) => root.querySelector(selector);
export const all = (selector, root = document) => [...root.querySelectorAll(selector)];

export const form = one("#work");
export const results = one("#results");
export const letters = { complaint: one("#complaint"), draft: one("#draft") };

const status = one("#status");

/** Tell people, on the screen and through a screen reader, in one sentence. The same words are not told twice. */
export function announce(words, { busy = false } = {}) {
  if (status.textContent === words) return;
  status.textContent = words;
  if (busy) {
    const sign = document.createElement("span");
    sign.className = "app-progress";
    sign.setAttribute("aria-hidden", "true");
    status.prepend(sign);
  }
  tellFarAway(busy);
}

// The status stands in the form. Who works farther down sees its words for a moment at the foot of the window;
// screen readers have them from the status already.
const TOLD_FOR = 6_000;
const foot = document.createElement("p");
let isFar = false;
let timer = 0;
foot.className = "govuk-body app-toast app-no-print";
foot.setAttribute("aria-hidden", "true");
foot.hidden = true;
document.body.append(foot);
new IntersectionObserver(([entry]) => {
  isFar = !entry.isIntersecting;
}).observe(status.parentElement);

function tellFarAway(busy) {
  if (!isFar || !status.textContent) hideToast();
  else toast(status.cloneNode(true).childNodes, busy ? 0 : TOLD_FOR);
}

/** `lasts`: milliseconds; 0: until there is something else to tell. */
export function toast(words, lasts = 0) {
  clearTimeout(timer);
  foot.replaceChildren(...words);
  foot.hidden = false;
  if (lasts) timer = setTimeout(hideToast, lasts);
}

export function hideToast() {
  foot.hidden = true;
}

/** Places from the service count code points; those of a text area count UTF-16 units. */
export function unitsUpTo(text, codePoints) {
  let units = 0;
  for (let left = codePoints; left > 0 && units < text.length; left -= 1) {
    units += text.codePointAt(units) > 0xffff ? 2 : 1;
  }
  return units;
}

export function isTyping(element) {
  if (!element) return false;
  if (element.isContentEditable || element.matches("textarea, select")) return true;
  return element.matches("input") && !["checkbox", "radio", "button", "submit", "file"].includes(element.type);
}

export function debounce(work, wait) {
  let timer = 0;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(work, wait);
  };
  later.cancel = () => clearTimeout(timer);
  return later;
}

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
const toast = document.createElement("p");
let isFar = false;
let timer = 0;
toast.className = "govuk-body app-toast app-no-print";
toast.setAttribute("aria-hidden", "true");
toast.hidden = true;
document.body.append(toast);
new IntersectionObserver(([entry]) => {
  isFar = !entry.isIntersecting;
  if (!isFar) toast.hidden = true;
}).observe(status.parentElement);

function tellFarAway(busy) {
  clearTimeout(timer);
  toast.replaceChildren(...status.cloneNode(true).childNodes);
  toast.hidden = !isFar || !status.textContent;
  if (!busy) timer = setTimeout(() => (toast.hidden = true), TOLD_FOR);
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

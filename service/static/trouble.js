// When the service fails: say what happened, that nothing is lost, and what to do.

import { hideToast, one, toast } from "./dom.js";

const place = one("#alert");
let waiting = null; // what is done on "Try again"

/** `pressed`: a button asked for what failed, so its presser is brought here; who types is told, and left to it. */
export function trouble(what, retry, { pressed }) {
  // A review that comes of typing is made again at the next key; what was pressed is not, so it stays to be tried again.
  if (pressed || !waiting?.pressed) waiting = { retry, pressed };
  if (place.dataset.what === what) {
    show(pressed);
    return;
  }
  hideToast();
  place.dataset.what = what;
  const box = document.createElement("div");
  box.className = "app-alert";
  box.tabIndex = -1;
  box.setAttribute("role", "alert");
  box.innerHTML = `
    <h2 class="govuk-heading-m">There is a problem with the service</h2>
    <p class="govuk-body"></p>
    <p class="govuk-body">Nothing you typed is lost: it is still in this page. Keep the page open and try again. If it goes on,
    copy your reply into Word to keep it safe, and tell whoever runs this service.</p>
    <button type="button" class="govuk-button govuk-button--secondary">Try again</button>`;
  one("p", box).textContent = what;
  one("button", box).addEventListener("click", () => {
    const { retry } = waiting;
    calm();
    retry();
  });
  place.replaceChildren(box);
  show(pressed);
}

function show(pressed) {
  const box = place.firstElementChild;
  if (pressed) {
    box.focus({ preventScroll: true });
    box.scrollIntoView({ block: "center" });
    return;
  }
  const { top, bottom } = box.getBoundingClientRect();
  if (bottom < 0 || top > innerHeight) toast([`${place.dataset.what} Nothing you typed is lost. See the top of the page.`]);
}

export function calm() {
  if (!place.firstElementChild) return;
  hideToast();
  waiting = null;
  delete place.dataset.what;
  place.replaceChildren();
}

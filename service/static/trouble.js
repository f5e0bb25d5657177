// When the service fails: say what happened, that nothing is lost, and what to do.

import { one } from "./dom.js";

const place = one("#alert");

export function trouble(what, retry) {
  if (place.dataset.what === what) return;
  calm();
  place.dataset.what = what;
  const box = document.createElement("div");
  box.className = "app-alert";
  box.setAttribute("role", "alert");
  box.innerHTML = `
    <h2 class="govuk-heading-m">There is a problem with the service</h2>
    <p class="govuk-body"></p>
    <p class="govuk-body">Nothing you typed is lost: it is still in this page. Keep the page open and try again. If it goes on,
    copy your reply into Word to keep it safe, and tell whoever runs this service.</p>
    <button type="button" class="govuk-button govuk-button--secondary">Try again</button>`;
  one("p", box).textContent = what;
  one("button", box).addEventListener("click", () => {
    calm();
    retry();
  });
  place.append(box);
}

export function calm() {
  delete place.dataset.what;
  place.replaceChildren();
}

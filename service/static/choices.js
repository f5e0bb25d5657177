// The last procedure and stage are remembered in this browser. Nothing else is.

import { all, form, one } from "./dom.js";

const KEY = "complaint-reply-check";

export function rememberChoices() {
  if ("fresh" in form.dataset) restore();
  form.addEventListener("change", (event) => {
    if (["procedure", "stage"].includes(event.target.name)) store();
  });
}

function store() {
  const { procedure, stage } = Object.fromEntries(new FormData(form));
  try {
    localStorage.setItem(KEY, JSON.stringify({ procedure, stage }));
  } catch {
    // A browser that is set to keep nothing: then nothing is remembered.
  }
}

function restore() {
  try {
    const { procedure, stage } = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    const option = all("#procedure option").find((each) => each.value === procedure);
    if (option) option.selected = true;
    const radio = all("input[name=stage]").find((each) => each.value === stage);
    if (radio) radio.checked = true;
  } catch {
    one("#procedure").selectedIndex = 0;
  }
}

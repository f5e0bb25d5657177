// The last procedure, stage and nation are remembered in this browser. Nothing else is.

import { all, form, one } from "./dom.js";

const KEY = "complaint-reply-check";

export function rememberChoices() {
  if ("fresh" in form.dataset) restore();
  form.addEventListener("change", (event) => {
    if (["procedure", "stage", "nation"].includes(event.target.name)) store();
  });
}

function store() {
  const { procedure, stage, nation } = Object.fromEntries(new FormData(form));
  try {
    localStorage.setItem(KEY, JSON.stringify({ procedure, stage, nation }));
  } catch {
    // A browser that is set to keep nothing: then nothing is remembered.
  }
}

function restore() {
  try {
    const { procedure, stage, nation } = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    for (const [name, chosen] of Object.entries({ procedure, nation })) {
      const option = all(`#${name} option`).find((each) => each.value === chosen);
      if (option) option.selected = true;
    }
    const radio = all("input[name=stage]").find((each) => each.value === stage);
    if (radio) radio.checked = true;
  } catch {
    for (const name of ["procedure", "nation"]) one(`#${name}`).selectedIndex = 0;
  }
}

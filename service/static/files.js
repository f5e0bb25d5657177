// Files: chosen or dropped, they are read at once. The Word file that the draft came from is kept in this page.

import { all, announce, form, one } from "./dom.js";

let original = null;

export const keptOriginal = () => original;

/** Keep the Word file that the draft came from, or none. The form tells the service of it by its name. */
export function keepOriginal(file) {
  original = file;
  one("#memory input[name=original_name]")?.remove();
  if (!file) return;
  const name = document.createElement("input");
  Object.assign(name, { type: "hidden", name: "original_name", value: file.name });
  one("#memory").append(name);
}

/** Say under a box what became of a file; without words, nothing. */
export function tellFile(letter, words) {
  const told = one(`#${letter}_read`);
  told.textContent = words;
  told.hidden = !words;
}

/** `read` sends a file to be read: read({ letter, file, note }), where the note says what else there is to know. */
export function watchFiles(read) {
  takeCarried();
  for (const letter of ["complaint", "draft"]) {
    const input = one(`#${letter}_file`);
    input.addEventListener("change", () => {
      take(letter, [...input.files], read);
      input.value = "";
    });
  }
  for (const letter of all("[data-drop]")) watchDrop(letter, read);
  // A file dropped beside the letters would open in place of the page.
  for (const happening of ["dragover", "drop"]) {
    addEventListener(happening, (event) => event.dataTransfer?.types.includes("Files") && event.preventDefault());
  }
}

function watchDrop(letter, read) {
  let depth = 0;
  const isFile = (event) => event.dataTransfer?.types.includes("Files");
  const mark = (by) => {
    depth = by === 0 ? 0 : depth + by;
    letter.classList.toggle("app-dropping", depth > 0);
  };
  letter.addEventListener("dragenter", (event) => isFile(event) && mark(1));
  letter.addEventListener("dragleave", (event) => isFile(event) && mark(-1));
  letter.addEventListener("drop", (event) => {
    if (!isFile(event)) return;
    event.preventDefault();
    mark(0);
    take(letter.dataset.drop, [...event.dataTransfer.files], read);
  });
}

function take(letter, [file, ...others], read) {
  if (!file) return;
  if (file.size > Number(form.dataset.longest)) {
    announce(form.dataset.tooLarge);
    return;
  }
  const left = others.map((each) => each.name).join(", ");
  read({ letter, file, note: left && `Only one file goes into a box, so this was left: ${left}` });
}

/** A Word file that the page brought with it, since it was sent before this script ran. */
function takeCarried() {
  const carried = one("#memory input[name=original]");
  if (!carried) return;
  const bytes = Uint8Array.from(atob(carried.value), (sign) => sign.charCodeAt(0));
  original = new File([bytes], one("#memory input[name=original_name]").value);
  carried.remove();
}

// Files: chosen or dropped, they are read at once. The Word file that the draft came from is kept in this page.

import { all, announce, form, one } from "./dom.js";

let original = null;

export const keptOriginal = () => original;

/** `read` sends a file to be read: read(name, file) gives whether its words are now in the page. */
export function watchFiles(read) {
  takeCarried();
  for (const name of ["complaint", "draft"]) {
    const input = one(`#${name}_file`);
    input.addEventListener("change", async () => {
      if (input.files.length) await take(name, input.files[0], read);
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
    const [file] = event.dataTransfer.files;
    if (file) take(letter.dataset.drop, file, read);
  });
}

async function take(name, file, read) {
  if (file.size > Number(form.dataset.longest)) {
    announce(form.dataset.tooLarge);
    return;
  }
  const isRead = await read(name, file);
  if (!isRead) return;
  if (name === "draft") original = one("#memory input[name=original_name]") ? file : null;
  const told = one(`#${name}_read`);
  told.textContent = `${file.name} is in the box above.`;
  told.hidden = false;
  announce(`${file.name} was read.`);
}

/** A Word file that the page brought with it, since it was sent before this script ran. */
function takeCarried() {
  const carried = one("#memory input[name=original]");
  if (!carried) return;
  const bytes = Uint8Array.from(atob(carried.value), (sign) => sign.charCodeAt(0));
  original = new File([bytes], one("#memory input[name=original_name]").value);
  carried.remove();
}

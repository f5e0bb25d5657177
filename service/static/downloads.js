// Downloads are fetched, so that a service that does not answer costs nobody what they typed.

import { announce, form } from "./dom.js";
import { keptOriginal } from "./files.js";
import { trouble } from "./trouble.js";

/** `refused` shows an answer that is no file but says what to mend. */
export async function download(button, { refused, done }) {
  const data = new FormData(form, button);
  for (const name of ["complaint_file", "draft_file"]) data.delete(name);
  const original = keptOriginal();
  if (original) data.set("original", original, original.name);
  announce("Making the file…", { busy: true });
  try {
    const answer = await fetch(button.formAction, { method: "POST", body: data, headers: { "X-Page-Part": "file" } });
    const name = /filename="([^"]+)"/.exec(answer.headers.get("content-disposition") ?? "")?.[1];
    if (!name) {
      refused(new DOMParser().parseFromString(await answer.text(), "text/html"));
      return;
    }
    save(await answer.blob(), name);
    announce(answer.headers.get("x-page-note") ?? `${name} was downloaded.`);
    done();
  } catch {
    announce("");
    trouble("The service did not answer, so the file could not be made.", () => button.click(), { pressed: true });
  }
}

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

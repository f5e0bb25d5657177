// Downloads are fetched, so that a service that does not answer costs nobody what they typed.

import { announce, form } from "./dom.js";
import { keptOriginal } from "./files.js";
import { watchTime } from "./sending.js";
import { trouble } from "./trouble.js";

/** `refused` shows an answer that is no file but says what to mend; `done` is called when a file was made. */
export async function download(button, { refused, done }) {
  const data = new FormData(form);
  data.set(button.name, button.value);
  for (const name of ["complaint_file", "draft_file"]) data.delete(name);
  const original = keptOriginal();
  if (original) data.set("original", original, original.name);
  const controller = new AbortController();
  const stopWatch = watchTime(controller, { busy: "Making the file…", slow: "Still making the file. You can go on writing." });
  try {
    const answer = await fetch(button.formAction, {
      method: "POST",
      body: data,
      headers: { "X-Page-Part": "file" },
      signal: controller.signal,
    });
    const name = nameIn(answer.headers.get("content-disposition") ?? "");
    if (!name) {
      refused(new DOMParser().parseFromString(await answer.text(), "text/html"));
      return;
    }
    save(await answer.blob(), name);
    announce(answer.headers.get("x-page-note") ?? `${name} was downloaded.`);
    done();
  } catch {
    announce("");
    const what = controller.signal.aborted ? "The service took too long" : "The service did not answer";
    trouble(`${what}, so the file could not be made.`, () => download(button, { refused, done }), { pressed: true });
  } finally {
    stopWatch();
  }
}

/** The name of the file in the header that tells it: the one in any letters, if there is one. */
function nameIn(header) {
  const inAnyLetters = /filename\*=UTF-8''([^;]+)/.exec(header)?.[1];
  return inAnyLetters ? decodeURIComponent(inAnyLetters) : /filename="([^"]+)"/.exec(header)?.[1];
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

// Sends the form, or what changed in it, and receives the part of the page that changes.
// One request at a time; stale answers are dropped.

import { sendChanges } from "./connection.js";
import { announce, form } from "./dom.js";

const SHOW_PROGRESS_AFTER = 300;
const SAY_IT_IS_SLOW_AFTER = 8_000;
const GIVE_UP_AFTER = 90_000;
const NOT_OURS =
  "Something other than the reviewer answered. If you signed in to reach this page, you may have to sign in again: do that in a new tab.";

export class ServiceError extends Error {}

let running = null;
let sequence = 0;

/** Give up a request whose answer would be stale. */
export function drop() {
  running?.abort("stale");
  running = null;
}

/** Says after a while that the service is at work and later that it is slow, and gives up in the end. Gives its end. */
export function watchTime(controller, { busy, slow }) {
  const timers = [
    setTimeout(() => announce(busy, { busy: true }), SHOW_PROGRESS_AFTER),
    setTimeout(() => announce(slow, { busy: true }), SAY_IT_IS_SLOW_AFTER),
    setTimeout(() => controller.abort("slow"), GIVE_UP_AFTER),
  ];
  return () => timers.forEach(clearTimeout);
}

/**
 * The answer to the form as a document, or null where a later request has taken its place.
 * `quiet`: no button and no file is in it, so only what changed is sent.
 * Throws ServiceError, in words for people, where the service does not answer as it should.
 */
export async function send(data, { quiet = false } = {}) {
  drop();
  sequence += 1;
  const number = sequence;
  const controller = new AbortController();
  running = controller;
  const stopWatch = watchTime(controller, {
    busy: quiet ? "Reviewing what you changed…" : "Reviewing…",
    slow: "Still reviewing. You can go on writing.",
  });
  try {
    const text = (quiet && (await sendChanges(data, controller.signal))) || (await sendForm(data, controller.signal));
    if (number !== sequence) return null;
    const told = new DOMParser().parseFromString(text, "text/html");
    if (!told.getElementById("slips")) throw new ServiceError(NOT_OURS);
    return told;
  } catch (error) {
    if (number !== sequence || controller.signal.reason === "stale") return null;
    if (error instanceof ServiceError) throw error;
    throw new ServiceError(
      controller.signal.reason === "slow"
        ? "The service took too long, so your reply was not reviewed."
        : "The service did not answer, so your reply was not reviewed.",
    );
  } finally {
    stopWatch();
    if (number === sequence) running = null;
  }
}

async function sendForm(data, signal) {
  const answer = await fetch(form.action.split("#")[0], {
    method: "POST",
    body: data,
    headers: { "X-Page-Part": "review", Accept: "text/html" },
    signal,
  });
  const text = await answer.text();
  if (!answer.headers.get("content-type")?.startsWith("text/html")) {
    throw new ServiceError("The service could not review your reply.");
  }
  return text;
}

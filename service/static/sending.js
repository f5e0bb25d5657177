// Sends the form and receives the part of the page that changes. One request at a time; stale answers are dropped.

import { announce, form } from "./dom.js";

const SHOW_PROGRESS_AFTER = 300;
const SAY_IT_IS_SLOW_AFTER = 8_000;
const GIVE_UP_AFTER = 90_000;
const NOT_OURS =
  "Something other than the reviewer answered. If you signed in to reach this page, you may have to sign in again: do that in a new tab.";

export class ServiceError extends Error {}

let running = null;
let sequence = 0;

export const isRunning = () => running !== null;
export const isPressing = () => running !== null && running.pressing;

/** Give up a request whose answer would be stale. */
export function drop() {
  running?.controller.abort("stale");
  running = null;
}

/**
 * The answer to a request as a document, or null where a later one has taken its place.
 * Throws ServiceError, in words for people, where the service does not answer as it should.
 */
export async function send(data, { pressing = false, quiet = false } = {}) {
  drop();
  sequence += 1;
  const number = sequence;
  const controller = new AbortController();
  running = { controller, pressing };
  const timers = [
    setTimeout(() => announce(quiet ? "Reviewing what you changed…" : "Reviewing…", { busy: true }), SHOW_PROGRESS_AFTER),
    setTimeout(() => announce("Still reviewing. You can go on writing.", { busy: true }), SAY_IT_IS_SLOW_AFTER),
    setTimeout(() => controller.abort("slow"), GIVE_UP_AFTER),
  ];
  try {
    const answer = await fetch(form.action.split("#")[0], {
      method: "POST",
      body: data,
      headers: { "X-Page-Part": "review", Accept: "text/html" },
      signal: controller.signal,
    });
    const text = await answer.text();
    if (number !== sequence) return null;
    if (!answer.headers.get("content-type")?.startsWith("text/html")) {
      throw new ServiceError("The service could not review your reply.");
    }
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
    timers.forEach(clearTimeout);
    if (number === sequence) running = null;
  }
}

// While one types, only what changed is sent, over a connection that stays open as long as the page.

import { form } from "./dom.js";

const FIELDS = ["complaint", "draft", "procedure", "stage", "memory", "original_name"];
const PATIENCE = 2_000; // for the connection to open; something before the service may let none through

let opening = null; // the connection that is open, or about to be
let hasOpened = false;
let isHopeless = false; // none could ever be opened from here

/**
 * The service's answer to the form as it now stands, or null where the whole form has to be sent.
 * Null too where `signal` gives it up.
 */
export async function sendChanges(data, signal) {
  if (isHopeless) return null;
  const line = await (opening ??= open());
  if (!line || signal.aborted) return null;
  const said = Object.fromEntries(FIELDS.map((name) => [name, wellFormed(data.get(name) ?? "")]));
  const changes = FIELDS.map((name) => changeOf(name, line.said[name] ?? "", said[name])).filter(Boolean);
  const { socket, waiting } = line;
  line.said = said;
  line.number += 1;
  const number = line.number;
  return new Promise((resolve) => {
    const done = (page) => {
      waiting.delete(number);
      resolve(page);
    };
    waiting.set(number, done);
    signal.addEventListener("abort", () => done(null));
    socket.send(JSON.stringify({ number, changes }));
  });
}

/** The connection, with what was said over it and who waits for an answer; null where it does not open. */
function open() {
  const socket = new WebSocket(address());
  const fresh = { socket, said: {}, number: 0, waiting: new Map() };
  socket.addEventListener("message", ({ data }) => {
    const { number, page } = JSON.parse(data);
    fresh.waiting.get(number)?.(page);
  });
  return new Promise((resolve) => {
    const timer = setTimeout(() => socket.close(), PATIENCE);
    socket.addEventListener("open", () => {
      clearTimeout(timer);
      hasOpened = true;
      resolve(fresh);
    });
    socket.addEventListener("close", () => {
      clearTimeout(timer);
      opening = null;
      isHopeless = !hasOpened;
      resolve(null);
      for (const done of fresh.waiting.values()) done(null);
    });
  });
}

function address() {
  const place = new URL(form.action);
  place.protocol = place.protocol === "https:" ? "wss:" : "ws:";
  place.pathname += "as-you-type";
  place.hash = "";
  return place;
}

/** A form is sent without halves of letters, and so are changes. */
const wellFormed = (text) => text.toWellFormed?.() ?? text;

/** The passage that is another one now, without what is the same before and behind it; null where nothing changed. */
export function changeOf(field, before, now) {
  if (before === now) return null;
  const shorter = Math.min(before.length, now.length);
  let start = 0;
  while (start < shorter && before[start] === now[start]) start += 1;
  if (isHalf(now[start]) || isHalf(before[start])) start -= 1;
  let behind = 0;
  while (behind < shorter - start && before.at(-1 - behind) === now.at(-1 - behind)) behind += 1;
  if (isHalf(now.at(-behind)) && behind > 0) behind -= 1;
  return { field, start, end: before.length - behind, text: now.slice(start, now.length - behind) };
}

/** Whether a unit is the second half of a letter of two units. */
const isHalf = (unit) => unit >= "\uDC00" && unit <= "\uDFFF";

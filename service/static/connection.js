// While one types, only what changed is sent, over a connection that stays open as long as the page.

import { form } from "./dom.js";

const FIELDS = ["complaint", "draft", "procedure", "stage", "nation", "received", "memory", "original_name"];
const OPENS_WITHIN = 2_000;
const ANSWERS_WITHIN = 15_000; // what stands before the service may open a connection and let nothing through
const NOT_UNDERSTOOD = 1008; // or more than the service holds

let opening = null; // the connection that is open, or about to be
let hasOpened = false;
let isHopeless = false; // the first did not open, or the service cannot do with what is said

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
  const { socket, waiting, giveUp } = line;
  line.said = said;
  line.number += 1;
  const number = line.number;
  return new Promise((resolve) => {
    const timer = setTimeout(giveUp, ANSWERS_WITHIN);
    const done = (page) => {
      clearTimeout(timer);
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
  const waiting = new Map();
  let timer = 0;
  const made = new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      if (opening === made) opening = null;
      resolve(null);
      for (const done of waiting.values()) done(null);
    };
    const giveUp = () => {
      socket.close();
      end(); // closing may take its time where nobody is left at the other end
    };
    timer = setTimeout(giveUp, OPENS_WITHIN);
    socket.addEventListener("open", () => {
      clearTimeout(timer);
      hasOpened = true;
      resolve({ socket, said: {}, number: 0, waiting, giveUp });
    });
    socket.addEventListener("message", ({ data }) => {
      const { number, page } = JSON.parse(data);
      waiting.get(number)?.(page);
    });
    socket.addEventListener("close", ({ code }) => {
      isHopeless ||= !hasOpened || code === NOT_UNDERSTOOD;
      end();
    });
  });
  return made;
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
function changeOf(field, before, now) {
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

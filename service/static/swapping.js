// Puts a new review in the place of the old one, and keeps what the officer had opened, typed, chosen and focused.

import { all, one, results } from "./dom.js";

/** Tells one part that opens from the others. Findings are numbered anew in each review, so no number is in it. */
const keyOf = (details) => {
  const around = details.closest("[data-key]")?.dataset.key ?? "";
  return `${around}|${details.dataset.part ?? (details.dataset.key ? "" : details.id)}`;
};

const isField = (element) => element.matches("input, textarea, select");

function isChanged(field) {
  if (field.type === "checkbox") return field.checked !== field.defaultChecked;
  if (field.matches("select")) return all("option", field).some((each) => each.selected !== each.defaultSelected);
  return field.value !== field.defaultValue;
}

/** Tells a field in one review from those in the next: numbers in names and ids go by place, and places shift. */
const fieldKey = (field) =>
  [
    field.name.split("-")[0],
    field.closest("[data-key]")?.dataset.key,
    field.closest(".app-action")?.querySelector(".app-action__words").textContent,
    field.type === "checkbox" ? field.labels[0].textContent : "",
  ].join("|");

const buttonKey = (button) => {
  const name = button.value.split(" ")[0];
  const action = button.closest(".app-action")?.querySelector(".app-action__words").textContent;
  const around = button.closest("[data-key]")?.dataset.key ?? action ?? button.value;
  return [name, around, name === "use" ? button.textContent : ""].join("|");
};

/** A button that was pressed in an earlier review, as it stands in this one; null where it is gone. */
export const buttonNow = (button) =>
  button.isConnected ? button : (all("button[name=press]", results).find((each) => buttonKey(each) === buttonKey(button)) ?? null);

/** `pressed`: the button whose press was answered; what stands in the fields beside it was used. */
export function swap(fresh, pressed = null) {
  const spent = pressed?.closest("[data-spent], details, .app-insert, .app-finding");
  const opened = new Map(all("details", results).map((each) => [keyOf(each), each.open]));
  const typed = all("input, textarea, select", results)
    .filter((each) => each.id && each.id !== "show" && each.type !== "file" && isChanged(each) && !spent?.contains(each))
    .map((each) => [fieldKey(each), each.type === "checkbox" ? each.checked : each.value]);
  const shown = one("#show", results)?.value;
  const focused = results.contains(document.activeElement) ? document.activeElement : null;
  const place = focused && placeOf(focused);
  const anchor = anchorOf(focused);

  results.replaceChildren(...fresh.childNodes);

  const first = opened.size > 0;
  for (const details of all("details", results)) {
    const open = opened.get(keyOf(details));
    if (first && open !== undefined) details.open = open;
  }
  const fields = new Map(all("input, textarea, select", results).map((each) => [fieldKey(each), each]));
  for (const [key, value] of typed) {
    const field = fields.get(key);
    if (field?.type === "checkbox") field.checked = value;
    else if (field) field.value = value;
  }
  const show = one("#show", results);
  if (show && shown && all("option", show).some((each) => each.value === shown)) show.value = shown;
  if (place) focusAgain(place);
  anchor?.hold();
}

function placeOf(element) {
  const findings = all(".app-finding", results);
  const isText = element.matches("input[type=text], textarea");
  return {
    field: isField(element) ? fieldKey(element) : null,
    caret: isText ? [element.selectionStart, element.selectionEnd] : null,
    part: element.matches("summary") ? keyOf(element.parentElement) : null,
    id: isField(element) ? "" : element.id,
    key: element.closest("[data-key]")?.dataset.key,
    index: findings.indexOf(element.closest(".app-finding")),
    heading: element.closest("section")?.getAttribute("aria-labelledby"),
  };
}

/** Focus goes back to where it was; if that is gone, to what now stands in its place. */
function focusAgain({ field, caret, part, id, key, index, heading }) {
  const same =
    (field && all("input, textarea, select", results).find((each) => fieldKey(each) === field)) ||
    (part && all("details", results).find((each) => keyOf(each) === part)) ||
    (key && one(`[data-key="${CSS.escape(key)}"]`, results)) ||
    (id && document.getElementById(id));
  const findings = all(".app-finding", results);
  const next = index >= 0 ? findings[Math.min(index, findings.length - 1)] : null;
  const target = same || next || (heading && document.getElementById(heading)) || results;
  const focusable = target.matches("details") ? one("summary", target) : target;
  openAround(focusable);
  focusable.focus({ preventScroll: true });
  if (caret && isField(focusable)) focusable.setSelectionRange(...caret);
}

/** What stands in a part that is closed cannot have the focus. */
function openAround(element) {
  const part = (inside) => inside.parentElement.closest("details");
  const from = element.matches("summary") ? element.parentElement : element;
  for (let around = part(from); around; around = part(around)) around.open = true;
}

/** Keeps what the officer looks at where it is on the screen, though what stands above it may have grown. */
function anchorOf(focused) {
  const candidates = [focused?.closest("[data-key], section")?.querySelector("h2, h3, summary"), ...all("section > h2[id]", results)];
  const seen = candidates.find((each) => {
    const top = each?.getBoundingClientRect().top;
    return top > 0 && top < innerHeight;
  });
  if (!seen) return null;
  const before = seen.getBoundingClientRect().top;
  const key = seen.closest("[data-key]")?.dataset.key;
  return {
    hold() {
      const now = (key && one(`[data-key="${CSS.escape(key)}"]`, results)?.querySelector("h2, h3, summary")) || document.getElementById(seen.id);
      if (now) scrollBy(0, now.getBoundingClientRect().top - before);
    },
  };
}

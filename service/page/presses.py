"""What a button of the page does to the work before it is reviewed again: pure changes of words and lists.

A button's value is the name of what it does, and behind a space what it does it to, as JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

from reviewer.case import ConcernKind, Span
from reviewer.occurrences import occurrences
from service.page.articles import with_article
from service.page.form import PageForm
from service.page.memory import KeptConcern, Memory, SetAside, Work, digest
from service.page.slips import SlipError
from service.problems import refusal

REVIEW = "review"
_JOINED_GAP = 100  # words of a complaint no farther apart than so many signs make one passage
_CLOSING = re.compile(r"[\s.!?…]*[\"”’')\]]*\s*$")
_BY = re.compile(r"^by\s+", re.IGNORECASE)
_STARTS_SENTENCE = re.compile(r"^[\W_]*$|[.!?:]\s+$")
_NOBODY = re.compile(r"\b(?:we|the council)(?:(?=\s+(?:will|shall)\b)|(?P<short>['’]ll\b))", re.IGNORECASE)
_TELLS_WHEN = re.compile(
    r"(?:by|on|before|within|in|from|until|no later than|at|this|next|tomorrow|today|every|each|during)\b",
    re.IGNORECASE,
)
_Pressed = Callable[[Work, Any, PageForm], Work]


def press(work: Work, words: str, form: PageForm) -> Work:
    """The work after a button was pressed. Raises SlipError where something is missing or has changed."""
    name, _, told = words.partition(" ")
    if name not in _PRESSES:
        raise refusal("invalid-form", "load the page again")
    try:
        return _PRESSES[name](work, json.loads(told) if told else None, form)
    except (ValueError, KeyError, TypeError, IndexError):
        raise refusal("invalid-form", "load the page again") from None


def _nothing(work: Work, _: object, __: PageForm) -> Work:
    return work


# --- the draft ------------------------------------------------------------------------------------------------------


def _use(work: Work, told: Mapping[str, Any], _: PageForm) -> Work:
    """Put a suggestion in the place of the words that were found, and mend an "a" or "an" before it."""
    start, end = _place(work.draft, told)
    words = str(told["with"])
    return replace(work, draft=with_article(work.draft[:start], words) + words + work.draft[end:])


def _insert(work: Work, told: Mapping[str, Any], form: PageForm) -> Work:
    """Say in an action's sentence who will do it, or by when."""
    name = str(told["id"])
    owner, date = (" ".join(form.text(f"{part}-{name}").split()).rstrip(".") for part in ("owner", "date"))
    if not owner and not date:
        raise SlipError("Enter who will do it, or by when", f"{told['first']}-{name}")
    start, end = _place(work.draft, told)
    words = work.draft[start:end]
    if owner:
        words = _with_owner(words, _BY.sub("", owner))
    if date:
        words = _before_stop(words, date if _TELLS_WHEN.match(date) else f"by {date}")
    return replace(work, draft=work.draft[:start] + words + work.draft[end:])


def _with_owner(words: str, owner: str) -> str:
    """A sentence that says who will do it: in the place of "we", or behind "by" where nobody in it will."""
    subject = _NOBODY.search(words)
    if subject is None:
        return _before_stop(words, f"by {owner}")
    if _STARTS_SENTENCE.search(words[: subject.start()]):
        owner = owner[0].upper() + owner[1:]
    return words[: subject.start()] + owner + (" will" if subject["short"] else "") + words[subject.end() :]


def _before_stop(words: str, more: str) -> str:
    """A sentence with more words at its end."""
    stop = _CLOSING.search(words)
    at = stop.start() if stop else len(words)
    return f"{words[:at]} {more}{words[at:]}"


def _place(draft: str, told: Mapping[str, Any]) -> tuple[int, int]:
    """Where the words stand now: where they were, else the nearest place that holds them."""
    start, words = int(told["at"]), str(told["words"])
    if not words or not draft.startswith(words, start):
        places = [found.start for found in occurrences(words, draft)]
        if not places:
            raise SlipError("Those words are no longer in your reply, so it was left as it is", "draft")
        start = min(places, key=lambda place: abs(place - start))
    return start, start + len(words)


# --- findings -------------------------------------------------------------------------------------------------------


def _dismiss(work: Work, told: Mapping[str, Any], form: PageForm) -> Work:
    fingerprint = str(told["fingerprint"])
    reason = " ".join(form.text(f"reason-{fingerprint}").split())
    if not reason:
        raise SlipError("Say why this finding does not apply", f"reason-{fingerprint}")
    aside = SetAside(fingerprint=fingerprint, reason=reason[:2_000], rule=str(told["rule"]), text=str(told["text"]))
    others = (one for one in work.memory.set_aside if one.fingerprint != fingerprint)
    return _remembering(work, set_aside=(*others, aside))


def _restore(work: Work, fingerprint: object, _: PageForm) -> Work:
    roots = {one.root for one in work.memory.set_aside if one.fingerprint == fingerprint}
    left = tuple(one for one in work.memory.set_aside if one.root not in roots)
    return _remembering(work, set_aside=left)


# --- concerns -------------------------------------------------------------------------------------------------------


def _save_concern(work: Work, number: int, form: PageForm) -> Work:
    concerns = list(_concerns(work))
    concerns[number] = _written(work, form, str(number), concerns[number].span)
    return _with_concerns(work, concerns)


def _add_concern(work: Work, _: object, form: PageForm) -> Work:
    return _with_concerns(work, [*_concerns(work), _written(work, form, "new", None)])


def _remove_concerns(work: Work, _: object, form: PageForm) -> Work:
    ticked = _ticked(form, 1, "Tick the concerns to remove")
    kept = [one for number, one in enumerate(_concerns(work)) if number not in ticked]
    # Which concerns there are is now the officer's word, also where all that are left were found.
    return _with_concerns(work, [one.model_copy(update={"own": True}) for one in kept])


def _merge_concerns(work: Work, _: object, form: PageForm) -> Work:
    concerns = _concerns(work)
    ticked = _ticked(form, 2, "Tick two or more concerns to merge")
    together = [concerns[number] for number in sorted(ticked)]
    left = [one for number, one in enumerate(concerns) if number not in ticked]
    return _with_concerns(work, [*left, _merged(work.complaint, together)])


def _find_concerns(work: Work, _: object, __: PageForm) -> Work:
    return _remembering(work, concerns=None, complaint="")


def _concerns(work: Work) -> tuple[KeptConcern, ...]:
    return work.memory.concerns or ()


def _written(work: Work, form: PageForm, name: str, near: Span | None) -> KeptConcern:
    """The concern in the fields of this name, at the place in the complaint that holds its words."""
    words = form.text(f"words-{name}").strip()
    if not words:
        raise SlipError("Enter the words of the concern", f"words-{name}")
    kind = ConcernKind(form.fields.get(f"kind-{name}", ConcernKind.CONCERN))
    return KeptConcern(kind=kind, text=words, span=_found(work.complaint, words, near), own=True)


def _found(complaint: str, words: str, near: Span | None) -> Span | None:
    places = [found.start for found in occurrences(words, complaint)]
    if not places:
        return None
    start = min(places, key=lambda place: abs(place - near.start)) if near else places[0]
    return Span(start=start, end=start + len(words))


def _merged(complaint: str, together: list[KeptConcern]) -> KeptConcern:
    """One concern for several: the passage that holds them all where they stand side by side, else all their words."""
    spans = sorted((one.span for one in together if one.span), key=lambda span: (span.start, span.end))
    close = all(other.start - one.end <= _JOINED_GAP for one, other in pairwise(spans))
    if len(spans) == len(together) and close:
        whole = Span(start=spans[0].start, end=max(span.end for span in spans))
        return KeptConcern(kind=together[0].kind, text=whole.of(complaint), span=whole, own=True)
    return KeptConcern(kind=together[0].kind, text=" ".join(one.text for one in together), own=True)


def _ticked(form: PageForm, least: int, asked: str) -> frozenset[int]:
    ticked = frozenset(int(one) for one in form.ticked)
    if len(ticked) < least:
        raise SlipError(asked, "ticked")
    return ticked


def _with_concerns(work: Work, concerns: list[KeptConcern]) -> Work:
    """The work with these concerns at their places in the complaint as it is now; those without one come last."""
    placed = [one.model_copy(update={"span": _found(work.complaint, one.text, one.span)}) for one in concerns]
    last = len(work.complaint)
    placed.sort(key=lambda one: one.span.start if one.span else last)
    return _remembering(work, concerns=tuple(placed), complaint=digest(work.complaint))


def _remembering(work: Work, **changes: object) -> Work:
    return replace(work, memory=Memory.model_validate({**dict(work.memory), **changes}))


_PRESSES: Mapping[str, _Pressed] = {
    REVIEW: _nothing,
    "show": _nothing,
    "use": _use,
    "insert": _insert,
    "dismiss": _dismiss,
    "restore": _restore,
    "save-concern": _save_concern,
    "add-concern": _add_concern,
    "remove-concerns": _remove_concerns,
    "merge-concerns": _merge_concerns,
    "find-concerns": _find_concerns,
}

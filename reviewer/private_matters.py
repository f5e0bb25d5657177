"""Whether a passage tells something private of one person named in it.

A word for an illness, a debt or an arrest stands in many sentences that name somebody, and is most often about the
person written to, or about a service. So each such word is asked whose it is: the last person spoken of before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal, TypeAlias

from reviewer.case import Span
from reviewer.wording import Wording

Matter: TypeAlias = Literal["sensitive", "home"]
_LISTS: tuple[tuple[Matter, str], ...] = (("sensitive", "sensitive"), ("sensitive", "sensitive_of"), ("home", "home"))
_WORD = re.compile(r"[^\W_][\w'-]*")
_SMALL = re.compile(
    r"(?:an?|and|as|at|by|for|from|ha[ds]|have|her|his|in|is|o[fnr]|our|the|their|to|was|were|who|with)"
)
_STEM = 6  # letters that "depressed" and "depression" share
_DIRECT = 1  # words between the person and what is said of things too
_CLOSE = 3  # and what the complaint says of the complainant
_NEAR, _FAR = 10, 14  # and anything else, without and with a "he" or "who" between
_BEFORE = 4  # words between a private matter and the name behind it: "after his stroke, Mr Bell"
_READERS = re.compile(r"\s+(?:of|in|for|about|to|against)\s+(?:you|your|our)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Passage:
    """What is said around a name, in plain signs: the places of the name and of the other names in it."""

    text: str
    name: Span
    others: tuple[Span, ...] = ()


def stems_of(text: str) -> frozenset[str]:
    """The beginnings of the words in `text`, for telling whether it speaks of a matter already."""
    return frozenset(word[:_STEM] for word in _WORD.findall(text.casefold()) if not _SMALL.fullmatch(word))


def matter_told(passage: Passage, words: Wording, known: AbstractSet[str], *, stranger: bool) -> Matter | None:
    """What is told of the person: something sensitive, else where they live, else nothing.

    `known` are the stems of the complaint. Of somebody whom it names, only what it does not say is told; of a stranger,
    what it says is taken for the complainant's own unless it stands close to the name.
    """
    if not stranger and words.found("heard", passage.text[: passage.name.start]):
        return None
    for matter, name in _LISTS:
        for place in words.spans(name, passage.text):
            is_known = stems_of(place.of(passage.text)) <= known
            if is_known and not stranger:
                continue
            limit = _DIRECT if name == "sensitive_of" else _CLOSE if is_known else _FAR
            if _is_theirs(passage, place, words, limit):
                return matter
    return None


def _is_theirs(passage: Passage, place: Span, words: Wording, limit: int) -> bool:
    text, name = passage.text, passage.name
    if any(_masks(one, place) for one in words.spans("not_private", text)) or _READERS.match(text, place.end):
        return False
    if name.start <= place.start < name.end:
        return True
    if place.start < name.start:
        return limit > _CLOSE and _stands_before(passage, place, words)
    if any(name.end <= one.start < place.start for one in passage.others):
        return False
    between = text[name.end : place.start]
    theirs, readers = _last(words.spans("theirs", between)), _last(words.spans("not_theirs", between))
    if readers > theirs or readers == theirs > 0 or words.found("own_kin", between):
        return False
    return len(_WORD.findall(between[theirs:])) <= (limit if theirs else min(limit, _NEAR))


def _masks(service: Span, place: Span) -> bool:
    """Whether the words only name a service: "hospital discharge team", and not "open to the mental health team"."""
    return service.covers(place) or service.start < place.end < service.end


def _stands_before(passage: Passage, place: Span, words: Wording) -> bool:
    between = passage.text[place.end : passage.name.start]
    if re.search(r"[;:.]|\bby\b", between) or len(_WORD.findall(between)) > _BEFORE:
        return False
    before = passage.text[: passage.name.start]
    return _last(words.spans("not_theirs", before)) <= _last(words.spans("theirs", before))


def _last(spans: Iterable[Span]) -> int:
    """Where the last of them ends; 0 if there is none."""
    return max((one.end for one in spans), default=0)

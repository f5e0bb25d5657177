"""Reference numbers in the reply that are a slip away from one in the complaint."""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping

import regex

from reviewer.case import Span
from reviewer.rules.context import Page
from reviewer.rules.forms import POSTCODE, REFERENCE, VEHICLE, WEB
from reviewer.rules.kinds.near import one_off, transposed

_CAPITALS = str.maketrans(string.ascii_lowercase, string.ascii_uppercase)
_NUMBER = regex.compile(r"(?<![\w.,/£-])[1-9]\d{5,}(?![\w/-]|[.,]\d)")
_SPACED = regex.compile(r"(?<![\w/-])[A-Z]{2,4} \d{5,}(?![\w/-])")
_NAMED = regex.compile(
    r"(?<=(?<!\w)(?:REF(?:ERENCE)?|COMPLAINT|CASE|CLAIM|NOTICE|NUMBER|NO)[.:]? (?:REF(?:ERENCE)? |NUMBER |"
    r"NO\.? )?)(?!19|20)\d{4,5}(?![\w/-]|[.,]\d)"
)
_LAST_DIGITS = regex.compile(r"\d+$")
_DATE = regex.compile(r"\d{1,2}[/-]\d{1,2}[/-](?:\d\d|\d{4})|\d{4}-\d\d-\d\d")
_DIGITS = 4  # a reference has at least so many
_NEXT = 3  # numbers so close were given out one after the other


def references(page: Page) -> Iterator[tuple[str, Span]]:
    """The reference numbers in a letter, in capitals without spaces or strokes, with their places."""
    text = page.flat.translate(_CAPITALS)
    taken = [found.span() for form in (WEB, POSTCODE, VEHICLE) for found in form.finditer(text)]
    for form in (REFERENCE, _NUMBER, _SPACED, _NAMED):
        for found in form.finditer(text):
            plain = "".join(sign for sign in found[0] if sign.isalnum())
            inside = any(start <= found.start() and found.end() <= end for start, end in taken)
            if not inside and sum(sign.isdigit() for sign in plain) >= _DIGITS and not _DATE.fullmatch(found[0]):
                yield plain, Span(start=found.start(), end=found.end())


def wrong_references(reply: Page, complaint: Page) -> Iterator[tuple[Span, str]]:
    """References in the reply that are a slip from one in the complaint that the reply never gives; with that one."""
    said, told = dict(_first(complaint)), list(references(reply))
    given = {reference for reference, _ in told}
    for reference, span in sorted(told, key=lambda one: one[1].start):
        near = [one for one in _slips(reference, said) if one not in given]
        if reference not in said and near:
            yield span, said[near[0]].of(complaint.letter.text)


def _first(page: Page) -> Iterator[tuple[str, Span]]:
    """Each reference once, where it stands first."""
    seen: set[str] = set()
    for reference, span in sorted(references(page), key=lambda one: one[1].start):
        if reference not in seen:
            seen.add(reference)
            yield reference, span


def _slips(reference: str, said: Mapping[str, Span]) -> Iterator[str]:
    """The references said that this one could be a slip for."""
    yield from (other for other in transposed(reference) if other in said)
    yield from (other for other in one_off(reference) if other in said and not _are_neighbours(reference, other))


def _are_neighbours(one: str, other: str) -> bool:
    ends = [_LAST_DIGITS.search(reference) for reference in (one, other)]
    numbers = [int(end[0]) for end in ends if end is not None]
    return len(numbers) == 2 and abs(numbers[0] - numbers[1]) <= _NEXT

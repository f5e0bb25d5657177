"""Names of people, streets and houses in the reply's text that are a slip away from one in the complaint."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from reviewer.case import Span
from reviewer.rules.context import Page
from reviewer.rules.kinds.near import is_alike, one_off, transposed
from reviewer.text import BlockKind

_NAME = r"\p{Lu}\p{Ll}[\p{L}-]+"
_STREET = (
    r"(?:Road|Street|Lane|Avenue|Close|Court|Drive|Way|Square|Gardens|Terrace|Hill|Green|Grove|Row|Mews|Walk|Crescent|"
    r"Place|House|Hall|Lodge|School|Primary|Academy|Library|Surgery|Estate)"
)
_PERSON = regex.compile(
    rf"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Cllr|Councillor)\.? (?:{_NAME} |\p{{Lu}}\.? ?){{0,2}}(?P<name>{_NAME})(?!\p{{L}})"
)
_PLACE = regex.compile(rf"\b(?P<name>{_NAME}) (?P<street>{_STREET})\b")
_HOUSE = regex.compile(rf"(?<![\w/.£])(?P<number>\d{{2,4}}),? (?P<street>(?:{_NAME} ){{1,2}}{_STREET})\b")
_CAPITALISED = regex.compile(rf"(?<![\p{{L}}'’]){_NAME}(?![\p{{L}}]|['’](?!s\b))")
_GREETING = regex.compile(r"\b(?:Dear|Hello|Hi|Good (?:morning|afternoon|evening))\b", regex.IGNORECASE)
_SAME_START, _LENGTHS_APART = 4, 1  # letters in common at the start that make two names of like length alike


def wrong_mentions(reply: Page, complaint: Page) -> Iterator[tuple[Span, str]]:
    """Names that are alike, and not the same, with the complaint's own."""
    yield from _people(reply, complaint)
    yield from _places(reply, complaint)
    yield from _houses(reply, complaint)


def _people(reply: Page, complaint: Page) -> Iterator[tuple[Span, str]]:
    """A person with a title who is called nothing like it in the complaint nor in the salutation."""
    greeted = " ".join(reply.words(block.span) for block in reply.letter.blocks_of(BlockKind.SALUTATION))
    greeted = _GREETING.sub("", greeted)
    known = f"{complaint.spaced}{' '.join(_CAPITALISED.findall(greeted)).lower()} "
    told = sorted({*_CAPITALISED.findall(complaint.flat), *_CAPITALISED.findall(greeted)})
    for found in _PERSON.finditer(reply.flat):
        name = found["name"]
        if f" {name.lower()} " not in known and (alike := [one for one in told if _could_be(name, one)]):
            yield Span(start=found.start("name"), end=found.end("name")), alike[0]


def _places(reply: Page, complaint: Page) -> Iterator[tuple[Span, str]]:
    """A street or a building of the same kind as the complaint's, which the reply never calls as the complaint does."""
    told = sorted({(found["name"], found["street"]) for found in _PLACE.finditer(complaint.flat)})
    for found in _PLACE.finditer(reply.flat):
        name, low = found["name"], found["name"].lower()
        alike = [one for one, street in told if street == found["street"] and _could_be(name, one)]
        alike = [one for one in alike if f" {one.lower()} " not in reply.spaced]
        if alike and f" {low} " not in complaint.spaced:
            yield Span(start=found.start("name"), end=found.end("name")), alike[0]


def _houses(reply: Page, complaint: Page) -> Iterator[tuple[Span, str]]:
    """A house number in the complaint's street that is a slip for the complaint's, which the reply never gives."""
    told = {(found["street"].lower(), found["number"]) for found in _HOUSE.finditer(complaint.flat)}
    given = {(found["street"].lower(), found["number"]) for found in _HOUSE.finditer(reply.flat)}
    for found in _HOUSE.finditer(reply.flat):
        street, number = found["street"].lower(), found["number"]
        slips = (*transposed(number), *one_off(number))
        meant = [one for one in slips if (street, one) in told and (street, one) not in given]
        if meant and (street, number) not in told:
            yield Span(start=found.start("number"), end=found.end("number")), meant[0]


def _could_be(name: str, other: str) -> bool:
    one, two = name.lower(), other.lower()
    starts_alike = one[:_SAME_START] == two[:_SAME_START] and abs(len(one) - len(two)) <= _LENGTHS_APART
    return one.rstrip("s") != two.rstrip("s") and (is_alike(one, two) or starts_alike)

"""Dates as letters write them, and the date that a letter bears."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import regex

from reviewer.blocks import Block, BlockKind
from reviewer.case import Span
from reviewer.furniture import is_date
from reviewer.lines import plain_copy, read_lines

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\b(?:\.(?= \d{4}))?"
)
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?:,? (?P<year>(?:19|20)\d\d)\b)?"
DATE = regex.compile(
    rf"(?<![\w/.-])(?:{_DAY}(?: of)? {_MONTH}{_YEAR}|{_MONTH} {_DAY}(?!\d){_YEAR}"
    r"|(?P<day>[0-3]?\d)[/.-](?P<month>[01]?\d)[/.-](?P<year>(?:19|20)?\d\d)(?![\w/-]))",
    regex.I,
)
_FURNITURE = frozenset({BlockKind.ADDRESS, BlockKind.REFERENCE, BlockKind.SIGN_OFF})


@dataclass(frozen=True)
class Day:
    """A date as written: the year may be left out."""

    day: int
    month: int
    year: int | None
    span: Span

    @property
    def in_year(self) -> tuple[int, int]:
        """Day and month."""
        return self.day, self.month

    @property
    def date(self) -> date | None:
        """The date, where the year is given and there is such a day."""
        try:
            return None if self.year is None else date(self.year, self.month, self.day)
        except ValueError:
            return None


def days_in(text: str, offset: int = 0) -> Iterator[Day]:
    """The dates in a text with plain signs, in order; `offset` is the place of its first code point."""
    for found in DATE.finditer(text):
        word = found["month"].lower()
        month = (
            int(word) if word.isdigit() else next(n for n, name in enumerate(MONTHS, 1) if name.startswith(word[:3]))
        )
        day, year = int(found["day"]), int(found["year"]) if found["year"] else None
        if year is not None and year < 100:
            year += 2000
        if 1 <= day <= 31 and 1 <= month <= 12:
            yield Day(day, month, year, Span(start=offset + found.start(), end=offset + found.end()))


def letter_date(text: str, blocks: Iterable[Block]) -> date | None:
    """The date that stands on a line of its own in the head or at the foot of a letter, if it is given in full."""
    furniture = [plain_copy(block.span.of(text)) for block in blocks if block.kind in _FURNITURE]
    lines = [line.text for words in furniture for line in read_lines(words) if is_date(line.text)]
    return next((day.date for line in lines for day in days_in(line) if day.date), None)


def in_full(day: date) -> str:
    """A date as letters write it: 3 April 2026."""
    return f"{day.day} {day:%B %Y}"

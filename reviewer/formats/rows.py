"""A letter in rows of a fixed width, each row knowing which code points it shows, so that words can be underlined.

Width is counted in terminal cells, as `rich` counts them: an emoji takes two, a combining mark none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from reviewer.formats.marking import Place, inert
from reviewer.review import Severity

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$")
_WORD = re.compile(r"\S+\s*|\s+")
SIGNS = {Severity.ERROR: "^", Severity.WARNING: "~", Severity.SUGGESTION: "~", None: "~"}


@dataclass(frozen=True)
class Row:
    """One row: the code points `start` to `end`; `line` is the letter's own line, from 1, on its first row."""

    start: int
    end: int
    line: int | None


def rows(text: str, width: int) -> Iterator[Row]:
    """The text in rows of at most `width` cells, broken at spaces where there are any."""
    for number, found in enumerate(_LINE.finditer(text), 1):
        line: int | None = number
        for start, end in _fold(text, found.start(), found.start() + len(found[0].rstrip()), width):
            yield Row(start, end, line)
            line = None


def _fold(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int]]:
    row, used = start, 0
    for word in _WORD.finditer(text, start, end):
        wide = cells(word[0].rstrip())
        if used and used + wide > width:
            yield row, word.start()
            row, used = word.start(), 0
        if wide > width:
            *whole, (row, used) = _chop(text, row, word.end(), width)
            yield from ((first, last) for first, last in whole)
        else:
            used += cells(word[0])
    yield row, end


def _chop(text: str, start: int, end: int, width: int) -> list[tuple[int, int]]:
    """A word too long for a row: its full rows as (start, end), then (start, cells used) of what is left."""
    pieces, row, used = [], start, 0
    for offset in range(start, end):
        wide = cells(text[offset])
        if used + wide > width:
            pieces.append((row, offset))
            row, used = offset, 0
        used += wide
    return [*pieces, (row, used)]


def cells(text: str) -> int:
    """How many terminal cells the text takes, sign by sign."""
    return len(text) if text.isascii() else sum(cell_len(shown(sign)) for sign in text)


def shown(text: str) -> str:
    """The text as a row shows it: control signs visible, every kind of space a plain one."""
    return inert(re.sub(r"\s", " ", text))


def underline(text: str, row: Row, lane: Sequence[Place]) -> list[tuple[str, Severity | None]]:
    """The marks under one row, as stretches of signs: `^` under an error, `~` under the rest, spaces between."""
    stretches: list[tuple[str, Severity | None]] = []
    at, last = row.start, row.start + len(text[row.start : row.end].rstrip())
    for place in lane:
        start, end = max(row.start, place.span.start), min(last, place.span.end)
        if start >= end:
            continue
        stretches.append((" " * cells(text[at:start]), None))
        stretches.append((SIGNS[place.severity] * max(1, cells(text[start:end])), place.severity))
        at = end
    return stretches


def fold(text: str, width: int) -> list[str]:
    """The text as rows of words for reading: white space run together."""
    flat = shown(" ".join(text.split()))
    return [flat[row.start : row.end].rstrip() for row in rows(flat, width)]

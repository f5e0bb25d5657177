"""Searching a letter for expressions: shared by the kinds that do so."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

import regex

from reviewer.case import Span
from reviewer.rules.context import Page
from reviewer.rules.patterns import Pattern
from reviewer.rules.schema import Rule

Thing = TypeVar("Thing")
_AROUND = 200  # characters around a match in which an exception is looked for


@dataclass(frozen=True)
class Found:
    """One match of one pattern. `index` tells which pattern."""

    index: int
    span: Span
    match: regex.Match[str]


def find_all(page: Page, patterns: Iterable[Pattern]) -> Iterator[Found]:
    """The matches of all patterns by place; of those that overlap, the longest, then the first."""
    found = [
        Found(index, Span(start=match.start(), end=match.end()), match)
        for index, pattern in enumerate(patterns)
        for match in pattern.find(page.flat, page.low)
    ]
    yield from without_overlaps(found)


def without_overlaps(found: Iterable[Found]) -> list[Found]:
    """Of those that overlap the longest, then the leftmost, then the first pattern's; by place."""
    return longest(sorted(found, key=lambda one: (one.span.start, one.index)), lambda one: one.span)


def longest(things: Iterable[Thing], span_of: Callable[[Thing], Span]) -> list[Thing]:
    """Of the things whose spans overlap, the longest, then the one given first; by place."""
    return foremost(sorted(things, key=lambda one: span_of(one).start - span_of(one).end), span_of)


def foremost(things: Iterable[Thing], span_of: Callable[[Thing], Span]) -> list[Thing]:
    """Of the things whose spans overlap, the one given first; by place."""
    starts: list[int] = []
    kept: list[Thing] = []
    for thing in things:
        span = span_of(thing)
        place = bisect_left(starts, span.start)
        before = place and span_of(kept[place - 1]).end > span.start
        if not before and not (place < len(starts) and starts[place] < span.end):
            starts.insert(place, span.start)
            kept.insert(place, thing)
    return kept


@dataclass(frozen=True)
class Sieve:
    """What lets a match pass: other blocks, quotations, exceptions, sentences that are left alone."""

    rule: Rule
    exceptions: tuple[Pattern, ...] = ()
    unless: tuple[Pattern, ...] = ()

    def kept(self, page: Page, things: Iterable[Thing], span_of: Callable[[Thing], Span]) -> Iterator[Thing]:
        """The things whose matches count, in the order given."""
        spared: dict[int, bool] = {}
        for thing in things:
            span = span_of(thing)
            sentence = page.sentence_at(span.start)
            if sentence is not None and sentence.index not in spared:
                words = page.words(sentence.span)
                spared[sentence.index] = any(pattern.is_in(words) for pattern in self.unless)
            if sentence is not None and spared[sentence.index]:
                continue
            if page.holds(span, self.rule.applies.blocks) and not self._is_exception(page, span):
                yield thing

    def _is_exception(self, page: Page, span: Span) -> bool:
        """Whether an exception covers the match."""
        first, last = max(span.start - _AROUND, 0), span.end + _AROUND
        text = page.flat[first:last]
        start, end = span.start - first, span.end - first
        return any(
            one.start() <= start and end <= one.end()
            for pattern in self.exceptions
            for one in pattern.find(text, text.lower())
        )


def starts_sentence(page: Page, span: Span) -> bool:
    """Whether the span stands first in its sentence."""
    sentence = page.sentence_at(span.start)
    return sentence is not None and page.flat[sentence.span.start : span.start].strip("\"'([•-– ") == ""

"""Dates in the reply that are a slip away from the complaint's date for the same event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

import regex

from reviewer.case import Span
from reviewer.dates import Day, days_in
from reviewer.rules.context import Page
from reviewer.rules.words import word_set
from reviewer.text import Sentence

_AHEAD = regex.compile(r"\b(?:will|shall|by|until|from|going to|due|deadline|working days)\b", regex.I)
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_EVERYDAY = word_set(
    "have be do go get make say tell ask write send receive give take come know think want need call complaint "
    "complain "
    "letter council day date month year time week january february march april may june july august september "
    "october "
    "november december monday tuesday wednesday thursday friday saturday sunday"
)
_SHARED = 2  # words in common that make two sentences speak of one event
_DIGIT = 1  # so many where a digit was added or lost, for few dates are that near by chance
_MENTIONS = 5  # of one date in the complaint that are looked at
_SURELY = 3  # so many where only the day is the same, for months have many events in common
_TOLD = regex.compile(  # what the complainant did, and not what was done to them
    r"(?<!\b(?:to|told|sent|gave|paid|asked|offered|for|with|from|called|rang|visited|met) )"
    r"\b(?:you|your)\b[^,;:]{0,50}$",
    regex.I,
)
_LISTED = regex.compile(r"(?:,? and|,? then|,? and then|,|;| to| ?[–-])? ?(?:again )?(?:on )?(?:the )?", regex.I)


def wrong_dates(reply: Page, complaint: Page, known: tuple[date | None, ...]) -> Iterator[tuple[Span, str]]:
    """Dates in the reply that are a near miss of the complaint's for the same event; with that one.

    `known` are dates that are the reply's own: when the complaint came, and when the reply was written.
    """
    said: dict[tuple[int, int], list[Day]] = defaultdict(list)
    dated: dict[int, set[tuple[int, int]]] = defaultdict(set)  # by sentence of the complaint
    for day in days_in(complaint.flat):
        said[day.in_year].append(day)
        if (event := complaint.sentence_at(day.span.start)) is not None:
            dated[event.index].add(day.in_year)
    told = tuple(days_in(reply.flat))
    ours = {day.in_year for day in told} | {(one.day, one.month) for one in known if one is not None}
    for day, listed in zip(told, _lists(told, reply), strict=True):
        sentence = reply.sentence_at(day.span.start)
        if day.in_year in said or sentence is None or _AHEAD.search(reply.flat[sentence.span.start : day.span.start]):
            continue
        for other in _slips(day, said, ours):
            event = complaint.sentence_at(other.span.start)
            if event is None:
                continue
            agreed = _SHARED if listed & dated[event.index] else 0
            if agreed + _nearness(sentence, event) >= _needed(day, other, told=_is_told(reply, sentence, day)):
                yield day.span, other.span.of(complaint.letter.text)
                break


def _lists(days: Sequence[Day], page: Page) -> Iterator[frozenset[tuple[int, int]]]:
    """For each date those that stand in one list with it: "7 May, 12 May and then on 4 June"."""
    runs: list[list[Day]] = []
    for day in days:
        if runs and _LISTED.fullmatch(page.flat, runs[-1][-1].span.end, day.span.start):
            runs[-1].append(day)
        else:
            runs.append([day])
    for run in runs:
        yield from [frozenset(day.in_year for day in run)] * len(run)


def _slips(day: Day, said: Mapping[tuple[int, int], list[Day]], ours: Collection[tuple[int, int]]) -> Iterator[Day]:
    """The complaint's dates that this one could be a slip for.

    The day's digits in reverse, a digit more or less, or another month.
    """
    reverse, units = int(f"{day.day:02}"[::-1]), day.day % 10
    more_or_less = [units] if day.day > 9 else [10 + units, 20 + units]
    days = [(one, day.month) for one in (reverse, *more_or_less) if one != day.day]
    for place in (*days, *((day.day, month) for month in range(1, 13) if month != day.month)):
        for other in said.get(place, ())[:_MENTIONS] if place not in ours else ():
            if day.year is None or other.year is None or day.year == other.year:
                yield other


def _needed(day: Day, other: Day, *, told: bool) -> int:
    """How many words the two sentences must share."""
    if day.day == other.day:
        return _SURELY
    return _DIGIT if told or _lost_digit(day, other) else _SHARED


def _is_told(reply: Page, sentence: Sentence, day: Day) -> bool:
    """Whether the date stands close behind "you" or "your", as the one who did something."""
    return _TOLD.search(reply.flat[sentence.span.start : day.span.start]) is not None


def _lost_digit(one: Day, other: Day) -> bool:
    return one.day % 10 == other.day % 10 and min(one.day, other.day) < 10


def _nearness(one: Sentence, other: Sentence) -> int:
    """How many words two sentences have in common; names count twice."""
    names = {token.lemma_.lower() for token in one.tokens[1:] if token.is_title}
    shared = _content(one) & _content(other)
    return len(shared) + len(shared & names)


def _content(sentence: Sentence) -> set[str]:
    return {
        token.lemma_.lower()
        for token in sentence.tokens
        if token.pos_ in _CONTENT and token.is_alpha and not token.is_stop and token.lemma_.lower() not in _EVERYDAY
    }

"""Slips in the reply's dates that the calendar shows: a day to come that is past, a weekday that is not that day's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from spacy.tokens import Token

from reviewer.case import Span
from reviewer.dates import Day, days_in, in_full
from reviewer.lines import plain_copy
from reviewer.text import Letter, Sentence

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY = re.compile(r"(?<!\w)(?P<name>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day),?(?: the)? $", re.IGNORECASE)
_BEFORE_THE_DAY = 20  # signs in which a weekday stands
_DEADLINE = frozenset({"by", "on", "before", "until", "till"})
_AHEAD = frozenset({"will", "shall", "'ll", "can", "must"})
_ARRANGED = frozenset({"arrange", "book", "due", "expect", "plan", "schedule"})
_NEAR = timedelta(days=200)  # a date without a year lies within so many days of the letter
_LATELY = timedelta(days=31)  # further back, a day without a year is next year's


@dataclass(frozen=True)
class DateSlip:
    """A date that cannot be right. `expected` is the weekday of that day, or the date of the letter."""

    kind: str  # "past" or "weekday"
    span: Span
    expected: str


def find_date_slips(letter: Letter, dated: date | None) -> tuple[DateSlip, ...]:
    """The slips in the letter's running text, in order; without its date only those in dates with a year."""
    return tuple(slip for sentence in letter.prose for slip in _slips(letter, sentence, dated))


def _slips(letter: Letter, sentence: Sentence, dated: date | None) -> Iterator[DateSlip]:
    text = plain_copy(letter.words_of(sentence)).replace("\n", " ")
    for day in days_in(text, sentence.span.start):
        if letter.is_quoted(day.span):
            continue
        start = day.span.start - sentence.span.start
        named = _WEEKDAY.search(text[max(0, start - _BEFORE_THE_DAY) : start])
        weekday = _true_weekday(day, named["name"].capitalize(), dated) if named else None
        if named and weekday:
            begin = day.span.start - len(named[0])
            yield DateSlip("weekday", Span(start=begin, end=day.span.end), weekday)
        if dated and _is_past(day, dated) and _is_to_come(sentence, day.span):
            yield DateSlip("past", day.span, in_full(dated))


def _true_weekday(day: Day, named: str, dated: date | None) -> str | None:
    """The weekday of this day, or None where it is the one named, or cannot be told."""
    true = [WEEKDAYS[one.weekday()] for one in _readings(day, dated)]
    return true[0] if true and named not in true else None


def _is_past(day: Day, dated: date) -> bool:
    nearest = next(_readings(day, dated), None)
    return nearest is not None and nearest < dated and (day.year is not None or dated - nearest <= _LATELY)


def _readings(day: Day, dated: date | None) -> Iterator[date]:
    """The date as written; without a year, in the years that bring it near the letter's date, the nearest first."""
    if day.date is not None:
        yield day.date
    elif day.year is None and dated is not None:
        years = [Day(day.day, day.month, year, day.span).date for year in range(dated.year - 1, dated.year + 2)]
        near = [one for one in years if one is not None and abs(one - dated) <= _NEAR]
        yield from sorted(near, key=lambda one: abs(one - dated))


def _is_to_come(sentence: Sentence, place: Span) -> bool:
    """Whether the sentence sets the day for something that is still to happen."""
    token = next((one for one in sentence.tokens if one.idx + len(one) > place.start), None)
    while token is not None and token.head != token:
        if token.dep_ == "prep":
            arranged = token.lower_ == "for" and token.head.lemma_ in _ARRANGED
            return (arranged or token.lower_ in _DEADLINE) and _lies_ahead(token.head)
        if token.pos_ in {"VERB", "AUX"}:
            return False
        token = token.head
    return False


def _lies_ahead(verb: Token) -> bool:
    helpers = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    if "have" in helpers or verb.pos_ not in {"VERB", "AUX", "ADJ"}:
        return False
    arranged = verb.lemma_ in _ARRANGED and bool(helpers & {"is", "are"} or verb.head.tag_ in {"VBZ", "VBP"})
    coming = verb.tag_ == "VBG" and bool(helpers & {"is", "are", "am", "'m", "'re"})
    asked = verb.tag_ == "VB" and not helpers and not any(child.dep_ == "nsubj" for child in verb.children)
    return bool(helpers & _AHEAD) or arranged or coming or (asked and verb.dep_ in {"ROOT", "conj"})

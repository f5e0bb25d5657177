"""A written complaint as it would come spoken, or typed in one breath: the same words with hardly a full stop.

Few of the complaints of the corpus are dictated, so the reader of complaints learns from some of the others twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import NamedTuple

from models.corpus.notation import Concern, WrittenCase
from reviewer.text import Letter, LetterParser, Sentence, token_span

STOPS = ".!?;:"
MARKS = frozenset({",", '"', "“", "”", "(", ")"})
JOINING = frozenset({"and", "but", "so", "or", "then"})
LINKS = (("",), (",",), ("", " and"), ("", ",", " and"))  # what may stand for a full stop: each person has a habit
LEFT_OUT_SHARE = 0.7  # of the commas, quotation marks and brackets
RUN_ON_SHARE = 0.5  # of the complaints have their paragraphs run on too
HASTY_SHARE = 0.5  # of them are typed with slips: no apostrophes, and letters changed about
SLIP_SHARE, LONG = 0.04, 5  # of the words of at least so many letters
APOSTROPHES = frozenset("'’")


class Edit(NamedTuple):
    """Characters `start` up to `end` become `text`."""

    start: int
    end: int
    text: str


def unpunctuated(case: WrittenCase, parser: LetterParser, chance: Random) -> WrittenCase | None:
    """The case with its complaint so, concerns still in their places; None where one of them is left without words."""
    letter = parser.parse(case.complaint)
    text, places = applied(case.complaint, sorted(_edits(letter, chance)))
    concerns = tuple(_moved(one, text, places) for one in case.concerns)
    if any(one.start >= one.end for one in concerns):
        return None
    return replace(case, complaint=text, concerns=concerns)


def applied(text: str, edits: list[Edit]) -> tuple[str, list[int]]:
    """The text with the edits made, and where each of its places (its end too) comes to lie. Edits must not overlap."""
    made: list[str] = []
    places: list[int] = []
    behind = length = 0
    for one in (*edits, Edit(len(text), len(text), "")):
        places += range(length, length + one.start - behind)
        made += [text[behind : one.start], one.text]
        length += one.start - behind
        places += [length] * (one.end - one.start)
        length, behind = length + len(one.text), one.end
    return "".join(made), [*places, length]


def _moved(concern: Concern, text: str, places: list[int]) -> Concern:
    start, end = places[concern.start], places[concern.end]
    words = text[start:end]
    start += len(words) - len(words.lstrip(f" \n,{STOPS}"))
    return replace(concern, start=start, end=max(start, start + len(text[start:end].rstrip(f" \n,{STOPS}"))))


def _edits(letter: Letter, chance: Random) -> Iterator[Edit]:
    links, run_on, hasty = chance.choice(LINKS), chance.random() < RUN_ON_SHARE, chance.random() < HASTY_SHARE
    for number, sentence in enumerate(letter.sentences):
        behind = letter.sentences[number + 1] if number + 1 < len(letter.sentences) else None
        words = letter.words_of(sentence)
        stop = sentence.span.start + len(words.rstrip().rstrip(STOPS))
        follows = behind is not None and (run_on or behind.paragraph == sentence.paragraph)
        if sentence.is_prose and behind is not None and follows and behind.is_prose:
            yield Edit(stop, behind.span.start, _link(links, behind, chance) + " ")
            yield from _in_small_letters(behind)
        for token in sentence.tokens:
            span = token_span(token)
            if token.text in MARKS and span.end <= stop and chance.random() < LEFT_OUT_SHARE:
                yield Edit(span.start, span.end, "")
            elif hasty:
                yield from _slips(token.text, span.start, chance)


def _slips(word: str, start: int, chance: Random) -> Iterator[Edit]:
    """An apostrophe left out, or two letters within the word changed about."""
    if len(word) > 1 and APOSTROPHES & set(word):
        at = next(number for number, sign in enumerate(word) if sign in APOSTROPHES)
        yield Edit(start + at, start + at + 1, "")
    elif word.isalpha() and len(word) >= LONG and chance.random() < SLIP_SHARE:
        at = chance.randint(1, len(word) - 3)
        yield Edit(start + at, start + at + 2, word[at + 1] + word[at])


def _link(links: tuple[str, ...], behind: Sentence, chance: Random) -> str:
    link = chance.choice(links)
    joined = bool(behind.words) and behind.words[0].lower_ in JOINING
    return "" if joined and "and" in link else link


def _in_small_letters(sentence: Sentence) -> Iterator[Edit]:
    first = next(iter(sentence.words), None)
    if first is not None and first.is_title and first.pos_ != "PROPN" and first.lower_ != "i":
        at = token_span(first).start
        yield Edit(at, at + 1, first.text[0].lower())

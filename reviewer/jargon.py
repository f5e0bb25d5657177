"""Terms of the reply that read as jargon, whether or not a list holds them, and how sure that is.

What may be jargon is proposed by the letter reader, by terms that readers of other letters marked, and by capitals.
How sure it is that a reader would stumble is weighed from how the letter reader takes it here, how often its words were
marked elsewhere, and whether complainants use them too.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from reviewer.case import Span
from reviewer.linear import Figures, Linear
from reviewer.reader import Reading
from reviewer.rules.context import Page
from reviewer.rules.kinds.explained import is_explained
from reviewer.text import Letter

LONGEST = 5  # words in a term
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9'’&/-]*")
_CAPITALS = re.compile(r"[A-Z][A-Z&]{1,5}s?")
_READ_FROM = (0.3, 0.6)  # a run of words that the letter reader takes for jargon, each at least so surely
_TOLD = re.compile(r",? ?(?:which|who|where)\b")
_SAID_AGAIN = re.compile(r"[^.]{0,40},? (?:that is|meaning|in other words)\b")
_BRACKET_OR_COLON = re.compile(r" \(|:")
_LINKS = frozenset({"ADP", "DET", "VERB", "ADV", "SCONJ", "PRON"})
_NAMES = frozenset({"PERSON", "GPE", "DATE"})


@dataclass(frozen=True)
class TermCount:
    """Letters to people who did not use the term themselves: how many use it, mark it as jargon, and call it fine."""

    used: int = 0
    marked: int = 0
    fine: int = 0


@dataclass(frozen=True)
class WordCount:
    """How many replies use a word, in how many it is part of a term marked, and how many complaints use it."""

    replies: int = 0
    marked: int = 0
    complaints: int = 0


@dataclass(frozen=True)
class Marks:
    """What readers of the training letters marked as jargon; every term and word in small letters, see `words_in`."""

    terms: Mapping[str, TermCount]
    words: Mapping[str, WordCount]

    def term(self, term: str) -> TermCount:
        """The counts of a term."""
        return self.terms.get(term, TermCount())

    def word(self, word: str) -> WordCount:
        """The counts of a word."""
        return self.words.get(word, WordCount())


@dataclass(frozen=True)
class Candidate:
    """A term that may be jargon, at its first use, with the figures that tell."""

    span: Span
    figures: Figures


@dataclass(frozen=True)
class UnknownTerm:
    """A term that reads as jargon, and how sure that is (0 to 1)."""

    span: Span
    sureness: float


class JargonFinder:
    """Finds what reads as jargon in a reply."""

    def __init__(self, weigh: Linear, marks: Marks) -> None:
        self._weigh, self._marks = weigh, marks

    @classmethod
    def load(cls, folder: Path) -> JargonFinder:
        """Read `jargon.json` from `folder`."""
        told = json.loads((folder / "jargon.json").read_text(encoding="utf-8"))
        terms = {term: TermCount(*counts) for term, counts in told["terms"].items()}
        words = {word: WordCount(*counts) for word, counts in told["words"].items()}
        return cls(Linear.of(told["weigh"]), Marks(terms, words))

    def find(self, letter: Letter, reading: Reading, complaint: str | None) -> tuple[UnknownTerm, ...]:
        """What may be jargon, by place; where two overlap, the surer. The complainant's own words are none."""
        return surest(self._weigh, candidates(letter, reading, complaint or "", self._marks))


def surest(weigh: Linear, found: Sequence[Candidate]) -> tuple[UnknownTerm, ...]:
    """The candidates with how sure it is that they are jargon, by place; where two overlap, the surer."""
    if not found:
        return ()
    logits = weigh.logits(np.array([one.figures for one in found]))[:, 0]
    sureness = 1.0 / (1.0 + np.exp(-logits))
    kept: list[UnknownTerm] = []
    for place in np.argsort(-sureness, kind="stable"):
        span = found[place].span
        if not any(map(span.overlaps, (one.span for one in kept))):
            kept.append(UnknownTerm(span, float(sureness[place])))
    return tuple(sorted(kept, key=lambda one: one.span.start))


def words_in(text: str) -> tuple[str, ...]:
    """The words of a text in small letters."""
    return tuple(_plain(found.group()) for found in _WORD.finditer(text))


def term_of(text: str) -> str:
    """A term as it is counted: its words in small letters, one space between them."""
    return " ".join(words_in(text))


def _plain(word: str) -> str:
    return word.lower().replace("’", "'")


def candidates(letter: Letter, reading: Reading, complaint: str, marks: Marks) -> tuple[Candidate, ...]:
    """What may be jargon in a reply, each term at its first use in running text, unless it is explained there."""
    scene = _Scene(letter, reading, complaint, marks)
    return tuple(Candidate(span, scene.figures(span)) for span in scene.first_uses())


@dataclass(frozen=True)
class _Scene:
    letter: Letter
    reading: Reading
    complaint: str
    marks: Marks

    @cached_property
    def page(self) -> Page:
        return Page(self.letter)

    @cached_property
    def jargon(self) -> Figures:
        """Of each character, how surely the letter reader takes it for jargon."""
        made = np.zeros(len(self.letter.text))
        column = self.reading.tokens[:, self.reading.labels.token.index("jargon")]
        for piece, figure in zip(self.reading.pieces, column, strict=True):
            if not piece.is_mark:
                made[piece.start : piece.end] = figure
        return made

    @cached_property
    def own(self) -> str:
        return self.complaint.casefold()

    @cached_property
    def own_words(self) -> frozenset[str]:
        return frozenset(words_in(self.complaint))

    @cached_property
    def lower(self) -> str:
        return self.letter.text.lower()

    def first_uses(self) -> Iterator[Span]:
        seen: set[str] = set()
        for span in sorted(set(self._proposed()), key=lambda one: (one.start, one.end)):
            words = span.of(self.letter.text)
            if words.lower() in seen or words.casefold() in self.own:
                continue
            seen.add(words.lower())
            short = words if words.isupper() else None
            if not self.letter.is_quoted(span) and not is_explained(self.page, span, short=short):
                yield span

    def _proposed(self) -> Iterator[Span]:
        for sentence in self.letter.prose:
            text = self.letter.words_of(sentence)
            words = [
                Span(start=sentence.span.start + found.start(), end=sentence.span.start + found.end())
                for found in _WORD.finditer(text)
            ]
            yield from self._marked(words)
            for least in _READ_FROM:
                yield from self._read(words, least)
            yield from (word for word in words if _CAPITALS.fullmatch(word.of(self.letter.text)))

    def _marked(self, words: Sequence[Span]) -> Iterator[Span]:
        """The runs of words that someone marked elsewhere."""
        for first in range(len(words)):
            for last in range(first, min(first + LONGEST, len(words))):
                if last > first and not self._joined(words[last - 1], words[last]):
                    break
                span = Span(start=words[first].start, end=words[last].end)
                if self.marks.term(term_of(span.of(self.letter.text))).marked:
                    yield span

    def _read(self, words: Sequence[Span], least: float) -> Iterator[Span]:
        """The longest runs of words that the letter reader takes for jargon."""
        run: Span | None = None
        for word in words:
            bears = self.jargon[word.start : word.end].mean() >= least
            if run and bears and self._joined(run, word):
                run = Span(start=run.start, end=word.end)
                continue
            if run:
                yield run
            run = word if bears else None
        if run:
            yield run

    def _joined(self, before: Span, after: Span) -> bool:
        return not self.letter.text[before.end : after.start].strip()

    def figures(self, span: Span) -> Figures:
        text = self.letter.text
        words = words_in(span.of(text))
        return np.array(
            [
                *self._read_as(span),
                *_marked_as(self.marks.term(" ".join(words)), [self.marks.word(word) for word in words]),
                *_looks(span.of(text)),
                sum(word in self.own_words for word in words) / len(words),
                *self._beside(span),
                *self._grammar(span),
            ],
            dtype=np.float64,
        )

    def _read_as(self, span: Span) -> Iterator[float]:
        """How the letter reader takes it here, and where it takes it most surely."""
        words = span.of(self.lower)
        uses = [found.start() for found in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", self.lower)]
        for figure in (
            float(self.jargon[span.start : span.end].mean()),
            max(float(self.jargon[start : start + len(words)].mean()) for start in (*uses, span.start)),
        ):
            yield math.log(figure + 0.01) - math.log(1.01 - figure)

    def _beside(self, span: Span) -> Iterator[float]:
        after = self.page.flat[span.end : span.end + 80]
        for cue in (_TOLD, _SAID_AGAIN, _BRACKET_OR_COLON):
            yield float(cue.match(after) is not None)

    def _grammar(self, span: Span) -> Iterator[float]:
        tokens = [token for token in self.letter.doc if span.start <= token.idx < span.end]
        first, last = (tokens[0].pos_, tokens[-1].pos_) if tokens else ("", "")
        yield float(first in _LINKS)
        yield from (float(last == kind) for kind in ("NOUN", "PROPN", "VERB"))
        yield float(bool(tokens) and tokens[-1].ent_type_ in _NAMES)


def _marked_as(term: TermCount, words: Sequence[WordCount]) -> Iterator[float]:
    """How often the term, and its words, were marked elsewhere, and how common the rarest of them is."""
    marked = min(term.marked, term.used) if term.used else term.marked
    rates = [(word.marked + 0.3) / (word.replies + 2) for word in words]
    complaints = min(word.complaints for word in words)
    yield float(term.marked > 0)
    yield math.log((marked + 0.3) / (term.used - marked + 1 if term.used >= marked else 1))
    yield math.log1p(term.used)
    yield math.log((term.fine + 0.3) / (term.used + 1))
    yield max(rates)
    yield sum(rates) / len(rates)
    yield math.log1p(min(word.replies for word in words))
    yield math.log1p(complaints)


def _looks(words: str) -> Iterator[float]:
    parts = words.split()
    yield float(len(parts) == 1)
    yield float(_CAPITALS.fullmatch(words) is not None)
    yield float(any(part.isupper() and len(part) > 1 for part in parts))
    yield float(sum(part[:1].isupper() for part in parts) >= 2)

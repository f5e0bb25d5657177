"""Terms of the reply that read as jargon, whether or not a list holds them, and how sure that is.

What may be jargon is proposed by the letter reader, by terms that readers of other letters marked, and by capitals.
How sure it is that a reader would stumble is weighed from how the letter reader takes it here, how often its words were
marked elsewhere, and whether complainants use them too.
"""

from __future__ import annotations

import json
import math
import re
from bisect import bisect_left
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
_WORD = re.compile(r"[^\W_](?:[^\W_]|['’&/-](?=[^\W_]))*")
_POSSESSIVE = re.compile(r"['’]s$")
_BETWEEN = re.compile(r"(?:['’]s)?\s+")  # what may stand between the words of one term
_CAPITALS = re.compile(r"[A-Z][A-Z&]{1,5}s?")
_READ_FROM = (0.3, 0.6)  # a run of words that the letter reader takes for jargon, each at least so surely
_TOLD = re.compile(r",? ?(?:which|who|where)\b")
_SAID_AGAIN = re.compile(r"[^.]{0,40},? (?:that is|meaning|in other words)\b")
_BRACKET_OR_COLON = re.compile(r" \(|:")
_LINKS = frozenset({"ADP", "DET", "VERB", "ADV", "SCONJ", "PRON"})
_ENDINGS = ("", "s")  # of a word that the complainant uses too


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
    """Finds what reads as jargon in a reply. `version` names the model."""

    def __init__(self, weigh: Linear, marks: Marks, version: str = "") -> None:
        self._weigh, self._marks = weigh, marks
        self.version = version

    @classmethod
    def load(cls, folder: Path) -> JargonFinder:
        """Read `jargon.json` from `folder`."""
        told = json.loads((folder / "jargon.json").read_text(encoding="utf-8"))
        terms = {term: TermCount(*counts) for term, counts in told["terms"].items()}
        words = {word: WordCount(*counts) for word, counts in told["words"].items()}
        return cls(Linear.of(told["weigh"]), Marks(terms, words), told["version"])

    def find(self, letter: Letter, reading: Reading, complaint: str | None) -> tuple[UnknownTerm, ...]:
        """What may be jargon, by place; some overlap. The complainant's own words are none."""
        return weighed(self._weigh, candidates(letter, reading, complaint or "", self._marks))


def weighed(weigh: Linear, found: Sequence[Candidate]) -> tuple[UnknownTerm, ...]:
    """The candidates with how sure it is that they are jargon."""
    if not found:
        return ()
    logits = weigh.logits(np.array([one.figures for one in found]))[:, 0]
    sureness = (1.0 / (1.0 + np.exp(-logits))).tolist()
    return tuple(UnknownTerm(one.span, sure) for one, sure in zip(found, sureness, strict=True))


def words_in(text: str) -> tuple[str, ...]:
    """The words of a text in small letters, without an ending that says whose something is."""
    return tuple(span.of(text).lower().replace("’", "'") for span in _words(text))


def term_of(text: str) -> str:
    """A term as it is counted: its words in small letters, one space between them."""
    return " ".join(words_in(text))


def _words(text: str, start: int = 0) -> Iterator[Span]:
    """The places of a text's words; `start` is where the text stands."""
    for found in _WORD.finditer(text):
        word = _POSSESSIVE.sub("", found.group())
        yield Span(start=start + found.start(), end=start + found.start() + len(word))


def candidates(letter: Letter, reading: Reading, complaint: str, marks: Marks) -> tuple[Candidate, ...]:
    """What may be jargon in a reply, by place: each term at its first use in running text, unless explained there."""
    scene = _Scene(letter, reading, complaint, marks)
    return tuple(Candidate(span, scene.figures(span)) for span in scene.first_uses())


@dataclass(frozen=True)
class _Scene:
    """A reply being read for jargon, beside its complaint."""

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
        """The complaint's words, one space between them and around."""
        return f" {term_of(self.complaint)} "

    @cached_property
    def own_words(self) -> frozenset[str]:
        return frozenset(self.own.split())

    @cached_property
    def token_starts(self) -> list[int]:
        return [token.idx for token in self.letter.doc]

    def first_uses(self) -> Iterator[Span]:
        seen: set[str] = set()
        for span in sorted(set(self._proposed()), key=lambda one: (one.start, one.end)):
            words = span.of(self.letter.text)
            term = term_of(words)
            if term in seen or self.letter.is_quoted(span) or any(f" {term}{end} " in self.own for end in _ENDINGS):
                continue
            seen.add(term)
            if not is_explained(self.page, span, short=words if words.isupper() else None):
                yield span

    def _proposed(self) -> Iterator[Span]:
        for sentence in self.letter.prose:
            words = list(_words(self.letter.words_of(sentence), sentence.span.start))
            yield from self._marked(words)
            for least in _READ_FROM:
                yield from self._read(words, least)
            yield from (word for word in words if _CAPITALS.fullmatch(word.of(self.letter.text)))

    def _marked(self, words: Sequence[Span]) -> Iterator[Span]:
        """The runs of words that someone marked elsewhere."""
        parts = [term_of(word.of(self.letter.text)) for word in words]
        for first in range(len(words)):
            for last in range(first, min(first + LONGEST, len(words))):
                if last > first and not self._joined(words[last - 1], words[last]):
                    break
                if self.marks.term(" ".join(parts[first : last + 1])).marked:
                    yield Span(start=words[first].start, end=words[last].end)

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
        return _BETWEEN.fullmatch(self.letter.text, before.end, after.start) is not None

    def figures(self, span: Span) -> Figures:
        text = self.letter.text
        words = words_in(span.of(text))
        return np.array(
            [
                _odds(float(self.jargon[span.start : span.end].mean())),
                *_marked_as(self.marks.term(" ".join(words)), [self.marks.word(word) for word in words]),
                *_looks(span.of(text)),
                sum(word in self.own_words for word in words) / len(words),
                *self._beside(span),
                *self._grammar(span),
            ],
            dtype=np.float64,
        )

    def _beside(self, span: Span) -> Iterator[float]:
        after = self.page.flat[span.end : span.end + 80]
        for cue in (_TOLD, _SAID_AGAIN, _BRACKET_OR_COLON):
            yield float(cue.match(after) is not None)

    def _grammar(self, span: Span) -> Iterator[float]:
        first, end = (bisect_left(self.token_starts, place) for place in (span.start, span.end))
        kinds = [token.pos_ for token in self.letter.doc[first:end]] or [""]
        yield float(kinds[0] in _LINKS)
        yield from (float(kinds[-1] == kind) for kind in ("NOUN", "PROPN", "VERB"))


def _odds(share: float) -> float:
    """Its logarithm, drawn in a little at the ends."""
    return math.log(share + 0.01) - math.log(1.01 - share)


def _marked_as(term: TermCount, words: Sequence[WordCount]) -> Iterator[float]:
    """How often the term, and its words, were marked elsewhere, and how common the rarest of them is."""
    rates = [(word.marked + 0.3) / (word.replies + 2) for word in words]
    complaints = min(word.complaints for word in words)
    yield float(term.marked > 0)
    yield math.log((term.marked + 0.3) / (max(0, term.used - term.marked) + 1))
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

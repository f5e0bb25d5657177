"""The complaint's concerns: those given, or those the reader finds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from reviewer.case import ConcernKind, GivenConcern, Span
from reviewer.encoder import Encoder
from reviewer.linear import Linear
from reviewer.reader import Reading
from reviewer.text import BlockKind, Letter, Sentence

_LEAST_WORDS = {ConcernKind.CONCERN: 5, ConcernKind.QUESTION: 5, ConcernKind.DESIRED_OUTCOME: 3}
_GAP_WORDS = 4  # runs of one kind with no more words between them are one concern
_POSSIBLE = 0.45
_FEW = 3  # so few candidates are unlike the letters that the chooser was fitted on: the reader's own word counts
_SURE = 0.7
_TOUCHING = 4  # code points between the end of one concern and the start of the next
_LIST_MARK = re.compile(r";\s+(?:and\s+)?|:\s+|[,;:]?\s*\([a-z]\)\s*")
_LIST_ITEM_WORDS = 2
_CLOSING_SIGNS = 2
_WHOLE_SENTENCE = 0.65  # a run that covers so much of its sentence stands for the sentence
_READ = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.HEADING})
_EDGE = " \t\r\n\u00a0,;:-–—"
_LEADING = re.compile(r"^(?:and|but|so|also|then|plus|or|because|cos|as well as)\b[\s,]+", re.IGNORECASE)
_TRAILING = re.compile(r"[\s,;]+(?:and|but|so|or|because|cos|also)$", re.IGNORECASE)


@dataclass(frozen=True)
class FoundConcern:
    """A concern before it is judged: its words, its place in the complaint if it has one, and how sure we are."""

    kind: ConcernKind
    text: str
    span: Span | None
    confidence: float


def given_concerns(given: Sequence[GivenConcern], complaint: str | None) -> tuple[FoundConcern, ...]:
    """The officer's own concerns, as they are; words that stand in the complaint also get their place."""
    return tuple(_given(one, complaint or "") for one in given)


def _given(one: GivenConcern, complaint: str) -> FoundConcern:
    if one.span is not None:
        return FoundConcern(one.kind, one.span.of(complaint), one.span, 1.0)
    words = one.text or ""
    start = complaint.find(words)
    span = Span(start=start, end=start + len(words)) if start >= 0 else None
    return FoundConcern(one.kind, words, span, 1.0)


class ConcernFinder:
    """Finds the concerns of a complaint: passages that the reader proposes, chosen by how they stand to each other."""

    def __init__(self, chooser: Linear, threshold: float, encoder: Encoder) -> None:
        self._chooser, self._threshold, self._encoder = chooser, threshold, encoder

    @classmethod
    def load(cls, folder: Path, encoder: Encoder) -> ConcernFinder:
        """Read `concerns.json` from `folder`."""
        told = json.loads((folder / "concerns.json").read_text(encoding="utf-8"))
        return cls(Linear.of(told["chooser"]), float(told["threshold"]), encoder)

    def find(self, letter: Letter, reading: Reading) -> tuple[FoundConcern, ...]:
        """The concerns by place; none overlap."""
        candidates = candidate_concerns(letter, reading)
        if len(candidates) <= _FEW:
            return tuple(one for one in candidates if one.confidence >= _SURE)
        logits = self._chooser.logits(choice_features(candidates, letter, reading, self._encoder))[:, 0]
        likely = 1.0 / (1.0 + np.exp(-logits))
        least = min(self._threshold, float(likely.max()))  # a long complaint is about something
        return tuple(
            replace(one, confidence=round(float(figure), 3))
            for one, figure in zip(candidates, likely, strict=True)
            if figure >= least
        )


def candidate_concerns(letter: Letter, reading: Reading) -> tuple[FoundConcern, ...]:
    """The passages that may be concerns, by place; none overlap."""
    found = [
        one
        for sentence in letter.sentences
        if sentence.kind in _READ
        for kind in ConcernKind
        for one in _in_sentence(kind, sentence, letter, reading)
    ]
    kept: list[FoundConcern] = []
    for one in sorted(found, key=lambda concern: (-concern.confidence, _start(concern))):
        if not any(_overlap(one, other) for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=_start))


def choice_features(
    candidates: Sequence[FoundConcern], letter: Letter, reading: Reading, encoder: Encoder
) -> NDArray[np.float64]:
    """Features (candidates, figures): what the reader says of each, its words, and how like the surer ones it is.

    A complaint says the same thing twice more often than not, and its second telling is no second concern.
    """
    vectors = encoder.encode([one.text for one in candidates]).astype(np.float64)
    close = vectors @ vectors.T
    return np.array(
        [
            [
                *_read_figures(one, letter, reading),
                *_word_figures(one),
                *_likeness(number, candidates, close[number]),
            ]
            for number, one in enumerate(candidates)
        ]
    )


def _read_figures(one: FoundConcern, letter: Letter, reading: Reading) -> list[float]:
    sentence = letter.sentence_at(_start(one))
    index = sentence.index if sentence else -1
    mine = [reading.probability(index, f"holds_{kind.value}") for kind in ConcernKind]
    beside = [reading.probability(index + step, f"holds_{one.kind.value}") for step in (-1, 1)]
    return [one.confidence, *mine, *beside]


def _word_figures(one: FoundConcern) -> list[float]:
    words = len(one.text.split())
    return [
        float(words),
        float(np.log(max(1, words))),
        *(float(one.kind is kind) for kind in ConcernKind),
        float(one.text.rstrip().endswith("?")),
        float(any(sign.isdigit() for sign in one.text)),
    ]


def _likeness(number: int, candidates: Sequence[FoundConcern], close: NDArray[np.float64]) -> list[float]:
    one = candidates[number]
    surer = [close[other] for other, rival in enumerate(candidates) if rival.confidence > one.confidence]
    touches = any(
        0 <= _start(one) - (rival.span.end if rival.span else 0) < _TOUCHING for rival in candidates if rival is not one
    )
    return [max(surer, default=0.0), float(np.mean(surer)) if surer else 0.0, float(touches)]


def _in_sentence(kind: ConcernKind, sentence: Sentence, letter: Letter, reading: Reading) -> Iterator[FoundConcern]:
    """The passages of a sentence that hold a concern of this kind, where its two readings together say so."""
    held = reading.probability(sentence.index, f"holds_{kind.value}")
    passages = [
        (tidy, figure)
        for run, figure in _joined(reading.runs(kind.value, sentence.span), letter)
        for span in _listed(run, letter, kind)
        if (tidy := _tidy(span, sentence, letter, _LEAST_WORDS[kind] if span == run else _LIST_ITEM_WORDS)) is not None
    ]
    for span, figure in passages:
        confidence = (held + figure) / 2
        if confidence >= _POSSIBLE:
            yield FoundConcern(kind, span.of(letter.text), span, confidence)
    if not passages and reading.has(sentence.index, f"holds_{kind.value}") and held >= _POSSIBLE:
        yield FoundConcern(kind, letter.words_of(sentence), sentence.span, held / 2)


def _joined(runs: Sequence[tuple[Span, float]], letter: Letter) -> list[tuple[Span, float]]:
    """Runs with a few words between them as one; runs that touch stay apart, as the reader saw a new one begin."""
    joined: list[tuple[Span, float]] = []
    for span, figure in runs:
        if joined and 1 <= len(letter.text[joined[-1][0].end : span.start].split()) <= _GAP_WORDS:
            before, other = joined.pop()
            span, figure = Span(start=before.start, end=span.end), max(figure, other)
        joined.append((span, figure))
    return joined


def _listed(run: Span, letter: Letter, kind: ConcernKind) -> list[Span]:
    """The items of a list of outcomes in one sentence ("(a) the £65 back; (b) an apology"); else the run itself."""
    if kind is not ConcernKind.DESIRED_OUTCOME:
        return [run]
    marks = [(found.start(), found.end()) for found in _LIST_MARK.finditer(letter.text, run.start, run.end)]
    edges = [run.start, *(edge for mark in marks for edge in mark), run.end]
    items = [Span(start=start, end=end) for start, end in zip(edges[::2], edges[1::2], strict=True) if end > start]
    long_enough = [item for item in items if len(item.of(letter.text).split()) >= _LIST_ITEM_WORDS]
    return long_enough if len(long_enough) > 1 else [run]


def _tidy(span: Span, sentence: Sentence, letter: Letter, least: int) -> Span | None:
    """The span without stray edges, grown to its sentence where it covers most of it; None where too little is left."""
    span = _grown(span, sentence)
    words = span.of(letter.text)
    start = span.start + len(words) - len(words.lstrip(_EDGE))
    if (lead := _LEADING.match(letter.text[start : span.end])) and start != sentence.span.start:
        start += lead.end()
    end = span.start + len(_TRAILING.sub("", words.rstrip(_EDGE)).rstrip(_EDGE))
    if end <= start or len(letter.text[start:end].split()) < min(least, len(sentence.words)):
        return None
    return Span(start=start, end=end)


def _grown(span: Span, sentence: Sentence) -> Span:
    """The whole sentence where the run covers most of it; else up to the closing stop if only that is missing."""
    covered = min(span.end, sentence.span.end) - max(span.start, sentence.span.start)
    if covered >= _WHOLE_SENTENCE * (sentence.span.end - sentence.span.start):
        return sentence.span
    if 0 < sentence.span.end - span.end <= _CLOSING_SIGNS:
        return Span(start=span.start, end=sentence.span.end)
    return span


def _overlap(one: FoundConcern, other: FoundConcern) -> bool:
    return one.span is not None and other.span is not None and one.span.overlaps(other.span)


def _start(concern: FoundConcern) -> int:
    return concern.span.start if concern.span else 0

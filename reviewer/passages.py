"""The passages of a complaint that may be a concern: its clauses, and neighbouring clauses together.

A sentence may hold one concern, three, or half of one, and many complaints have no full stops at all. So every run of
up to a few clauses is a passage, with what the letter reader says of its words, of its edges and of what is beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from reviewer.case import ConcernKind, Span
from reviewer.clauses import Figures, Tokens, WordFigures, clause_edges
from reviewer.passage_reading import PASSAGE_LABELS
from reviewer.reader import Reading
from reviewer.text import BlockKind, Letter, Sentence

KINDS = tuple(ConcernKind)
CONCERN_BLOCKS = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.HEADING})
_TELLING_WORDS, _TELLING_CLAUSES = 300, 30  # of a complaint and a sentence: that there are more says no more
_MOST_CLAUSES = 6
_LEAST_WORDS = 2
_POSSIBLE_SENTENCE, _POSSIBLE_WORD, _POSSIBLE_PASSAGE = 0.15, 0.4, 0.25
_HELD_SHARE = 0.3  # how much the sentence's reading weighs beside its words' when the kind is told
Edges = Sequence[tuple[int, int]]  # start and end of each clause of a sentence
_EDGE = " \t\r\n\u00a0,;:-–—("
_LEADING = re.compile(r"^(?:and|but|so|also|then|plus|or|because|cos|as well as)\b[\s,]+", re.IGNORECASE)
_TRAILING = re.compile(r"[\s,;]+(?:and|but|so|or|because|cos|also)$", re.IGNORECASE)
_BESIDE = 3  # tokens looked at on each side of a passage
_FIRST = 2  # tokens in which a concern may be seen to begin


@dataclass(frozen=True)
class Passage:
    """A place that may be a concern, and the figures that tell."""

    kind: ConcernKind
    span: Span
    figures: tuple[float, ...]


def passages(letter: Letter, reading: Reading) -> tuple[Passage, ...]:
    """Every passage that may be a concern, by place. They overlap: at most one of those that do is a concern."""
    words = WordFigures.of(reading, [kind.value for kind in KINDS])
    # Someone who writes two lines sets no scene: nearly all of it is what they complain of.
    length = float(np.log(1 + min(len(letter.text.split()), _TELLING_WORDS)))
    return tuple(
        passage
        for sentence in letter.sentences
        if sentence.kind in CONCERN_BLOCKS
        for passage in _in_sentence(sentence, letter, reading, words, length)
    )


def _in_sentence(
    sentence: Sentence, letter: Letter, reading: Reading, words: WordFigures, length: float
) -> Iterator[Passage]:
    mine = words.of_sentence(sentence)
    held = np.array([reading.probability(sentence.index, f"holds_{kind.value}") for kind in KINDS])
    if not len(mine) or (held.max() < _POSSIBLE_SENTENCE and words.any_label[mine].max() < _POSSIBLE_WORD):
        return
    edges = clause_edges(sentence, letter, words.begun(mine), words.turns(mine))
    parts = [words.between(mine, start, end) for start, end in edges]
    for first, last, span in clause_runs(edges, sentence, letter):
        inside = np.concatenate(parts[first : last + 1])
        if not len(inside):
            continue
        shares = words.inside[:, inside].mean(axis=1)
        kind = int((shares + _HELD_SHARE * held).argmax())
        if shares[kind] < _POSSIBLE_PASSAGE:
            continue
        clauses = [words.inside[kind, part].mean() for part in parts[first : last + 1] if len(part)]
        figures = (
            *(float(shares[kind]), float(min(clauses)), float(shares[kind] * held[kind]), float(held[kind])),
            *held.tolist(),
            *_edge_figures(kind, span, inside, mine, words),
            *_form_figures(kind, span.of(letter.text)),
            *(float(last - first + 1 == len(edges)), (last - first + 1) / 3, float(min(len(edges), _TELLING_CLAUSES))),
            float(words.any_label[inside].sum() / max(words.any_label[mine].sum(), 1e-6)),
            *(reading.probability(sentence.index + step, f"holds_{KINDS[kind].value}") for step in (-1, 1)),
            *_as_a_whole(words.between(mine, span.start, span.end), words, reading),
            length,
        )
        yield Passage(KINDS[kind], span, figures)


def _as_a_whole(inside: Tokens, words: WordFigures, reading: Reading) -> list[float]:
    """What the readers make of the passage as a whole; nothing where none looked at passages."""
    if not reading.passages or not len(inside):
        return [0.0] * len(PASSAGE_LABELS)
    first, last = words.pieces[inside[[0, -1]]].tolist()
    return np.mean([one.logits(first, last) for one in reading.passages], axis=0).tolist()  # type: ignore[no-any-return]


def clause_runs(edges: Edges, sentence: Sentence, letter: Letter) -> Iterator[tuple[int, int, Span]]:
    """First and last clause and the words of each run of a few clauses, and of the whole sentence; each words once."""
    seen: set[Span] = set()
    for first, last in _first_and_last(len(edges)):
        span = _tidy(edges[first][0], edges[last][1], sentence, letter)
        if span is not None and span not in seen:
            seen.add(span)
            yield first, last, span


def _first_and_last(clauses: int) -> Iterator[tuple[int, int]]:
    for first in range(clauses):
        for last in range(first, clauses):
            if last - first < _MOST_CLAUSES or last - first + 1 == clauses:
                yield first, last


def _edge_figures(kind: int, span: Span, inside: Tokens, mine: Tokens, words: WordFigures) -> list[float]:
    """Whether a concern begins with the passage, within it or behind it, and whether its neighbours belong to it."""
    starts = words.starts
    first = inside[starts[inside] >= span.start][:_FIRST]
    inner = np.sort(words.begins[inside[(starts[inside] > span.start + 1) & ~np.isin(inside, first)]])[::-1]
    before, behind = mine[starts[mine] < span.start][-_BESIDE:], mine[starts[mine] >= span.end][:_BESIDE]
    return [
        _highest(words.begins[first]),
        _highest(inner),
        float(inner[1]) if len(inner) > 1 else 0.0,
        float(words.inside[kind, before].mean()) if len(before) else 0.0,
        float(words.inside[kind, behind].mean()) if len(behind) else 0.0,
        _highest(words.begins[behind]),
        float(not len(before)),
        float(not len(behind)),
    ]


def _highest(figures: Figures) -> float:
    return float(figures.max(initial=0.0))


def _form_figures(kind: int, text: str) -> list[float]:
    count = len(text.split())
    return [
        count / 20,
        float(np.log(max(1, count))),
        *(float(number == kind) for number in range(len(KINDS))),
        float(text.endswith("?")),
        float(any(sign.isdigit() for sign in text)),
    ]


def _tidy(start: int, end: int, sentence: Sentence, letter: Letter) -> Span | None:
    """The span without stray edges and joining words; None where too little is left."""
    words = letter.text[start:end]
    begin = start + len(words) - len(words.lstrip(_EDGE))
    if (lead := _LEADING.match(letter.text[begin:end])) and begin != sentence.span.start:
        begin += lead.end()
    stop = start + len(_TRAILING.sub("", words.rstrip(_EDGE)).rstrip(_EDGE))
    if stop <= begin or len(letter.text[begin:stop].split()) < min(_LEAST_WORDS, len(sentence.words)):
        return None
    return Span(start=begin, end=stop)

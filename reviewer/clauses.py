"""Where a sentence may be cut into clauses, and what the letter reader says of the words in each."""

from __future__ import annotations

import re
from bisect import bisect, insort
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from reviewer.reader import Reading
from reviewer.text import Letter, Sentence, token_span

Figures = NDArray[np.float64]
Tokens = NDArray[np.int64]
BEGINS = 0.5
_MAY_BEGIN, _MAY_BE_INSIDE = 0.25, 0.4  # enough to look at the words on either side as passages of their own
_APART = 3  # words between such a place and the nearest other edge
_STOPS = frozenset({",", ";", ":", "–", "—", "-", "(", ")", "...", "…"})
_JOINING = frozenset(
    ["and", "but", "so", "or", "yet", "plus", "then", "because", "cos", "when", "while", "if", "although", "since"]
)
_LINE = re.compile(r"\n+")
# The reader sees parts of words and of numbers, and stops by themselves: no edge is within the one or before the other.
_NO_EDGE = re.compile(r"(?<=\w)[\w'’]|(?<=\w['’])\w|(?<=\d[.,:])\d|(?<=[£$€])\d|[.,;:?!)]")


@dataclass(frozen=True)
class WordFigures:
    """The reader's figures by token for some labels: inside each (labels, tokens), and where one of them begins."""

    pieces: Tokens  # which of the reading's each token is
    starts: Tokens
    sentences: Tokens
    inside: Figures
    any_label: Figures  # inside whichever of them is likeliest
    begins: Figures

    @classmethod
    def of(cls, reading: Reading, labels: Sequence[str]) -> WordFigures:
        """The figures for `labels`, each of which the reader also sees begin."""
        kept = [row for row, piece in enumerate(reading.pieces) if not piece.is_mark]
        columns = [reading.labels.token.index(label) for label in labels]
        begun = [reading.labels.token.index(f"begin_{label}") for label in labels]
        tokens = reading.tokens[kept].astype(np.float64)
        return cls(
            np.array(kept, dtype=np.int64),
            np.array([reading.pieces[row].start for row in kept], dtype=np.int64),
            np.array([reading.pieces[row].sentence for row in kept], dtype=np.int64),
            tokens[:, columns].T,
            tokens[:, columns].max(axis=1, initial=0.0),
            tokens[:, begun].max(axis=1, initial=0.0),
        )

    def of_sentence(self, sentence: Sentence) -> Tokens:
        """The numbers of the tokens in a sentence."""
        return np.flatnonzero(self.sentences == sentence.index)

    def begun(self, tokens: Tokens) -> list[int]:
        """The places in the letter where something begins, among these tokens."""
        places: list[int] = self.starts[tokens[self.begins[tokens] >= BEGINS]].tolist()
        return places

    def turns(self, tokens: Tokens) -> list[int]:
        """Where something may begin among these tokens, or where the words may go into or out of it."""
        inside = self.any_label[tokens] >= _MAY_BE_INSIDE
        turned = np.flatnonzero(inside[1:] != inside[:-1]) + 1
        rows = np.union1d(np.flatnonzero(self.begins[tokens] >= _MAY_BEGIN), turned)
        places: list[int] = self.starts[tokens[rows]].tolist()
        return places

    def between(self, tokens: Tokens, start: int, end: int) -> Tokens:
        """Those of the tokens that start from `start` up to `end` in the letter."""
        return tokens[(self.starts[tokens] >= start) & (self.starts[tokens] < end)]


def clause_edges(
    sentence: Sentence, letter: Letter, begun: Sequence[int], turns: Sequence[int] = ()
) -> list[tuple[int, int]]:
    """Start and end of each clause: cut at stops, joining words and lines, and at the places in `begun`.

    Also at those of the `turns` that are some words away from any other cut, as the reader's edges are not sharp.
    """
    tokens = [token for token in sentence.tokens if not token.is_space]
    cuts = {*begun, *(found.end() for found in _LINE.finditer(letter.text, sentence.span.start, sentence.span.end))}
    for number, token in enumerate(tokens):
        if token.lower_ in _JOINING:
            cuts.add(token_span(token).start)
        if token.text in _STOPS and number + 1 < len(tokens) and not tokens[number + 1].like_num:
            cuts.add(token_span(tokens[number + 1]).start)  # not before a number: "Flat 2, 31 Corder Street"
    ends = (sentence.span.start, sentence.span.end)
    edges = sorted({*ends, *(cut for cut in cuts if ends[0] < cut < ends[1] and not _NO_EDGE.match(letter.text, cut))})
    for turn in turns:
        at = bisect(edges, turn)
        beside = edges[max(0, at - 1) : at + 1]
        if not _NO_EDGE.match(letter.text, turn) and all(_are_apart(letter.text, turn, edge) for edge in beside):
            insort(edges, turn)
    return [(start, end) for start, end in pairwise(edges) if letter.text[start:end].strip()]


def _are_apart(text: str, place: int, other: int) -> bool:
    between = text[min(place, other) : max(place, other)]
    return len(between.split(None, _APART - 1)) >= _APART

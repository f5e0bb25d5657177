"""Readings made by hand: what the letter reader would say of each sentence, and of its words."""

import re
from collections.abc import Mapping, Sequence

import numpy as np

from reviewer.reader import Labels, Piece, Reading
from reviewer.text import Letter

_TOKEN = ("jargon", "owner", "timescale", "done_clause")
_BEGUN = ("concern", "question", "desired_outcome", "remedy_clause", "learning_clause", "follow_up_clause")


def reading_of(
    letter: Letter, said: Mapping[str, Sequence[str]], words: Mapping[str, Sequence[str]] | None = None
) -> Reading:
    """A reading in which each sentence that starts with a key bears its labels, and each of `words` the label's."""
    sentences = {
        one.index: {
            label: 1.0 for start, labels in said.items() if letter.words_of(one).startswith(start) for label in labels
        }
        for one in letter.sentences
    }
    names = tuple(sorted({label for labels in said.values() for label in labels}))
    token = (*_TOKEN, *_BEGUN, *(f"begin_{label}" for label in _BEGUN))
    pieces = tuple(_pieces(letter))
    tokens = np.zeros((len(pieces), len(token)), dtype=np.float32)
    for label, phrases in (words or {}).items():
        for phrase in phrases:
            start = letter.text.index(phrase)
            for row, piece in enumerate(pieces):
                if start <= piece.start < start + len(phrase):
                    tokens[row, token.index(label)] = 1.0
                    if piece.start == start and f"begin_{label}" in token:
                        tokens[row, token.index(f"begin_{label}")] = 1.0
    return Reading(Labels(names, token, {}), sentences, pieces, tokens)


def _pieces(letter: Letter) -> list[Piece]:
    """One for each word."""
    return [
        Piece(0, one.span.start + found.start(), one.span.start + found.end(), one.index, False)
        for one in letter.sentences
        for found in re.finditer(r"\S+", one.span.of(letter.text))
    ]

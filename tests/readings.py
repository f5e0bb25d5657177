"""Readings made by hand: what the letter reader would say of each sentence."""

from collections.abc import Mapping, Sequence

import numpy as np

from reviewer.reader import Labels, Reading
from reviewer.text import Letter


def reading_of(letter: Letter, said: Mapping[str, Sequence[str]]) -> Reading:
    """A reading in which each sentence that starts with a key bears its labels, and no word bears any."""
    sentences = {
        one.index: {
            label: 1.0 for start, labels in said.items() if letter.words_of(one).startswith(start) for label in labels
        }
        for one in letter.sentences
    }
    names = tuple(sorted({label for labels in said.values() for label in labels}))
    token = ("jargon", "owner", "timescale", "concern", "question", "desired_outcome")
    return Reading(Labels(names, token, {}), sentences, (), np.zeros((0, len(token)), dtype=np.float32))

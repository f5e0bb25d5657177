"""How likely a run of words is a concern just as it stands, by the letter reader's figures of its words and edges.

The reader gives each token figures for each place that it may have beside a passage: inside it, first, last, just
before, just behind. The mean of those inside and those of the edges are added up, and a small network makes logits of
the sums. So what a passage says as a whole counts, and not its tokens one by one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Figures = NDArray[np.float32]
PLACES = 5  # inside, first, last, just before, just behind
PASSAGE_LABELS = ("shares_half", "nearly_all")  # of what it and a concern cover together


@dataclass(frozen=True)
class PassageHead:
    """From sums to logits: weights of the passage's length (units) and of the units (labels, units), and biases."""

    by_length: Figures
    weights: Figures
    bias: Figures

    @classmethod
    def of(cls, told: Mapping[str, Sequence[float] | Sequence[Sequence[float]]]) -> PassageHead:
        """From the lists of a JSON file."""
        return cls(*(np.asarray(told[name], dtype=np.float32) for name in ("by_length", "weights", "bias")))


@dataclass(frozen=True)
class PassageReading:
    """The figures of a complaint's tokens, (pieces, places, units), and the head that reads passages from them."""

    tokens: Figures
    head: PassageHead

    def logits(self, first: int, last: int) -> Figures:
        """(labels,) for PASSAGE_LABELS, of the passage from piece `first` to piece `last`."""
        inside = self.tokens[first : last + 1]
        sums = inside[:, 0].mean(axis=0) + inside[0, 1] + inside[-1, 2] + self.tokens[first - 1, 3]
        if last + 1 < len(self.tokens):
            sums = sums + self.tokens[last + 1, 4]
        units = np.maximum(sums + self.head.by_length * np.float32(np.log(last - first + 1)), 0.0)
        logits: Figures = self.head.weights @ units + self.head.bias
        return logits

"""The complaint's concerns: those given, or those found among its passages."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from reviewer.case import ConcernKind, GivenConcern, Span
from reviewer.linear import Layered
from reviewer.occurrences import whole_words
from reviewer.passages import Passage, passages
from reviewer.reader import Reading
from reviewer.text import Letter

_LIKELY = 0.5  # of the threshold: a complaint is about something, so its likeliest passage may fall a little short
_SLIGHT = 1e-9  # so that a passage just as likely as it must be weighs something


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
    words = (one.text or "").strip()
    span = next(whole_words(words, complaint), None)
    return FoundConcern(one.kind, span.of(complaint) if span else one.text or "", span, 1.0)


class ConcernFinder:
    """Finds the concerns of a complaint: those of its passages that do not overlap and are together likeliest."""

    def __init__(self, chooser: Layered, threshold: float, version: str) -> None:
        self._chooser, self._threshold = chooser, threshold
        self.version = version

    @classmethod
    def load(cls, folder: Path) -> ConcernFinder:
        """Read `concerns.json` from `folder`."""
        told = json.loads((folder / "concerns.json").read_text(encoding="utf-8"))
        return cls(Layered.of(told["chooser"]), float(told["threshold"]), str(told["version"]))

    def find(self, letter: Letter, reading: Reading) -> tuple[FoundConcern, ...]:
        """The concerns by place; none overlap."""
        found = passages(letter, reading)
        if not found:
            return ()
        likely = probabilities(self._chooser, found)
        least = min(self._threshold, max(float(likely.max()), _LIKELY * self._threshold))
        return tuple(
            FoundConcern(
                found[row].kind, found[row].span.of(letter.text), found[row].span, round(float(likely[row]), 3)
            )
            for row in apart(found, likely, least)
        )


def probabilities(chooser: Layered, found: Sequence[Passage]) -> NDArray[np.float64]:
    """How likely each passage is a concern just as it stands."""
    likely: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-chooser.logits(np.array([one.figures for one in found]))[:, 0]))
    return likely


def apart(found: Sequence[Passage], likely: NDArray[np.float64], least: float) -> list[int]:
    """The rows of passages that do not overlap and are together likeliest, by place; none is less likely than `least`.

    Two likely clauses outweigh the sentence that holds both, and a sentence outweighs one likely clause of it. Each
    passage weighs what its likelihood is above `least` (weighted interval scheduling, by their ends).
    """
    rows = sorted(np.flatnonzero(likely >= least).tolist(), key=lambda row: (found[row].span.end, row))
    ends = [found[row].span.end for row in rows]
    best: list[tuple[float, tuple[int, ...]]] = [(0.0, ())]
    for number, row in enumerate(rows):
        weight, before = best[bisect_right(ends, found[row].span.start, 0, number)]
        taken = weight + float(likely[row]) - least + _SLIGHT
        best.append((taken, (*before, row)) if taken > best[-1][0] else best[-1])
    return list(best[-1][1])

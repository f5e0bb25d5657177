"""`python -m models.concerns.train` fits the chooser of concerns and writes models/weights/concerns.json.

It says which passages of a complaint are a concern just as they stand. It is fitted on the writers held out from the
readers, whose figures on letters that they have seen are too sure.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.neural_network import MLPClassifier
from sklearn.preprocessing import StandardScaler

from models.corpus.notation import WrittenCase
from models.corpus.parts import training_cases
from reviewer.case import Span
from reviewer.concerns import apart, probabilities
from reviewer.evaluation.matching import HALF, over_union, pair
from reviewer.linear import Layered, Linear
from reviewer.passages import Passage, passages
from reviewer.reader import ComplaintReader, LetterReader
from reviewer.text import LetterParser

WEIGHTS = Path(__file__).resolve().parents[1] / "weights"
FOLDS = 6
UNITS = 24
NEAR = 0.002
SEEDS = range(5)  # so many networks side by side, their logits averaged: one alone leans on chance
Figures = NDArray[np.float64]


@dataclass(frozen=True)
class Told:
    """A complaint's passages, which of them share half with a concern, and the places of its concerns."""

    found: tuple[Passage, ...]
    truth: NDArray[np.bool_]
    marked: tuple[Span, ...]


def told_of(cases: Iterable[WrittenCase]) -> Iterator[Told]:
    """Each case's passages with the truth."""
    parser, reader = LetterParser.load(), ComplaintReader.load(WEIGHTS, LetterReader.load(WEIGHTS))
    for case in cases:
        letter = parser.parse(case.complaint)
        found = passages(letter, reader.read(letter))
        marked = tuple(Span(start=one.start, end=one.end) for one in case.concerns)
        truth = [any(over_union(one, passage.span) >= HALF for one in marked) for passage in found]
        if found:
            yield Told(found, np.array(truth), marked)


def fit(items: Sequence[Told]) -> Layered:
    """Which passage is a concern."""
    rows = np.array([one.figures for item in items for one in item.found])
    truth = np.concatenate([item.truth for item in items])
    scaler = StandardScaler().fit(rows)
    scale = np.where(scaler.scale_ > 0, scaler.scale_, 1.0)
    networks = [
        MLPClassifier((UNITS,), alpha=2.0, max_iter=300, early_stopping=True, random_state=seed).fit(
            (rows - scaler.mean_) / scale, truth
        )
        for seed in SEEDS
    ]
    units = UNITS * len(networks)
    return Layered(
        Linear(
            scaler.mean_,
            scale,
            np.concatenate([one.coefs_[0].T for one in networks]),
            np.concatenate([one.intercepts_[0] for one in networks]),
        ),
        Linear(
            np.zeros(units),
            np.ones(units),
            np.concatenate([one.coefs_[1].T for one in networks], axis=1) / len(networks),
            np.mean([one.intercepts_[1] for one in networks], axis=0),
        ),
    )


def crossed(items: Sequence[Told]) -> list[Figures]:
    """For each complaint the probabilities of its passages, by a chooser that had not seen it."""
    made: list[Figures] = [np.zeros(0)] * len(items)
    for fold in range(FOLDS):
        chooser = fit([one for number, one in enumerate(items) if number % FOLDS != fold])
        for number in range(fold, len(items), FOLDS):
            made[number] = probabilities(chooser, items[number].found)
    return made


def figures(items: Sequence[Told], likely: Sequence[Figures], least: float) -> tuple[float, float, float]:
    """F1, precision and recall of the concerns chosen."""
    right = said = wanted = 0
    for one, each in zip(items, likely, strict=True):
        chosen = [one.found[row].span for row in apart(one.found, each, least)]
        right += len(list(pair(one.marked, chosen, over_union, HALF)))
        said, wanted = said + len(chosen), wanted + len(one.marked)
    return 2 * right / max(1, said + wanted), right / max(1, said), right / max(1, wanted)


def best_threshold(items: Sequence[Told], likely: Sequence[Figures]) -> float:
    """The middle of those with an F1 near the best: about its top the curve is flat, and where it peaks is chance."""
    scored = {at / 50: figures(items, likely, at / 50)[0] for at in range(10, 41)}
    near = [threshold for threshold, score in scored.items() if score >= max(scored.values()) - NEAR]
    return near[len(near) // 2]


def main() -> int:
    """Fit, choose the threshold, write."""
    items = list(told_of(training_cases(held_out=True)))
    likely = crossed(items)
    threshold = best_threshold(items, likely)
    score, precision, recall = figures(items, likely, threshold)
    print(f"{len(items)} complaints: F1 {score:.3f} (precision {precision:.3f}, recall {recall:.3f}) from {threshold}")
    chooser = fit(items)
    version = f"1 ({len(items)} complaints)"
    told = {
        "version": version,
        "threshold": threshold,
        "chooser": {"hidden": chooser.hidden.lists(), "out": chooser.out.lists()},
    }
    (WEIGHTS / "concerns.json").write_text(json.dumps(told) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""`python -m models.concerns.train` fits the chooser of concerns and writes models/weights/concerns.json.

It is fitted on the writers held out from the letter reader, whose figures on letters that it has seen are too sure.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from models.corpus.notation import WrittenCase
from models.corpus.parts import training_cases
from reviewer.case import Span
from reviewer.concerns import candidate_concerns, choice_features
from reviewer.encoder import Encoder
from reviewer.evaluation.matching import HALF, over_union, pair
from reviewer.linear import Linear
from reviewer.reader import LetterReader
from reviewer.review import Document
from reviewer.text import LetterParser

ROOT = Path(__file__).resolve().parents[1]
WEIGHTS = ROOT / "weights"
FOLDS = 6
Figures = NDArray[np.float64]


@dataclass(frozen=True)
class Chosen:
    """A complaint's candidates (features, truth) and how many concerns it has."""

    features: Figures
    truth: NDArray[np.bool_]
    concerns: int


def candidates_of(cases: Sequence[WrittenCase]) -> Iterator[Chosen]:
    """Each case's candidates; true are those that share half with an annotated concern."""
    parser, reader, encoder = LetterParser.load(), LetterReader.load(WEIGHTS), Encoder.load(WEIGHTS)
    for case in cases:
        letter = parser.parse(case.complaint)
        reading = reader.read(letter, Document.COMPLAINT)
        candidates = candidate_concerns(letter, reading)
        if not candidates:
            continue
        marked = [Span(start=one.start, end=one.end) for one in case.concerns]
        right = {found for _, found in pair(marked, [one.span for one in candidates], over_union, HALF)}
        truth = np.array([number in right for number in range(len(candidates))])
        yield Chosen(choice_features(candidates, letter, reading, encoder), truth, len(marked))


def fit(items: Sequence[Chosen]) -> Linear:
    """Which candidate is a concern."""
    rows = np.concatenate([one.features for one in items])
    scaler = StandardScaler().fit(rows)
    model = LogisticRegression(C=0.1, max_iter=2000).fit(
        scaler.transform(rows), np.concatenate([one.truth for one in items])
    )
    scale = np.where(scaler.scale_ > 0, scaler.scale_, 1.0)
    return Linear(scaler.mean_, scale, model.coef_, model.intercept_)


def crossed(items: Sequence[Chosen]) -> list[Figures]:
    """For each complaint the probabilities of its candidates, by a chooser that had not seen it."""
    made: list[Figures] = [np.zeros(0)] * len(items)
    for fold in range(FOLDS):
        model = fit([one for number, one in enumerate(items) if number % FOLDS != fold])
        for number in range(fold, len(items), FOLDS):
            made[number] = 1.0 / (1.0 + np.exp(-model.logits(items[number].features)[:, 0]))
    return made


def f1(items: Sequence[Chosen], figures: Sequence[Figures], threshold: float) -> float:
    """F1 of the concerns chosen."""
    right = sum(int((one.truth & (figure >= threshold)).sum()) for one, figure in zip(items, figures, strict=True))
    said = sum(int((figure >= threshold).sum()) for figure in figures)
    return 2 * right / (said + sum(one.concerns for one in items))


def main() -> int:
    """Fit, choose the threshold, write."""
    items = list(candidates_of(list(training_cases(held_out=True))))
    figures = crossed(items)
    best, threshold = max((f1(items, figures, at / 50), at / 50) for at in range(10, 41))
    print(f"{len(items)} complaints: F1 {best:.3f} from {threshold:.2f}; all candidates {f1(items, figures, 0.0):.3f}")
    model = fit(items)
    chooser = {name: np.round(getattr(model, name), 6).tolist() for name in ("mean", "scale", "weights", "bias")}
    told = {"threshold": threshold, "chooser": chooser}
    (WEIGHTS / "concerns.json").write_text(json.dumps(told) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

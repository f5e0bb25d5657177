"""Does the reply answer each concern, and where: status, evidence, confidence.

Closeness of subject only proposes passages: a sentence that repeats a concern is closer to it than its answer. What
a sentence does (finds, gives a reason, restates) comes from the letter reader, and a trained model weighs both.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from reviewer.answer_features import PairFeatures, status_features
from reviewer.case import ConcernKind
from reviewer.concerns import FoundConcern
from reviewer.reader import Reading
from reviewer.review import Concern, Outcome, Quotation, Status
from reviewer.text import Letter

Figures = NDArray[np.float64]
STATUSES = (Status.ANSWERED, Status.PARTLY_ANSWERED, Status.NOT_ANSWERED)
_DECISIONS = (Outcome.UPHELD, Outcome.PARTLY_UPHELD, Outcome.NOT_UPHELD, Outcome.NO_FINDING)
_MOST_EVIDENCE = 4


@dataclass(frozen=True)
class Linear:
    """A linear model over standardised features: weights (classes, features), bias (classes)."""

    mean: Figures
    scale: Figures
    weights: Figures
    bias: Figures

    @classmethod
    def of(cls, told: dict[str, list[float]]) -> Linear:
        """From the lists of a JSON file."""
        return cls(*(np.asarray(told[name], dtype=np.float64) for name in ("mean", "scale", "weights", "bias")))

    def logits(self, features: Figures) -> Figures:
        """(rows, features) to (rows, classes)."""
        logits: Figures = ((features - self.mean) / self.scale) @ self.weights.T + self.bias
        return logits


@dataclass(frozen=True)
class AnswerWeights:
    """The trained weights: which sentence is evidence, what status follows, and when it is too close to call."""

    evidence: Linear
    status: Linear
    evidence_threshold: float
    not_answered_from: float
    unsure_below: float
    version: str


def load_answer_weights(folder: Path) -> AnswerWeights:
    """Read `answers.json` from `folder`."""
    told = json.loads((folder / "answers.json").read_text(encoding="utf-8"))
    return AnswerWeights(
        Linear.of(told["evidence"]),
        Linear.of(told["status"]),
        float(told["evidence_threshold"]),
        float(told["not_answered_from"]),
        float(told["unsure_below"]),
        str(told["version"]),
    )


class Answers:
    """Judges concerns against a reply."""

    def __init__(self, weights: AnswerWeights) -> None:
        self._weights = weights

    def judge(self, features: PairFeatures, reply: Letter, reading: Reading) -> tuple[Concern, ...]:
        """One Concern for each that the features were made of, in the same order, numbered C1, C2, …"""
        return tuple(
            self._judged(f"C{row + 1}", found, row, features, reply, reading)
            for row, found in enumerate(features.concerns)
        )

    def _judged(
        self, number: str, found: FoundConcern, row: int, features: PairFeatures, reply: Letter, reading: Reading
    ) -> Concern:
        scores = evidence_scores(self._weights.evidence, features.pairs[row])
        figures = softmax(self._weights.status.logits(status_features(features, row, scores)[None, :])[0])
        status = self._status(figures)
        evidence = () if status is Status.NOT_ANSWERED else self._evidence(scores, features, reply)
        if not evidence:
            status = Status.NOT_ANSWERED
        confidence = float(figures[STATUSES.index(status)])
        return Concern(
            id=number,
            kind=found.kind,
            text=found.text,
            span=found.span,
            status=status,
            confidence=round(confidence, 3),
            unsure=confidence < self._weights.unsure_below,
            decision=_decision(found.kind, evidence, reply, reading),
            evidence=evidence,
        )

    def _status(self, figures: Figures) -> Status:
        """Not answered from its own threshold on, as a gap that is missed costs more than a look; else the likelier."""
        if figures[STATUSES.index(Status.NOT_ANSWERED)] >= self._weights.not_answered_from:
            return Status.NOT_ANSWERED
        return max(STATUSES[:2], key=lambda status: figures[STATUSES.index(status)])

    def _evidence(self, scores: Figures, features: PairFeatures, reply: Letter) -> tuple[Quotation, ...]:
        order = sorted(range(len(scores)), key=lambda column: (-scores[column], column))
        kept = [column for column in order if scores[column] >= self._weights.evidence_threshold] or order[:1]
        return tuple(_quotation(reply, features.sentences[column]) for column in kept[:_MOST_EVIDENCE])


def evidence_scores(model: Linear, pairs: Figures) -> Figures:
    """The probability that each sentence of the reply is evidence, from its pair features (sentences, features)."""
    if not len(pairs):
        return np.zeros(0)
    scores: Figures = 1.0 / (1.0 + np.exp(-model.logits(pairs)[:, 0]))
    return scores


def softmax(logits: Figures) -> Figures:
    """Logits to probabilities."""
    raised = np.exp(logits - logits.max())
    figures: Figures = raised / raised.sum()
    return figures


def _quotation(reply: Letter, index: int) -> Quotation:
    span = reply.sentences[index].span
    return Quotation(start=span.start, end=span.end, text=span.of(reply.text))


def _decision(kind: ConcernKind, evidence: Sequence[Quotation], reply: Letter, reading: Reading) -> Outcome | None:
    """The decision that the evidence gives for this concern, if the reader sees one; outcomes wanted carry none."""
    if kind is ConcernKind.DESIRED_OUTCOME:
        return None
    best, outcome = 0.5, None
    for quotation in evidence:
        sentence = reply.sentence_at(quotation.start)
        for decision in _DECISIONS:
            figure = reading.probability(sentence.index, f"concern_{decision.value}") if sentence else 0.0
            if figure >= best:
                best, outcome = figure, decision
    return outcome

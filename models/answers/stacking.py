"""What the answer reader says and what the features say, weighed together on letters that neither has seen."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import balanced_accuracy_score, f1_score, roc_auc_score

from models.answers.dataset import Judged
from models.answers.linear import fit, ranks_of
from reviewer.answer_features import evidence_features, overview_features, proposed, status_features
from reviewer.answer_reader import AnswerReader, AnswerReading
from reviewer.answers import STATUSES, Thresholds, evidence_scores, softmax
from reviewer.linear import Linear

Figures = NDArray[np.float64]
NOT = 2
EVIDENCE_FROM, SURE_FROM = 0.35, 0.5


@dataclass(frozen=True)
class Row:
    """One concern: features of each sentence as evidence with its truth, and what else the status rests on."""

    group: str
    evidence_rows: Figures  # (sentences, 3)
    evidence: Figures  # (sentences)
    overview: Figures  # logits of the statuses
    reading: AnswerReading
    kind: object
    status: int


def stack_rows(items: Sequence[Judged], rank: Linear, overview: Linear, reader: AnswerReader) -> list[Row]:
    """Every concern of the cases as the stack sees it."""
    made = []
    for one in items:
        for row, ranks in enumerate(ranks_of(one, rank)):
            columns = proposed(ranks)
            reading = reader.read(one.asked[row], [one.words[column] for column in columns])
            logits = overview.logits(overview_features(one.features, row, ranks)[None, :])[0]
            made.append(
                Row(
                    one.case,
                    evidence_features(ranks, columns, reading),
                    one.evidence[row],
                    logits,
                    reading,
                    one.features.concerns[row].kind,
                    one.statuses[row],
                )
            )
    return made


def fit_evidence(rows: Sequence[Row]) -> Linear:
    """Which sentence is evidence, of concerns that have some."""
    kept = [one for one in rows if one.evidence.any()]
    return fit(np.concatenate([one.evidence_rows for one in kept]), np.concatenate([one.evidence for one in kept]), 1.0)


def status_rows(rows: Sequence[Row], evidence: Linear) -> Figures:
    """The status features of each concern."""
    return np.array(
        [
            status_features(one.overview, evidence_scores(evidence, one.evidence_rows), one.reading, one.kind)  # type: ignore[arg-type]
            for one in rows
        ]
    )


def fit_status(rows: Sequence[Row], evidence: Linear) -> Linear:
    """Which status follows."""
    return fit(status_rows(rows, evidence), [one.status for one in rows], 0.05)


def crossed(rows: Sequence[Row], seed: int = 0, folds: int = 6) -> tuple[Figures, list[int]]:
    """Probabilities of the statuses (concerns, 3) with their truths, on stacks that had not seen the case.

    `seed` divides the cases into other folds.
    """
    groups = sorted({one.group for one in rows})
    groups = random.Random(seed).sample(groups, len(groups))
    figures, truths = [], []
    for fold in range(folds):
        out = set(groups[fold::folds])
        seen, unseen = [one for one in rows if one.group not in out], [one for one in rows if one.group in out]
        evidence = fit_evidence(seen)
        status = fit_status(seen, evidence)
        figures += [softmax(logits) for logits in status.logits(status_rows(unseen, evidence))]
        truths += [one.status for one in unseen]
    return np.array(figures), truths


def best_thresholds(drawn: Sequence[tuple[Figures, Sequence[int]]]) -> Thresholds:
    """Those with the best balanced accuracy (unanswered against the rest) and macro F1 (the three), taken together.

    `drawn` are probabilities with their truths; the best on their average depends less on how cases fall into folds.
    """
    choices = [
        Thresholds(evidence=EVIDENCE_FROM, not_answered=low / 40, partly=part / 40, sure=SURE_FROM)
        for low in range(8, 25)
        for part in range(12, 21)
    ]
    return max(choices, key=lambda one: sum(sum(measured(said(figures, one), truths)) for figures, truths in drawn))


def said(figures: Figures, thresholds: Thresholds) -> list[int]:
    """The number of the status that each row of probabilities leads to."""
    return [STATUSES.index(thresholds.status(row)) for row in figures]


def measured(statuses: Sequence[int], truths: Sequence[int]) -> tuple[float, float]:
    """Balanced accuracy of unanswered against the rest, and macro F1 of the three."""
    truth, told = np.array(truths), np.array(statuses)
    return (
        float(balanced_accuracy_score(truth == NOT, told == NOT)),
        float(f1_score(truth, told, average="macro", labels=[0, 1, 2], zero_division=0.0)),
    )


def told(figures: Figures, truths: Sequence[int], thresholds: Thresholds) -> str:
    """The figures of statuses in one line."""
    balanced, macro = measured(said(figures, thresholds), truths)
    auc = roc_auc_score(np.array(truths) == NOT, figures[:, NOT])
    return f"{len(truths)} concerns: balanced accuracy {balanced:.3f}, macro F1 {macro:.3f}, AUC {auc:.3f}"


def hit_at_one(rows: Sequence[Row], evidence: Linear) -> float:
    """How often the sentence ranked first is evidence, over concerns that have some."""
    kept = [one for one in rows if one.evidence.any()]
    return float(np.mean([one.evidence[evidence_scores(evidence, one.evidence_rows).argmax()] for one in kept]))

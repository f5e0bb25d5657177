"""What the answer reader says and what the features say, weighed together on letters that neither has seen."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import balanced_accuracy_score, f1_score, roc_auc_score

from models.answers.dataset import NOT, Judged, without_answer
from models.linear import fit
from reviewer.answer_features import evidence_features, overview_features, proposed, status_features
from reviewer.answer_reader import AnswerReader, AnswerReading
from reviewer.answers import STATUSES, Thresholds, evidence_scores, softmax
from reviewer.linear import Linear

Figures = NDArray[np.float64]
CUT_WEIGHT = 0.3  # of a concern without its answer, beside one in a whole letter
EVIDENCE_FROM, SURE_FROM = 0.35, 0.6
AS_GOOD = 0.01  # sums of thresholds that differ by less are alike: other letters would turn them round
CLEAR, DOUBT = 0.9, 4.0  # among the best on the letters held out for unanswered concerns end to end


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
    return [_row(one, row, rank, overview, reader) for one in items for row in range(len(one.statuses))]


def cut_rows(items: Sequence[Judged], rank: Linear, overview: Linear, reader: AnswerReader) -> dict[int, Row]:
    """Every concern that has an answer, beside its letter without it, by the concern's place in `stack_rows`."""
    concerns = [(one, row) for one in items for row in range(len(one.statuses))]
    return {
        number: replace(_row(cut, row, rank, overview, reader), status=NOT)
        for number, (one, row) in enumerate(concerns)
        if one.evidence[row].any() and (cut := without_answer(one, row))
    }


def _row(one: Judged, row: int, rank: Linear, overview: Linear, reader: AnswerReader) -> Row:
    ranks = evidence_scores(rank, one.features.pairs[row])
    columns = proposed(ranks)
    reading = reader.read(one.asked[row], [one.words[column] for column in columns])
    return Row(
        one.case,
        evidence_features(ranks, columns, reading),
        one.evidence[row],
        overview.logits(overview_features(one.features, row, ranks)[None, :])[0],
        reading,
        one.features.concerns[row].kind,
        one.statuses[row],
    )


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


def fit_status(rows: Sequence[Row], cuts: Sequence[Row], evidence: Linear) -> Linear:
    """Which status follows: from whole letters, and from letters without the answer, which must not seem answered."""
    told = [*rows, *cuts]
    weights = [1.0] * len(rows) + [CUT_WEIGHT] * len(cuts)
    return fit(status_rows(told, evidence), [one.status for one in told], 0.05, weights)


@dataclass(frozen=True)
class Verdicts:
    """Probabilities of the statuses (concerns, 3) with their truths; `cut` are those without the answer, by concern.

    `first` tells of each concern with evidence, by concern, whether the sentence ranked first is some of it.
    """

    figures: Figures
    truths: tuple[int, ...]
    cut: Mapping[int, Figures] = field(default_factory=dict)
    first: Mapping[int, bool] = field(default_factory=dict)


def crossed(rows: Sequence[Row], cuts: Mapping[int, Row], seed: int = 0, folds: int = 6) -> Verdicts:
    """What stacks that had not seen the case say of it; `seed` divides the cases into other folds."""
    groups = sorted({one.group for one in rows})
    groups = random.Random(seed).sample(groups, len(groups))
    figures, cut, first = np.zeros((len(rows), len(STATUSES))), {}, {}
    for fold in range(folds):
        out = set(groups[fold::folds])
        seen = [one for one in rows if one.group not in out]
        evidence = fit_evidence(seen)
        status = fit_status(seen, [one for one in cuts.values() if one.group not in out], evidence)
        for number, row in enumerate(rows):
            if row.group not in out:
                continue
            figures[number] = _statuses(row, status, evidence)
            if number in cuts:
                cut[number] = _statuses(cuts[number], status, evidence)
            if row.evidence.any():
                first[number] = bool(row.evidence[evidence_scores(evidence, row.evidence_rows).argmax()])
    return Verdicts(figures, tuple(one.status for one in rows), cut, first)


def _statuses(row: Row, status: Linear, evidence: Linear) -> Figures:
    return softmax(status.logits(status_rows([row], evidence))[0])


def best_thresholds(divided: Sequence[Verdicts]) -> Thresholds:
    """Those with the best sum of what is `measured`, on the average of several divisions of the cases into folds.

    The deletion test counts by half: no officer sends a letter with the answer cut out, and what it gains there is
    evidence that is no longer shown. Of thresholds as good as the best, it decides.
    """
    choices = [
        Thresholds(EVIDENCE_FROM, low / 40, part / 40, SURE_FROM, CLEAR, DOUBT)
        for low in range(8, 29)
        for part in range(12, 25)
    ]
    found = [(one, _on_average([measured(told, one) for told in divided])) for one in choices]
    least = max(_worth(made) for _, made in found) - AS_GOOD
    return max(((one, made) for one, made in found if _worth(made) >= least), key=lambda one: one[1].deletion)[0]


def said(figures: Figures, thresholds: Thresholds) -> list[int]:
    """The number of the status that each row of probabilities leads to."""
    return [STATUSES.index(thresholds.status(row)) for row in figures]


class Measured(NamedTuple):
    """What the verdicts are worth; 0 for what cannot be told.

    Balanced accuracy of unanswered against the rest; macro F1 of the three; the share of concerns with an answer that
    are kept in the whole letter and caught without it; and of those whose evidence is shown with the right one first.
    """

    balanced: float
    macro: float
    deletion: float
    first: float


def _worth(made: Measured) -> float:
    return made.balanced + made.macro + made.deletion / 2 + made.first


def _on_average(made: Sequence[Measured]) -> Measured:
    return Measured(*np.mean(made, axis=0).tolist())


def measured(told: Verdicts, thresholds: Thresholds) -> Measured:
    """The figures of the verdicts that these thresholds lead to."""
    truth, statuses = np.array(told.truths), np.array(said(told.figures, thresholds))
    passed = [
        statuses[number] != NOT and figures[NOT] >= thresholds.not_answered for number, figures in told.cut.items()
    ]
    shown = [statuses[number] != NOT and is_right for number, is_right in told.first.items()]
    return Measured(
        float(balanced_accuracy_score(truth == NOT, statuses == NOT)),
        float(f1_score(truth, statuses, average="macro", labels=[0, 1, 2], zero_division=0.0)),
        float(np.mean(passed)) if passed else 0.0,
        float(np.mean(shown)) if shown else 0.0,
    )


def in_a_line(told: Verdicts, thresholds: Thresholds) -> str:
    """The figures of statuses."""
    made = measured(told, thresholds)
    auc = roc_auc_score(np.array(told.truths) == NOT, told.figures[:, NOT])
    figures = f"balanced accuracy {made.balanced:.3f}, macro F1 {made.macro:.3f}, AUC {auc:.3f}"
    more = f", deletion test {made.deletion:.3f}, right evidence shown first {made.first:.3f}" if told.cut else ""
    return f"{len(told.truths)} concerns: {figures}{more}"


def hit_at_one(rows: Sequence[Row], evidence: Linear) -> float:
    """How often the sentence ranked first is evidence, over concerns that have some."""
    kept = [one for one in rows if one.evidence.any()]
    return float(np.mean([one.evidence[evidence_scores(evidence, one.evidence_rows).argmax()] for one in kept]))

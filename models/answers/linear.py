"""The linear models around the answer reader: which sentences it reads, and what follows from all that is known."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from models.answers.dataset import Judged
from models.linear import fit
from reviewer.answer_features import overview_features
from reviewer.answers import evidence_scores
from reviewer.linear import Linear

Figures = NDArray[np.float64]


def fit_rank(items: Sequence[Judged]) -> Linear:
    """Which sentence is evidence, from features alone."""
    rows = np.concatenate([one.features.pairs.reshape(-1, one.features.pairs.shape[-1]) for one in items])
    return fit(rows, np.concatenate([one.evidence.reshape(-1) for one in items]), 0.3)


def ranks_of(one: Judged, rank: Linear) -> list[Figures]:
    """The rank of each sentence for each concern of the case."""
    return [evidence_scores(rank, pairs) for pairs in one.features.pairs]


def overview_rows(items: Sequence[Judged], rank: Linear) -> tuple[Figures, list[int]]:
    """Overview features and statuses of all concerns of the cases."""
    rows, truths = [], []
    for one in items:
        for row, ranks in enumerate(ranks_of(one, rank)):
            rows.append(overview_features(one.features, row, ranks))
            truths.append(one.statuses[row])
    return np.array(rows), truths


def fit_overview(items: Sequence[Judged]) -> Linear:
    """Which status follows, on ranks by a model that had not seen the writer."""
    crossed = [
        overview_rows(
            [one for one in items if one.writer == writer],
            fit_rank([one for one in items if one.writer != writer]),
        )
        for writer in sorted({one.writer for one in items})
    ]
    return fit(np.concatenate([rows for rows, _ in crossed]), [truth for _, truths in crossed for truth in truths], 0.1)

"""Which sentences of the reply are read closely, and the figures that the stack looks at."""

from __future__ import annotations

import numpy as np
import pytest

from reviewer.answer_features import PROPOSED, UNREAD, evidence_features, logit, nearest_others, proposed
from reviewer.answer_reader import AnswerReading


@pytest.mark.parametrize(
    ("ranks", "read"),
    [
        ([], ()),
        ([0.3], (0,)),
        ([0.1, 0.9, 0.2], (0, 1, 2)),
        ([0.0] * 10 + [0.9] + [0.0] * 4 + [0.8] + [0.0] * 4, (0, 1, 2, 3, 4, 9, 10, 11, 14, 15, 16)),
    ],
)
def test_the_best_sentences_are_proposed_with_those_beside_the_very_best(
    ranks: list[float], read: tuple[int, ...]
) -> None:
    assert proposed(np.array(ranks)) == read
    assert len(read) <= PROPOSED + 4


def test_a_sentence_that_was_not_read_closely_has_only_its_rank() -> None:
    reading = AnswerReading(
        {"answers": np.array([0.5], dtype=np.float32), "half_answers": np.array([0.5], dtype=np.float32)},
        np.zeros(3, dtype=np.float32),
    )
    figures = evidence_features(np.array([0.5, 0.9]), (1,), reading)
    assert figures[0].tolist() == [UNREAD, UNREAD, 0.0]
    assert figures[1, :2].tolist() == [0.0, 0.0]


def test_log_odds_stay_finite() -> None:
    assert np.isfinite(logit(np.array([0.0, 1.0]))).all()


@pytest.mark.parametrize(
    ("meanings", "rivals"),
    [
        ([[1.0, 0.0]], ((),)),
        ([[1.0, 0.0], [0.0, 1.0]], ((1,), (0,))),
        ([[1.0, 0.0], [0.0, 1.0], [0.6, 0.8], [0.8, 0.6]], ((3, 2), (2, 3), (3, 1), (2, 0))),
    ],
)
def test_the_rivals_of_a_concern_are_the_others_nearest_in_meaning(
    meanings: list[list[float]], rivals: tuple[tuple[int, ...], ...]
) -> None:
    assert nearest_others(np.array(meanings)) == rivals

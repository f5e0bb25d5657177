import numpy as np
import pytest

from reviewer.evaluation import statistics
from reviewer.evaluation.statistics import Statistic


@pytest.mark.parametrize(
    ("statistic", "counts", "expected"),
    [
        (statistics.precision, [3, 4, 3, 6], 0.75),
        (statistics.recall, [3, 4, 3, 6], 0.5),
        (statistics.f1, [3, 4, 3, 6], 0.6),
        (statistics.f1, [0, 4, 0, 6], 0.0),
        (statistics.f1, [0, 0, 0, 6], 0.0),
        (statistics.f1, [0, 0, 0, 0], None),
        (statistics.precision, [0, 0, 0, 6], None),
        (statistics.share, [1, 4], 0.25),
        (statistics.share, [0, 0], None),
        (statistics.balanced_accuracy, [3, 1, 4, 4], (0.75 + 0.5) / 2),
        (statistics.balanced_accuracy, [0, 0, 4, 4], None),
        # rows marked, columns given: 5 of 8 on the diagonal
        (statistics.exact, [3, 1, 0, 1, 1, 0, 0, 1, 1], 5 / 8),
        # F1: 2*3/(4+4), 2*1/(2+3), 2*1/(2+1)
        (statistics.macro_f1, [3, 1, 0, 1, 1, 0, 0, 1, 1], (0.75 + 0.4 + 2 / 3) / 3),
        # a class that never occurs is left out
        (statistics.macro_f1, [3, 1, 0, 1, 1, 0, 0, 0, 0], (0.75 + 0.5) / 2),
    ],
)
def test_figures(statistic: Statistic, counts: list[float], expected: float | None) -> None:
    value = float(statistic(np.array(counts, dtype=float)))
    assert np.isnan(value) if expected is None else value == pytest.approx(expected)


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([(0, 0), (1, 1), (2, 2), (3, 3)], 1.0),
        ([(0, 3), (3, 0)], -1.0),
        # weighted disagreement (1 + 1) / 9; by chance, rows {0,1,2} once each against columns {1,2,2}:
        # (1+4+4 + 0+1+1 + 1+0+0) / 3 / 9 = 4 / 9
        ([(0, 1), (1, 2), (2, 2)], 1 - 2 / 4),
        ([(2, 2), (2, 2)], None),
        ([], None),
    ],
)
def test_weighted_kappa(pairs: list[tuple[int, int]], expected: float | None) -> None:
    matrix = np.zeros((4, 4))
    for row, column in pairs:
        matrix[row, column] += 1
    value = float(statistics.weighted_kappa(matrix.ravel()))
    assert np.isnan(value) if expected is None else value == pytest.approx(expected)


def test_figures_take_many_drawings_at_once() -> None:
    counts = np.array([[3, 4, 3, 6], [0, 0, 0, 0], [1, 1, 1, 1]], dtype=float)
    assert statistics.f1(counts)[[0, 2]] == pytest.approx([0.6, 1.0])
    matrices = np.stack([np.eye(4).ravel(), np.eye(4)[::-1].ravel()])
    assert statistics.weighted_kappa(matrices) == pytest.approx([1.0, -1.0])
    assert statistics.exact(matrices) == pytest.approx([1.0, 0.0])


def test_drawings_are_the_same_every_time() -> None:
    drawn = statistics.draws(5, number=10)
    assert drawn.shape == (10, 5)
    assert (drawn.sum(1) == 5).all()
    assert (drawn == statistics.draws(5, number=10)).all()


def test_interval_holds_the_figure_and_closes_when_cases_agree() -> None:
    varied = np.array([[1, 1]] * 6 + [[0, 1]] * 4, dtype=float)
    low, high = statistics.interval(varied, statistics.share, statistics.draws(10))
    assert 0.2 <= low < 0.6 < high <= 1.0
    alike = np.array([[1, 2]] * 10, dtype=float)
    assert statistics.interval(alike, statistics.share, statistics.draws(10)) == (0.5, 0.5)


def test_interval_of_nothing_is_not_a_number() -> None:
    low, high = statistics.interval(np.zeros((3, 2)), statistics.share, statistics.draws(3))
    assert np.isnan(low)
    assert np.isnan(high)

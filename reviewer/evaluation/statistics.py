"""Figures from counts: every one is a function of counts summed over cases, so that cases can be drawn again.

Counts are arrays of shape (…, k); a figure has shape (…). Undefined figures (nothing to divide by) are NaN.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.float64]
Statistic = Callable[[Counts], Counts]
DRAWS = 2_000
SEED = 20_260_101
SCORES = 4  # 0, 1, 2, 3


def ratio(top: Counts, bottom: Counts) -> Counts:
    """`top` over `bottom`, NaN where `bottom` is 0."""
    quotient: Counts = np.divide(top, bottom, out=np.full(np.shape(top), np.nan), where=np.asarray(bottom) != 0)
    return quotient


def precision(counts: Counts) -> Counts:
    """Counts (found and right, found, marked and found, marked): how much of what was found is right."""
    return ratio(counts[..., 0], counts[..., 1])


def recall(counts: Counts) -> Counts:
    """Counts as for `precision`: how much of what a person marked was found."""
    return ratio(counts[..., 2], counts[..., 3])


def f1(counts: Counts) -> Counts:
    """Harmonic mean of precision and recall; 0 where both are 0 or one has nothing to divide by."""
    first, second = np.nan_to_num(precision(counts)), np.nan_to_num(recall(counts))
    nothing = (counts[..., 1] == 0) & (counts[..., 3] == 0)
    mean = np.nan_to_num(ratio(2 * first * second, first + second))
    return np.where(nothing, np.nan, mean)


def share(counts: Counts) -> Counts:
    """Counts (hits, of): the share of hits, or a mean."""
    return ratio(counts[..., 0], counts[..., 1])


def balanced_accuracy(counts: Counts) -> Counts:
    """Counts (positives found, missed, negatives left alone, false alarms): mean of the two recalls."""
    found = ratio(counts[..., 0], counts[..., 0] + counts[..., 1])
    left = ratio(counts[..., 2], counts[..., 2] + counts[..., 3])
    return (found + left) / 2


def _square(counts: Counts) -> Counts:
    side = round(counts.shape[-1] ** 0.5)
    return counts.reshape(*counts.shape[:-1], side, side)


def exact(counts: Counts) -> Counts:
    """A confusion matrix laid flat (rows: marked, columns: given): the share on its diagonal."""
    square = _square(counts)
    return ratio(np.trace(square, axis1=-2, axis2=-1), square.sum((-2, -1)))


def macro_f1(counts: Counts) -> Counts:
    """A confusion matrix laid flat: the mean of the classes' F1, over classes that occur on either side."""
    square = _square(counts)
    right = np.diagonal(square, axis1=-2, axis2=-1)
    occurs = square.sum(-1) + square.sum(-2)
    each = np.nan_to_num(ratio(2 * right, occurs))
    return ratio(each.sum(-1), (occurs > 0).sum(-1).astype(float))


def weighted_kappa(counts: Counts) -> Counts:
    """Cohen's kappa with quadratic weights (Cohen 1968) of a confusion matrix laid flat; NaN where nothing varies."""
    square = _square(counts)
    side = square.shape[-1]
    steps = np.arange(side)
    weights = (steps[:, None] - steps[None, :]) ** 2 / (side - 1) ** 2
    chance = square.sum(-1)[..., :, None] * square.sum(-2)[..., None, :]
    observed = (weights * square).sum((-2, -1))
    expected = ratio((weights * chance).sum((-2, -1)), square.sum((-2, -1)))
    return 1 - ratio(observed, expected)


def draws(cases: int, number: int = DRAWS, seed: int = SEED) -> Counts:
    """How often each case comes in each of `number` drawings with replacement: shape (number, cases)."""
    return np.random.default_rng(seed).multinomial(cases, [1 / cases] * cases, size=number).astype(float)


def interval(counts: Counts, statistic: Statistic, drawn: Counts) -> tuple[float, float]:
    """The 95% interval of a figure by the percentile bootstrap over cases; `counts` has shape (cases, k)."""
    values = statistic(drawn @ counts)
    values = values[~np.isnan(values)]
    if not values.size:
        return float("nan"), float("nan")
    low, high = np.percentile(values, [2.5, 97.5])
    return float(low), float(high)

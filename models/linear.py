"""Logistic regression, fitted for the small models that stand on top of the readers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from reviewer.linear import Figures, Linear


def fit(
    rows: Figures, targets: Sequence[float] | Figures, strength: float, weights: Sequence[float] | Figures | None = None
) -> Linear:
    """Logistic regression over standardised features; `weights` are the rows'."""
    scaler = StandardScaler().fit(rows)
    model = LogisticRegression(C=strength, max_iter=3000)
    model.fit(scaler.transform(rows), np.asarray(targets), sample_weight=weights)
    return Linear(scaler.mean_, scaler.scale_, model.coef_, model.intercept_)

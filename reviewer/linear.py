"""Small models over standardised features, as training writes them to JSON."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Figures = NDArray[np.float64]


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

    def lists(self) -> dict[str, list[float]]:
        """As `of` reads it."""
        return {name: np.round(getattr(self, name), 6).tolist() for name in ("mean", "scale", "weights", "bias")}

    def logits(self, features: Figures) -> Figures:
        """(rows, features) to (rows, classes)."""
        logits: Figures = ((features - self.mean) / self.scale) @ self.weights.T + self.bias
        return logits


@dataclass(frozen=True)
class Layered:
    """A layer of rectified units over standardised features, and a linear model over these."""

    hidden: Linear
    out: Linear

    @classmethod
    def of(cls, told: dict[str, dict[str, list[float]]]) -> Layered:
        """From the lists of a JSON file."""
        return cls(Linear.of(told["hidden"]), Linear.of(told["out"]))

    def logits(self, features: Figures) -> Figures:
        """(rows, features) to (rows, classes)."""
        return self.out.logits(np.maximum(self.hidden.logits(features), 0.0))

"""An office's own answers model: any `transformers` sequence classifier, in place of the shipped one.

It is asked of a concern and a passage of the reply as a pair, and says one of three statuses. Its labels may stand in
any order: they are told by name, or stated. It needs `transformers` and `torch`, which the reviewer itself does
without.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reviewer.answer_features import PairFeatures, proposed
from reviewer.answer_reader import Asked
from reviewer.answers import STATUSES, Judgement, Thresholds, softmax
from reviewer.errors import ReviewError

Figures = NDArray[np.float64]
_MOST_TOKENS = 512
_NAMES = tuple(status.value for status in STATUSES)


class OwnAnswersModel:
    """A `transformers` sequence classifier: asked of the whole passage for the status, of sentences for evidence."""

    thresholds = Thresholds(evidence=0.5, not_answered=0.5, partly=0.5, sure=0.5, clear=0.85, doubt=3.0)
    at_once = 1  # its tokenizer cannot be used by two threads

    def __init__(self, classifier: Any, tokenizer: Any, order: Sequence[int], version: str) -> None:
        self._classifier, self._tokenizer, self._order, self.version = classifier, tokenizer, list(order), version

    @classmethod
    def chosen(cls, source: str | None, labels: str | None) -> OwnAnswersModel | None:
        """The model that settings name, with its labels by commas; None where they name none."""
        return cls.load(source, [one for one in (labels or "").split(",") if one.strip()]) if source else None

    @classmethod
    def load(cls, source: str, labels: Sequence[str] = ()) -> OwnAnswersModel:
        """Load from a folder (or a hub name, where the network allows); `labels` state the order of its outputs.

        Raises ReviewError where it cannot be loaded or its labels are not the three statuses.
        """
        try:
            import torch  # noqa: F401  transformers loads without it, and only its models do not
            from transformers import AutoModelForSequenceClassification, AutoTokenizer
        except ImportError as error:
            raise ReviewError(
                "answers-model",
                "An answers model of your own needs transformers and torch",
                "Install them, in the reviewer's folder, with: .venv/bin/pip install -e '.[train]'",
            ) from error
        try:
            classifier = AutoModelForSequenceClassification.from_pretrained(source).eval()
            tokenizer = AutoTokenizer.from_pretrained(source)
        except (OSError, ValueError) as error:
            raise ReviewError(
                "answers-model",
                f"The answers model {source!r} cannot be loaded",
                "Give a folder with config.json, the weights and the tokenizer's files, as save_pretrained writes them",
            ) from error
        told = list(labels) or [classifier.config.id2label[number] for number in range(classifier.config.num_labels)]
        return cls(classifier, tokenizer, order_of(told), f"own: {source}")

    def judgement(self, features: PairFeatures, row: int, asked: Asked, told: Sequence[str]) -> Judgement:
        """The status from the passages closest to the concern, read together; evidence from each of them alone."""
        evidence = np.zeros(len(told))
        columns = proposed(features.close[row])
        for column in columns:
            evidence[column] = 1.0 - self._statuses(asked.words, told[column])[2]
        return Judgement(evidence, self._statuses(asked.words, " ".join(told[column] for column in columns)))

    def _statuses(self, concern: str, passage: str) -> Figures:
        import torch

        inputs = self._tokenizer(concern, passage, truncation=True, max_length=_MOST_TOKENS, return_tensors="pt")
        with torch.no_grad():
            logits = self._classifier(**inputs).logits[0].double().numpy()
        return softmax(logits[self._order])


def order_of(labels: Sequence[str]) -> list[int]:
    """Where each of the three statuses stands among a model's labels; raises ReviewError where one is missing."""
    told = [label.strip().lower().replace(" ", "_") for label in labels]
    if sorted(told) != sorted(_NAMES):
        raise ReviewError(
            "answers-model",
            f"The answers model's labels are {', '.join(labels) or 'not stated'}",
            f"State the order of its three outputs in REVIEWER_ANSWERS_LABELS, for example {','.join(_NAMES)}",
        )
    return [told.index(name) for name in _NAMES]

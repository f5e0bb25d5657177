"""The letter reader as torch modules: the encoder, a head for sentences, one for tokens and one for passages."""

from __future__ import annotations

from typing import NamedTuple

import torch

from models.network import SentenceNetwork, base_encoder
from reviewer.passage_reading import PASSAGE_LABELS, PLACES

UNITS = 32


class Places(NamedTuple):
    """Of each passage: the row of the batch, its first and last token there, and 1 where a token follows, else 0."""

    rows: torch.Tensor
    first: torch.Tensor
    last: torch.Tensor
    followed: torch.Tensor


class PassageLayers(torch.nn.Module):
    """What `reviewer.passage_reading` does, to be trained."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.tokens = torch.nn.Linear(width, PLACES * UNITS)
        self.by_length = torch.nn.Parameter(torch.zeros(UNITS))
        self.out = torch.nn.Linear(UNITS, len(PASSAGE_LABELS))

    def forward(self, figures: torch.Tensor, places: Places) -> torch.Tensor:
        """Figures of tokens (batch, length, places x units) to logits (passages, labels)."""
        rows, first, last, followed = places
        figures = figures.float().unflatten(-1, (PLACES, UNITS))
        summed = figures[:, :, 0].cumsum(dim=1)
        count = (last - first + 1)[:, None]
        inside = (summed[rows, last] - summed[rows, first - 1]) / count
        edges = figures[rows, first, 1] + figures[rows, last, 2] + figures[rows, first - 1, 3]
        edges = edges + figures[rows, last + 1, 4] * followed[:, None]
        units = torch.relu(inside + edges + self.by_length * torch.log(count))
        logits: torch.Tensor = self.out(units)
        return logits


class LetterNetwork(SentenceNetwork):
    """A head for sentences (over the mean of their tokens), a head for tokens, and one for passages of a complaint."""

    def __init__(self, encoder: torch.nn.Module, sentence_labels: int, token_labels: int) -> None:
        super().__init__(encoder, sentence_labels)
        self.token_head = self.head(token_labels)
        self.passage_head = PassageLayers(encoder.config.hidden_size)

    def of_letter(self, hidden: torch.Tensor, pooling: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Token vectors (batch, length, width) to logits of sentences and of tokens, and the figures of passages."""
        vectors = self.dropout(hidden)
        return self.of_sentences(hidden, pooling), self.token_head(vectors), self.passage_head.tokens(vectors)


class ReaderNetwork(LetterNetwork):
    """The letter reader's heads over the base encoder."""

    def __init__(self, encoder_source: str, sentence_labels: int, token_labels: int) -> None:
        super().__init__(base_encoder(encoder_source, hidden_dropout=0.1), sentence_labels, token_labels)

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, pooling: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Ids and mask (batch, length) and pooling (batch, sentences, length); see `of_letter`."""
        hidden = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        return self.of_letter(hidden, pooling)

"""The letter reader as a torch module: the encoder, a head for sentences and a head for tokens."""

from __future__ import annotations

import torch

from models.network import SentenceNetwork, base_encoder


class ReaderNetwork(SentenceNetwork):
    """A head for sentences (over the mean of their tokens) and a head for tokens."""

    def __init__(self, encoder_source: str, sentence_labels: int, token_labels: int) -> None:
        super().__init__(base_encoder(encoder_source, hidden_dropout=0.1), sentence_labels)
        self.token_head = self.head(token_labels)

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, pooling: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Ids and mask (batch, length) and pooling (batch, sentences, length) to logits of sentences and of tokens."""
        hidden = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        return self.of_sentences(hidden, pooling), self.token_head(self.dropout(hidden))

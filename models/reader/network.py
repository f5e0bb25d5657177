"""The letter reader as a torch module: the encoder, a head for sentences and a head for tokens."""

from __future__ import annotations

import torch
from transformers import AutoModel

SCALE = 3.0  # the mean of a sentence's tokens is short; the head learns faster from longer vectors


class ReaderNetwork(torch.nn.Module):
    """The encoder with a head for sentences (over the mean of their tokens) and a head for tokens."""

    def __init__(self, encoder_source: str, sentence_labels: int, token_labels: int) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(
            encoder_source,
            attn_implementation="eager",  # far faster backwards on a CPU than the fused kernels
            add_pooling_layer=False,
            attention_probs_dropout_prob=0.0,  # drawing masks of that size takes most of a step on a CPU
        )
        width = self.encoder.config.hidden_size
        self.dropout = torch.nn.Dropout(0.1)
        self.sentence_head = torch.nn.Linear(width, sentence_labels)
        self.token_head = torch.nn.Linear(width, token_labels)

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, pooling: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Ids and mask (batch, length) and pooling (batch, sentences, length) to logits of sentences and of tokens."""
        hidden = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        sentences = torch.matmul(pooling, hidden) * SCALE
        return self.sentence_head(self.dropout(sentences)), self.token_head(self.dropout(hidden))

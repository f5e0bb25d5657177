"""The answer reader as a torch module: the encoder, a head for sentences and a head for the status."""

from __future__ import annotations

import torch
from transformers import AutoModel

SCALE = 3.0  # the mean of a sentence's tokens is short; the head learns faster from longer vectors


class AnswerNetwork(torch.nn.Module):
    """The encoder, a head for each sentence of the reply (mean of its tokens), one for the status (first token)."""

    def __init__(self, encoder_source: str, manners: int, statuses: int) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(
            encoder_source,
            attn_implementation="eager",  # far faster backwards on a CPU than the fused kernels
            add_pooling_layer=False,
            attention_probs_dropout_prob=0.0,  # drawing masks of that size takes most of a step on a CPU
        )
        width = self.encoder.config.hidden_size
        self.dropout = torch.nn.Dropout(0.1)
        self.manner_head = torch.nn.Linear(width, manners)
        self.status_head = torch.nn.Linear(width, statuses)

    def forward(
        self,
        input_ids: torch.Tensor,
        attention_mask: torch.Tensor,
        token_type_ids: torch.Tensor,
        pooling: torch.Tensor,
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Ids, mask, types (batch, length) and pooling (batch, sentences, length) to logits of manners and statuses."""
        hidden = self.encoder(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state
        sentences = torch.matmul(pooling, hidden) * SCALE
        return self.manner_head(self.dropout(sentences)), self.status_head(self.dropout(hidden[:, 0]))

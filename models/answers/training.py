"""Training the answer reader and its teacher: batches of few shapes, and the loop."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from models.answers.dataset import MANNERS, AnswerExample
from models.answers.lessons import Lesson
from models.network import Descent, Rates, unweighted
from reviewer.answer_reader import AnswerRow, answer_row
from reviewer.answers import STATUSES, softmax
from reviewer.reader import sigmoid

SLOWEST = 0.02  # share of the rates kept to the end: the epochs differ a little in length
BATCH_TOKENS = 3072
LENGTHS = (96, 160, 224, 288, 352, 448)  # few shapes let the processor reuse what it has prepared for each
SENTENCE_ROOM = 24
READ_AT_ONCE = 16
SMOOTHING = 0.05
MANNER_WEIGHT = 2.0  # manners are rare: a missed one costs twice a false one
TAUGHT_SHARE = 0.7  # of a target that has a lesson, how much is the teacher's word; the rest is the truth
Figures = NDArray[np.float64]
AnswerModel: TypeAlias = torch.nn.Module  # the answer reader's network or its teacher's, called alike


class Drawn(NamedTuple):
    """An example with its tokens, and what the teacher said of it where one was asked."""

    example: AnswerExample
    row: AnswerRow
    lesson: Lesson | None = None


@dataclass(frozen=True)
class Batch:
    """Inputs, targets (probabilities) and weights; weights are 1 where a manner is judged."""

    inputs: tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]
    manner: torch.Tensor
    manner_weight: torch.Tensor
    status: torch.Tensor


def rows(examples: Sequence[AnswerExample], tokenizer: Tokenizer) -> list[Drawn]:
    """The examples with their tokens."""
    return [Drawn(one, answer_row(one.asked, [told.words for told in one.told], tokenizer)) for one in examples]


def batches(drawn: Sequence[Drawn], seed: int) -> list[list[Drawn]]:
    """Shuffled, each batch of one length and full; a last one is filled up with others of its length."""
    chooser = random.Random(seed)
    by_length: dict[int, list[Drawn]] = {length: [] for length in LENGTHS}
    for one in chooser.sample(list(drawn), len(drawn)):
        by_length[_length(one.row)].append(one)
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
    length = max(_length(one.row) for one in batch)
    ids, mask, types = (torch.zeros((len(batch), length), dtype=torch.long) for _ in range(3))
    pooling = torch.zeros((len(batch), SENTENCE_ROOM, length))
    manner = torch.zeros((len(batch), SENTENCE_ROOM, len(MANNERS)))
    weight, status = torch.zeros_like(manner), torch.zeros((len(batch), len(STATUSES)))
    for number, (example, row, lesson) in enumerate(batch):
        end, fitted = len(row.input_ids), min(row.sentences, SENTENCE_ROOM)
        ids[number, :end], mask[number, :end] = torch.tensor(row.input_ids), 1
        types[number, :end] = torch.tensor(row.token_types)
        pooling[number, :fitted, :end] = torch.from_numpy(row.pooling())[:fitted]
        weight[number, :fitted, : None if example.composed else 2] = 1.0
        for place, told in enumerate(example.told[:fitted]):
            if told.manner:
                manner[number, place, MANNERS.index(told.manner)] = 1.0
        status[number] = SMOOTHING / len(STATUSES)
        status[number, example.status] += 1.0 - SMOOTHING
        if lesson:
            status[number] = torch.lerp(status[number], torch.from_numpy(lesson.status), TAUGHT_SHARE)
            told_of = torch.from_numpy(lesson.manners)
            known = torch.lerp(manner[number, :fitted], told_of, TAUGHT_SHARE)
            manner[number, :fitted] = torch.where(weight[number, :fitted] > 0, known, told_of)
            weight[number, :fitted] = 1.0
    return Batch((ids, mask, types, pooling), manner, weight, status)


def loss_of(network: AnswerModel, batch: Batch) -> torch.Tensor:
    """The loss of the status, and of the manners of each sentence summed over manners."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        manner, status = network(*batch.inputs)
    by_status = torch.nn.functional.cross_entropy(status.float(), batch.status)
    by_manner = torch.nn.functional.binary_cross_entropy_with_logits(
        manner.float(),
        batch.manner,
        weight=batch.manner_weight,
        pos_weight=torch.full((len(MANNERS),), MANNER_WEIGHT),
        reduction="sum",
    )
    return by_status + by_manner / batch.manner_weight[..., 0].sum().clamp(min=1.0)


def train(
    network: AnswerModel,
    drawn_of: Callable[[int], Sequence[Drawn]],
    rates: Rates,
    epochs: int,
    seed: int,
    report: Callable[[AnswerModel], str],
) -> None:
    """Train on the examples that `drawn_of` gives for each epoch; `report` tells the figures after each."""
    descent = None
    for epoch in range(epochs):
        started, total = time.monotonic(), 0.0
        made = batches(drawn_of(epoch), seed + epoch)
        descent = descent or Descent(network, rates, steps=len(made) * epochs, floor=SLOWEST)
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


def read(network: AnswerModel, drawn: Sequence[Drawn]) -> list[tuple[Figures, Figures]]:
    """For each example the logits of its sentences' manners (sentences, manners) and of its statuses.

    Examples of like length are read together; the answers come in the order of the examples.
    """
    made: dict[int, tuple[Figures, Figures]] = {}
    order = sorted(range(len(drawn)), key=lambda number: len(drawn[number].row.input_ids))
    with torch.no_grad():
        for start in range(0, len(order), READ_AT_ONCE):
            numbers = order[start : start + READ_AT_ONCE]
            with torch.autocast("cpu", dtype=torch.bfloat16):
                manner, status = network(*tensors([drawn[number] for number in numbers]).inputs)
            for place, number in enumerate(numbers):
                fitted = min(drawn[number].row.sentences, SENTENCE_ROOM)
                made[number] = (manner[place, :fitted].double().numpy(), status[place].double().numpy())
    return [made[number] for number in range(len(drawn))]


def lessons(network: AnswerModel, drawn: Sequence[Drawn]) -> list[Lesson]:
    """What the network takes every sentence and the status of each example to be."""
    return [
        Lesson(unweighted(sigmoid(manners.astype(np.float32)), MANNER_WEIGHT), softmax(status).astype(np.float32))
        for manners, status in read(network, drawn)
    ]

"""Training the letter reader and its teacher: letters in batches, the loss, and the loop."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer

from models.network import Course, Descent, unweighted
from models.reader.dataset import (
    COMPLAINT_SENTENCE,
    COMPLAINT_TOKEN,
    REPLY_SENTENCE,
    REPLY_TOKEN,
    SENTENCE_LABELS,
    TOKEN_LABELS,
    Example,
    MarkedPassage,
)
from models.reader.lessons import Figures, Lesson
from models.reader.network import LetterNetwork, Places
from reviewer.evaluation.matching import HALF
from reviewer.reader import WINDOW, Inputs, model_inputs, read_in_windows
from reviewer.review import Document

BATCH = 4
LEAST_LIKE = (HALF, 0.8)  # for each of PASSAGE_LABELS
POSITIVE_WEIGHT = 3.0  # labels are rare: a missed one costs twice a false one


def batches(items: Sequence[Example], seed: int) -> list[list[Example]]:
    """The examples shuffled, then grouped with others of like length, so that little is padding."""
    chooser = random.Random(seed)
    order = sorted(items, key=lambda one: len(one.pieces) + chooser.random() * 80)
    groups = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
    chooser.shuffle(groups)
    return groups


@dataclass(frozen=True)
class Batch:
    """Inputs, targets and weights; weights are 1 where a label is judged."""

    inputs: tuple[torch.Tensor, torch.Tensor, torch.Tensor]
    sentence: torch.Tensor
    sentence_weight: torch.Tensor
    token: torch.Tensor
    token_weight: torch.Tensor
    places: Places
    likeness: torch.Tensor  # of each passage


def tensors(batch: Sequence[Example], tokenizer: Tokenizer, chooser: random.Random) -> Batch:
    """A batch; a letter longer than the window gives a random window of it."""
    rows = []
    for one in batch:
        start = chooser.randint(0, max(0, len(one.pieces) - WINDOW))
        part = slice(start, start + WINDOW)
        inputs, numbers = model_inputs(one.pieces[part], tokenizer, one.document)
        targets = torch.from_numpy(np.stack([one.sentence_targets[number] for number in numbers]))
        rows.append((one, part, inputs, targets))
    length = _rounded(max(inputs["input_ids"].shape[1] for _, _, inputs, _ in rows), 128)
    most = _rounded(max(len(targets) for _, _, _, targets in rows), 32)
    ids, mask = torch.zeros((len(rows), length), dtype=torch.long), torch.zeros((len(rows), length), dtype=torch.long)
    pooling = torch.zeros((len(rows), most, length))
    sentence, token = (
        torch.zeros((len(rows), most, len(SENTENCE_LABELS))),
        torch.zeros((len(rows), length, len(TOKEN_LABELS))),
    )
    sentence_weight, token_weight = torch.zeros_like(sentence), torch.zeros_like(token)
    placed: list[tuple[int, int, int, int]] = []
    likeness: list[float] = []
    for row, (one, part, inputs, targets) in enumerate(rows):
        end = inputs["input_ids"].shape[1]
        ids[row, :end], mask[row, :end] = torch.from_numpy(inputs["input_ids"][0]), 1
        pooling[row, : len(targets), :end] = torch.from_numpy(inputs["pooling"][0])
        sentence[row, : len(targets)] = targets
        sentence_weight[row, : len(targets)] = judged(SENTENCE_LABELS, one.document)
        token[row, 2 : end - 1] = torch.from_numpy(one.token_targets[part])
        marks = torch.tensor([piece.is_mark for piece in one.pieces[part]])
        token_weight[row, 2 : end - 1] = ~marks[:, None] * judged(TOKEN_LABELS, one.document)
        inside = [passage for passage in one.passages if _has_edges(passage, part, len(one.pieces))]
        placed += [_place(passage, row, part.start, end) for passage in inside]
        likeness += [passage.likeness for passage in inside]
    places = Places(*torch.tensor(placed, dtype=torch.long).reshape(-1, len(Places._fields)).T)
    return Batch((ids, mask, pooling), sentence, sentence_weight, token, token_weight, places, torch.tensor(likeness))


def _has_edges(passage: MarkedPassage, part: slice, count: int) -> bool:
    """Whether the window holds the passage and the pieces beside it, as it always does at run time."""
    end = min(part.stop, count)
    return part.start < passage.first and (passage.last + 1 < end or end == count)


def _place(passage: MarkedPassage, row: int, start: int, end: int) -> tuple[int, int, int, int]:
    """Where a passage stands in its row, of which the window begins at piece `start` and the marks end at `end`."""
    first, last = passage.first - start + 2, passage.last - start + 2
    return row, first, last, int(last + 1 < end - 1)


def _rounded(size: int, step: int) -> int:
    """The next multiple of the step: few shapes let the processor reuse what it has prepared for each."""
    return (size + step - 1) // step * step


def judged(labels: Sequence[str], document: Document) -> torch.Tensor:
    """1 for each label that this kind of letter can bear, else 0."""
    borne = (
        {*COMPLAINT_SENTENCE, *COMPLAINT_TOKEN} if document is Document.COMPLAINT else {*REPLY_SENTENCE, *REPLY_TOKEN}
    )
    return torch.tensor([float(label in borne) for label in labels])


def train(network: LetterNetwork, items: Sequence[Example], tokenizer: Tokenizer, course: Course, seed: int) -> None:
    """Train the network on the examples; it is left ready to read."""
    chooser = random.Random(seed)
    count = len(batches(items, 0))
    descent = Descent(network, course.rates, steps=course.epochs * count, floor=0.0)
    for epoch in range(course.epochs):
        network.train()
        started, total = time.monotonic(), 0.0
        for batch in batches(items, seed + epoch):
            made = tensors(batch, tokenizer, chooser)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                sentence_logits, token_logits, figures = network(*made.inputs)
            loss = masked_loss(sentence_logits, made.sentence, made.sentence_weight)
            loss = loss + masked_loss(token_logits, made.token, made.token_weight)
            if len(made.likeness):
                passages = passage_loss(network.passage_head(figures, made.places), made.likeness)
                loss = loss + course.passages * passages
            descent.step(loss)
            total += loss.item()
        print(f"epoch {epoch + 1}: loss {total / count:.4f}, {time.monotonic() - started:.0f} s", flush=True)
    network.eval()


def passage_loss(logits: torch.Tensor, likeness: torch.Tensor) -> torch.Tensor:
    """Mean loss of the passages' labels (passages, labels), summed over labels."""
    targets = torch.stack([(likeness >= least).float() for least in LEAST_LIKE], dim=1)
    loss = torch.nn.functional.binary_cross_entropy_with_logits(logits, targets, reduction="sum")
    return loss / len(likeness)


def masked_loss(logits: torch.Tensor, targets: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    """Mean loss over the judged figures, summed over labels and averaged over places."""
    positive = torch.full((logits.shape[-1],), POSITIVE_WEIGHT)
    loss = torch.nn.functional.binary_cross_entropy_with_logits(
        logits.float(), targets, weight=weight, pos_weight=positive, reduction="sum"
    )
    return loss / weight.amax(dim=-1).sum().clamp(min=1.0)


def lesson(network: LetterNetwork, one: Example, tokenizer: Tokenizer) -> Lesson:
    """What the network takes each sentence and token of the letter to be; read in windows, as the reader reads."""

    def run(inputs: Inputs) -> tuple[Figures, Figures]:
        ids = torch.from_numpy(inputs["input_ids"])
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            by_sentence, by_token, _ = network(ids, torch.ones_like(ids), torch.from_numpy(inputs["pooling"]))
        by_sentence, by_token = (torch.sigmoid(logits[0].float()).numpy() for logits in (by_sentence, by_token))
        return unweighted(by_sentence, POSITIVE_WEIGHT), unweighted(by_token, POSITIVE_WEIGHT)

    return Lesson(*read_in_windows(one.pieces, tokenizer, one.document, run))

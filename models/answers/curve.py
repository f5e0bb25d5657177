"""`python -m models.answers.curve --base FOLDER`: the answer reader's figures by how many cases it was trained on.

An eighth, a quarter, a half and all of the cases and of the bank, drawn by chance, from the base weights and without a
teacher. Each share is trained on as many examples: of fewer cases, more draws. So what differs is the letters, and not
how long was trained; only the linking sentences of composed letters, and what the letter reader and the encoder say of
a sentence, come from all of them. Nothing is written. Of the options, `--seed` and `--threads` count.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from itertools import chain, count, islice

import torch

from models.answers.dataset import MANNERS, Bank, Judged, banks
from models.answers.linear import fit_rank
from models.answers.network import AnswerNetwork
from models.answers.train import ANEW, Lectern, judged_cases, options_of
from models.answers.training import Drawn, train
from models.corpus.parts import training_cases
from reviewer.answers import STATUSES

SHARES = (1 / 8, 1 / 4, 1 / 2, 1.0)
EXAMPLES = 15_000  # that each share is trained on: a quarter of an hour on two cores


def main(arguments: list[str]) -> int:
    """Train on each share; each prints its figures on the writers held out."""
    options = options_of(arguments)
    torch.set_num_threads(options.threads)
    seen, unseen = (judged_cases(training_cases(held_out=held)) for held in (False, True))
    shelf = banks(held_out=False)
    for share in SHARES:
        few, part = shares_of(share, seen, shelf, options.seed)
        print(f"{len(few)} cases, {sum(len(bank.entries) for bank in part)} concerns of the bank", flush=True)
        train_on(Lectern(few, unseen, part, fit_rank(few), options.base, options.seed), options.base, options.seed)
    return 0


def shares_of(
    share: float, cases: Sequence[Judged], shelf: Sequence[Bank], seed: int
) -> tuple[list[Judged], list[Bank]]:
    """That share (0 to 1) of the cases and of the bank's files, drawn by chance."""
    chooser = random.Random(seed)
    return chooser.sample(cases, round(len(cases) * share)), chooser.sample(shelf, round(len(shelf) * share))


def train_on(lectern: Lectern, base: str, seed: int) -> None:
    """Train an answer reader from the base weights on the lectern's first examples, and print its figures."""
    torch.manual_seed(seed)
    network = AnswerNetwork(base, len(MANNERS), len(STATUSES))
    train(network, lambda _: first_examples(lectern), ANEW.rates, 1, seed, lectern.report)


def first_examples(lectern: Lectern) -> list[Drawn]:
    """Draw after draw, until there are enough."""
    return list(islice(chain.from_iterable(map(lectern.drawn, count())), EXAMPLES))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

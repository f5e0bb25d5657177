"""`python -m models.answers.curve --base FOLDER`: the answer reader's figures by how much it was trained on.

An eighth, a quarter and a half of the cases and of the bank, drawn by chance; the whole is what `train` prints. Nothing
is written.
"""

from __future__ import annotations

import random
import sys

import torch

from models.answers.dataset import banks
from models.answers.linear import fit_rank
from models.answers.train import Lectern, judged_cases, options_of, train_reader
from models.corpus.parts import training_cases

SHARES = (1 / 8, 1 / 4, 1 / 2)


def main(arguments: list[str]) -> int:
    """Train on each share; each epoch prints its figures on the writers held out."""
    options = options_of(arguments)
    torch.set_num_threads(options.threads)
    seen, unseen = (judged_cases(training_cases(held_out=held)) for held in (False, True))
    chooser = random.Random(options.seed)
    shelf = banks(held_out=False)
    for share in SHARES:
        few = chooser.sample(seen, round(len(seen) * share))
        part = chooser.sample(shelf, round(len(shelf) * share))
        train_reader(Lectern(few, unseen, part, fit_rank(few), options.base, options.seed), options)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

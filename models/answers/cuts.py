"""`python -m models.answers.cuts`: does the verdict rest on the answer? Two tests that no shortcut passes.

Deletion: a concern that is answered must be kept when the letter is whole, and called unanswered when its evidence is
cut out. Restatement: where a letter both repeats a concern and answers it, the answer must come first.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from models.answers.dataset import NON_ANSWERS, Bank, banks, found_concerns
from models.corpus.notation import WrittenCase
from models.corpus.parts import test_cases
from reviewer.answer_features import pair_features
from reviewer.answer_reader import AnswerReader, Asked
from reviewer.answers import Answers, ShippedModel
from reviewer.encoder import Encoder
from reviewer.reader import LetterReader
from reviewer.review import Concern, Document, Status
from reviewer.text import LetterParser

ROOT = Path(__file__).resolve().parents[1]
WEIGHTS = ROOT / "weights"


class Judge:
    """The stages from a letter to its judged concerns."""

    def __init__(self) -> None:
        self._parser, self._reader = LetterParser.load(), LetterReader.load(WEIGHTS)
        self._encoder, self._answers = Encoder.load(WEIGHTS), Answers(ShippedModel.load(WEIGHTS))

    def concerns(self, case: WrittenCase, response: str) -> tuple[Concern, ...]:
        """The case's concerns judged against a reply."""
        reply = self._parser.parse(response, quoting=case.complaint)
        reading = self._reader.read(reply, Document.RESPONSE)
        features = pair_features(found_concerns(case), reply, reading, self._encoder)
        return self._answers.judge(features, case.complaint, reply, reading)


def deletions(cases: Sequence[WrittenCase], judge: Judge) -> Iterator[tuple[bool, bool]]:
    """For each concern with evidence: kept in the whole letter, caught when its evidence is cut out."""
    for case in cases:
        if not case.concerns:
            continue
        whole = judge.concerns(case, case.response)
        for number, concern in enumerate(case.concerns):
            if not concern.evidence:
                continue
            cut = case.response
            for index in sorted(concern.evidence, reverse=True):
                cut = cut[: case.sentences[index].start] + cut[case.sentences[index].end :]
            kept = whole[number].status is not Status.NOT_ANSWERED
            yield kept, judge.concerns(case, cut)[number].status is Status.NOT_ANSWERED


def restatements(shelf: Sequence[Bank], reader: AnswerReader) -> Iterator[bool]:
    """For each bank concern with a reply that repeats it: is that preferred to an answer in the same letter?"""
    chooser = random.Random(3)
    for bank in shelf:
        for entry in bank.entries:
            repeated = [one for one in entry.replies if one.manner == NON_ANSWERS[0]]
            answers = [one for one in entry.replies if one.status == Status.ANSWERED and one.manner != "clause"]
            others = [one for other in bank.entries if other is not entry for one in other.replies]
            if not repeated or not answers:
                continue
            repeat, answer = chooser.choice(repeated).sentences[0], chooser.choice(answers).sentences[0]
            told = [repeat, answer, *(chooser.choice(others).sentences[0] for _ in range(4))]
            chooser.shuffle(told)
            manners = reader.read(Asked(entry.text), told).manners
            direct = manners["answers"] + manners["half_answers"]
            yield bool(direct[told.index(repeat)] > direct[told.index(answer)])


def main() -> int:
    """Print both figures."""
    made = list(deletions(list(test_cases()), Judge()))
    both = sum(kept and caught for kept, caught in made)
    print(
        f"deletion test over {len(made)} concerns: kept {sum(kept for kept, _ in made) / len(made):.2f}, "
        f"caught {sum(caught for _, caught in made) / len(made):.2f}, both {both / len(made):.2f}"
    )
    preferred = list(restatements(banks(held_out=True), AnswerReader.load(WEIGHTS)))
    print(f"restatement preferred to the answer: {sum(preferred) / len(preferred):.3f} of {len(preferred)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

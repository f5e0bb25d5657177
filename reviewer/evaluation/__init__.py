"""How well the reviewer agrees with cases that a person has annotated.

Each case is reviewed twice: as it came, and with the annotated concerns given, so that finding the concerns and judging
the answers are measured apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from pydantic import TypeAdapter

from reviewer.annotated import MarkedCase
from reviewer.case import Case, Frozen
from reviewer.errors import ReviewError
from reviewer.evaluation.figures import MATCHING, Figure, as_table, figures
from reviewer.evaluation.tally import Mistake, tally
from reviewer.protocols import ReviewsCases
from reviewer.review import Review

__all__ = ["Evaluation", "Figure", "Mistake", "evaluate"]


class Evaluation(Frozen):
    """The figures over so many cases; `matching` says what counts as found."""

    cases: int
    matching: str = MATCHING
    figures: tuple[Figure, ...]

    def as_table(self) -> str:
        """The figures as a table for a terminal."""
        return as_table(self.cases, self.figures)


@dataclass(frozen=True)
class Measured:
    """An evaluation with the mistakes behind it."""

    evaluation: Evaluation
    mistakes: tuple[Mistake, ...]

    def mistakes_as_jsonl(self) -> str:
        """The mistakes, one JSON object a line: case, what, expected, found, text."""
        writer = TypeAdapter(dict[str, str | None])
        return "".join(writer.dump_json(asdict(one)).decode() + "\n" for one in self.mistakes)


def evaluate(cases: Sequence[MarkedCase], reviewer: ReviewsCases) -> Measured:
    """Review every case both ways and measure; raises ReviewError where a case cannot be reviewed."""
    free = _reviews(reviewer, [one.case for one in cases])
    given = _reviews(reviewer, [one.with_concerns for one in cases])
    tallies = [tally(*each) for each in zip(cases, free, given, strict=True)]
    measured = figures([one.counts for one in tallies])
    mistakes = tuple(mistake for one in tallies for mistake in one.mistakes)
    return Measured(Evaluation(cases=len(cases), figures=measured), mistakes)


def _reviews(reviewer: ReviewsCases, cases: Sequence[Case]) -> Iterator[Review]:
    for case, review in zip(cases, reviewer.review_many(cases), strict=True):
        if isinstance(review, ReviewError):
            title = f"Case {case.id or 'without an id'} could not be reviewed: {review.title}"
            raise ReviewError(review.kind, title, review.detail)
        yield review

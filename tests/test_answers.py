"""What the answers model is given (the concern with its surroundings, sentences behind headings), and what follows."""

from __future__ import annotations

import numpy as np
import pytest

from reviewer.answer_features import PairFeatures
from reviewer.answers import WORDS_BEFORE, Thresholds, asked_of, told_of
from reviewer.case import ConcernKind, Span
from reviewer.concerns import FoundConcern
from reviewer.review import Status
from reviewer.text import LetterParser

REPLY = """Dear Ms Shah

I have looked at both of your points.

The gate

It was mended on Monday. The hinge had rusted.

Your telephone calls

I am sorry that nobody rang you back.

Yours sincerely
Estates Manager"""


def test_a_sentence_is_told_behind_the_heading_it_stands_under(parser: LetterParser) -> None:
    reply = parser.parse(REPLY)
    assert told_of([one.index for one in reply.prose], reply) == (
        "I have looked at both of your points.",
        "The gate: It was mended on Monday.",
        "The gate: The hinge had rusted.",
        "Your telephone calls: I am sorry that nobody rang you back.",
    )


def test_a_concern_is_asked_with_the_words_before_it_and_its_rivals() -> None:
    complaint = f"{'word ' * 100}The gate is broken. Nobody rang."
    start = complaint.index("The gate")
    concerns = tuple(
        FoundConcern(ConcernKind.CONCERN, words, span, 1.0)
        for words, span in (("The gate is broken.", Span(start=start, end=start + 19)), ("Nobody rang.", None))
    )
    nothing = np.zeros((2, 0))
    features = PairFeatures(concerns, (), nothing, nothing, nothing, ((1,), (0,)))
    gate, calls = (asked_of(features, row, complaint) for row in range(2))
    assert (gate.words, gate.rivals) == ("The gate is broken.", ("Nobody rang.",))
    assert gate.before == complaint[start - WORDS_BEFORE : start]
    assert (calls.before, calls.rivals) == ("", ("The gate is broken.",))


THRESHOLDS = Thresholds(evidence=0.35, not_answered=0.5, partly=0.3, sure=0.6, clear=0.85, doubt=3.0)


@pytest.mark.parametrize(
    ("answered", "partly", "not_answered", "likely", "status"),
    [
        pytest.param(0.4, 0.1, 0.5, 1.0, Status.NOT_ANSWERED, id="as likely as not, of a concern that was given"),
        pytest.param(0.4, 0.2, 0.4, 1.0, Status.PARTLY_ANSWERED, id="partly by a third of what is left"),
        pytest.param(0.5, 0.1, 0.4, 1.0, Status.ANSWERED, id="answered"),
        pytest.param(0.2, 0.1, 0.7, 0.9, Status.NOT_ANSWERED, id="hardly a doubt that it is a concern"),
        pytest.param(0.2, 0.1, 0.7, 0.5, Status.PARTLY_ANSWERED, id="perhaps only story, which no reply answers"),
        pytest.param(0.05, 0.05, 0.9, 0.5, Status.NOT_ANSWERED, id="perhaps only story, and surely without an answer"),
    ],
)
def test_a_doubtful_concern_takes_more_to_be_called_unanswered(
    answered: float, partly: float, not_answered: float, likely: float, status: Status
) -> None:
    assert THRESHOLDS.status(np.array([answered, partly, not_answered]), likely) is status


def test_the_likeliest_concern_of_a_complaint_is_beyond_doubt() -> None:
    figures = np.array([0.2, 0.1, 0.7])
    assert THRESHOLDS.status(figures, likely=0.5, likeliest=0.5) is Status.NOT_ANSWERED
    assert THRESHOLDS.status(figures, likely=0.5, likeliest=0.7) is Status.PARTLY_ANSWERED

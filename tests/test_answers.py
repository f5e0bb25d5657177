"""What the answers model is given: the concern with its surroundings, and sentences behind their headings."""

from __future__ import annotations

import numpy as np

from reviewer.answer_features import PairFeatures
from reviewer.answers import WORDS_BEFORE, asked_of, told_of
from reviewer.case import ConcernKind, Span
from reviewer.concerns import FoundConcern
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

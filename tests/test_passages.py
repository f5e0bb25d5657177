"""The passages of a complaint that may be a concern."""

from __future__ import annotations

import pytest

from reviewer.case import ConcernKind
from reviewer.passages import passages
from reviewer.text import LetterParser
from tests.readings import reading_of


def texts(parser: LetterParser, complaint: str, words: dict[str, list[str]], *labels: str) -> list[str]:
    letter = parser.parse(complaint)
    reading = reading_of(letter, {complaint[:8]: labels or ("holds_concern",)}, words)
    return [one.span.of(letter.text) for one in passages(letter, reading)]


@pytest.mark.parametrize(
    ("complaint", "words", "expected"),
    [
        ("The lift is broken.", ["The lift is broken."], ["The lift is broken."]),
        (
            "The lift is broken, and nobody rang me.",
            ["The lift is broken", "nobody rang me."],
            ["The lift is broken", "The lift is broken, and nobody rang me.", "nobody rang me."],
        ),
        (
            "the lift is broken nobody rang me",  # no stop: the reader sees where the second begins
            ["the lift is broken", "nobody rang me"],
            ["the lift is broken", "the lift is broken nobody rang me", "nobody rang me"],
        ),
        (
            "we moved in may the lift is broken my son is nine",  # no stop either: the reader sees where one ends
            ["the lift is broken"],
            [
                *("we moved in may the lift is broken", "we moved in may the lift is broken my son is nine"),
                *("the lift is broken", "the lift is broken my son is nine"),
            ],
        ),
        (
            "The lift at Flat 2, 31 Corder Street is broken.",  # an address is not cut at its comma
            ["The lift at Flat 2, 31 Corder Street is broken."],
            ["The lift at Flat 2, 31 Corder Street is broken."],
        ),
    ],
)
def test_clauses_alone_and_together(
    parser: LetterParser, complaint: str, words: list[str], expected: list[str]
) -> None:
    assert texts(parser, complaint, {"concern": words}) == expected


def test_each_is_of_the_kind_that_its_words_are(parser: LetterParser) -> None:
    letter = parser.parse("The lift is broken. Why did nobody ring me?")
    said = {"The lift": ["holds_concern"], "Why": ["holds_question"]}
    words = {"concern": ["The lift is broken."], "question": ["Why did nobody ring me?"]}
    found = passages(letter, reading_of(letter, said, words))
    assert [(one.kind, one.span.of(letter.text)) for one in found] == [
        (ConcernKind.CONCERN, "The lift is broken."),
        (ConcernKind.QUESTION, "Why did nobody ring me?"),
    ]


def test_a_sentence_that_holds_none_has_no_passage(parser: LetterParser) -> None:
    assert texts(parser, "I have lived here for nine years.", {}, "other") == []


def test_figures_are_as_many_for_each(parser: LetterParser) -> None:
    letter = parser.parse("The lift is broken, and nobody rang me.")
    reading = reading_of(letter, {"The lift": ["holds_concern"]}, {"concern": ["The lift is broken"]})
    assert len({len(one.figures) for one in passages(letter, reading)}) == 1

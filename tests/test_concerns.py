"""The concerns of a complaint: those given as they are, and those found."""

from __future__ import annotations

import numpy as np
import pytest

from reviewer.case import ConcernKind, GivenConcern, Span
from reviewer.concerns import ConcernFinder, apart, given_concerns
from reviewer.passages import passages
from reviewer.reader import ComplaintReader, LetterReader
from reviewer.resources import data_folder
from reviewer.samples import load_samples
from reviewer.text import LetterParser
from tests.readings import reading_of

COMPLAINT = "Hello. The lift has been broken since May. Why did nobody ring me? I am 81. I want the lift mended."


@pytest.fixture(scope="module")
def reader() -> ComplaintReader:
    weights = data_folder("weights")
    return ComplaintReader.load(weights, LetterReader.load(weights))


@pytest.mark.parametrize(
    ("given", "text", "span"),
    [
        (GivenConcern(kind=ConcernKind.CONCERN, text="I am 81."), "I am 81.", Span(start=67, end=75)),
        (GivenConcern(kind=ConcernKind.CONCERN, text=" I am 81.\n"), "I am 81.", Span(start=67, end=75)),
        (GivenConcern(kind=ConcernKind.CONCERN, text="Not in the letter"), "Not in the letter", None),
        (GivenConcern(kind=ConcernKind.CONCERN, text="lift has bee"), "lift has bee", None),  # a piece of a word
        (
            GivenConcern(kind=ConcernKind.CONCERN, span=Span(start=7, end=42)),
            "The lift has been broken since May.",
            Span(start=7, end=42),
        ),
    ],
)
def test_given_concerns_are_used_as_they_are(given: GivenConcern, text: str, span: Span | None) -> None:
    (found,) = given_concerns([given], COMPLAINT)
    assert (found.text, found.span) == (text, span)


@pytest.mark.parametrize(
    ("sentence", "clauses", "kept"),
    [
        (0.6, 0.9, ["The lift is broken", "nobody has rung me."]),
        (0.8, 0.7, ["The lift is broken", "nobody has rung me."]),
        (0.9, 0.6, ["The lift is broken and nobody has rung me."]),
        (0.5, 0.4, ["The lift is broken and nobody has rung me."]),
    ],
)
def test_of_passages_that_overlap_the_likeliest_together_are_kept(
    sentence: float, clauses: float, kept: list[str], parser: LetterParser
) -> None:
    letter = parser.parse("The lift is broken and nobody has rung me.")
    words = {"concern": ["The lift is broken", "nobody has rung me."]}
    found = passages(letter, reading_of(letter, {"The lift": ["holds_concern"]}, words))
    texts = [one.span.of(letter.text) for one in found]
    likely = np.array([sentence if text == letter.text else clauses for text in texts])
    assert [texts[row] for row in apart(found, likely, 0.5)] == kept


def test_a_passage_that_is_not_likely_enough_is_left_out(parser: LetterParser) -> None:
    letter = parser.parse("The lift is broken and nobody has rung me.")
    found = passages(letter, reading_of(letter, {"The lift": ["holds_concern"]}, {"concern": [letter.text]}))
    assert apart(found, np.full(len(found), 0.4), 0.5) == []


def test_narrative_is_left_out_and_issues_are_found(parser: LetterParser, reader: ComplaintReader) -> None:
    letter = parser.parse(
        "I have lived in Larch Court for nine years.\n\nThe lift has been out of order since 3 May and nobody has "
        "told us why. I rang your office four times and nobody called me back. I would like the lift repaired this "
        "month.\n\nI look forward to your reply."
    )
    found = ConcernFinder.load(data_folder("weights")).find(letter, reader.read(letter))
    told = " | ".join(one.text for one in found)
    assert "lift has been out of order" in told
    assert "nobody called me back" in told
    assert "lift repaired" in told
    assert "nine years" not in told
    assert "look forward" not in told


def test_an_empty_complaint_has_none(parser: LetterParser) -> None:
    letter = parser.parse("Hello.")
    finder = ConcernFinder.load(data_folder("weights"))
    assert finder.find(letter, reading_of(letter, {})) == ()


def test_a_long_story_keeps_the_concerns_of_its_parts(parser: LetterParser, reader: ComplaintReader) -> None:
    finder = ConcernFinder.load(data_folder("weights"))
    parts = [one.case.complaint or "" for one in load_samples()]

    def found(complaint: str) -> int:
        letter = parser.parse(complaint)
        return len(finder.find(letter, reader.read(letter)))

    whole = "\n\n".join(parts)
    assert len(whole.split()) > 1500
    assert found(whole) > 0.6 * sum(found(part) for part in parts)

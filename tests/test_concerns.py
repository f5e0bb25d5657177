"""The concerns of a complaint: those given as they are, and those found."""

from __future__ import annotations

import pytest

from reviewer.case import ConcernKind, GivenConcern, Span
from reviewer.concerns import ConcernFinder, candidate_concerns, choice_features, given_concerns
from reviewer.encoder import Encoder
from reviewer.reader import LetterReader
from reviewer.resources import data_folder
from reviewer.review import Document
from reviewer.text import LetterParser
from tests.readings import reading_of

COMPLAINT = "Hello. The lift has been broken since May. Why did nobody ring me? I am 81. I want the lift mended."


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.load(data_folder("weights"))


@pytest.fixture(scope="module")
def reader() -> LetterReader:
    return LetterReader.load(data_folder("weights"))


@pytest.mark.parametrize(
    ("given", "text", "span"),
    [
        (GivenConcern(kind=ConcernKind.CONCERN, text="I am 81."), "I am 81.", Span(start=67, end=75)),
        (GivenConcern(kind=ConcernKind.CONCERN, text="Not in the letter"), "Not in the letter", None),
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


def test_sentences_that_hold_a_concern_are_candidates_by_place_and_kind(parser: LetterParser) -> None:
    letter = parser.parse(COMPLAINT)
    reading = reading_of(
        letter,
        {"The lift": ["holds_concern"], "Why": ["holds_question"], "I want": ["holds_desired_outcome"]},
    )
    assert [(one.kind, one.text) for one in candidate_concerns(letter, reading)] == [
        (ConcernKind.CONCERN, "The lift has been broken since May."),
        (ConcernKind.QUESTION, "Why did nobody ring me?"),
        (ConcernKind.DESIRED_OUTCOME, "I want the lift mended."),
    ]


def test_a_second_telling_is_seen_to_be_like_the_surer_first(parser: LetterParser, encoder: Encoder) -> None:
    letter = parser.parse("The lift has been broken since May. The noise at night is awful. The lift is still broken.")
    labels = {"The lift has": ["holds_concern"], "The noise": ["holds_concern"], "The lift is": ["holds_concern"]}
    reading = reading_of(letter, labels)
    reading.sentences[0]["holds_concern"] = 0.95
    reading.sentences[1]["holds_concern"] = reading.sentences[2]["holds_concern"] = 0.92
    candidates = candidate_concerns(letter, reading)
    likeness = choice_features(candidates, letter, reading, encoder)[:, 13]
    assert likeness[2] > likeness[1] + 0.2


def test_narrative_is_left_out_and_issues_are_found(
    parser: LetterParser, reader: LetterReader, encoder: Encoder
) -> None:
    letter = parser.parse(
        "I have lived in Larch Court for nine years.\n\nThe lift has been out of order since 3 May and nobody has "
        "told us why. I rang your office four times and nobody called me back. I would like the lift repaired this "
        "month.\n\nI look forward to your reply."
    )
    found = ConcernFinder.load(data_folder("weights"), encoder).find(letter, reader.read(letter, Document.COMPLAINT))
    told = " | ".join(one.text for one in found)
    assert "lift has been out of order" in told
    assert "nobody called me back" in told
    assert "lift repaired" in told
    assert "nine years" not in told
    assert "look forward" not in told


def test_an_empty_complaint_has_none(parser: LetterParser, encoder: Encoder) -> None:
    letter = parser.parse("Hello.")
    finder = ConcernFinder.load(data_folder("weights"), encoder)
    assert finder.find(letter, reading_of(letter, {})) == ()

"""The letter reader: windows over long letters, and readings that the stages can use."""

import itertools

import numpy as np
import pytest

from reviewer.case import Span
from reviewer.reader import (
    COMPLAINT_READER,
    OVERLAP,
    WINDOW,
    ComplaintReader,
    Labels,
    LetterReader,
    Piece,
    Reading,
    pieces_of,
    windows,
)
from reviewer.resources import data_folder
from reviewer.review import Document
from reviewer.text import LetterParser
from tests.readings import reading_of


@pytest.fixture(scope="module")
def reader() -> LetterReader:
    return LetterReader.load(data_folder("weights"))


TWO = 2 * WINDOW - OVERLAP  # what just fits into two windows


@pytest.mark.parametrize("count", [0, 1, WINDOW - 1, WINDOW, WINDOW + 1, TWO - 1, TWO, TWO + 1, 5 * WINDOW + 7])
def test_windows_keep_each_token_once(count: int) -> None:
    kept = [place for _, _, first, last in windows(count) for place in range(first, last)]
    assert kept == list(range(count))
    assert all(first <= keep and keep_last <= last for first, last, keep, keep_last in windows(count))
    assert all(last - first <= WINDOW for first, last, _, _ in windows(count))


@pytest.mark.parametrize(("count", "number"), [(0, 1), (WINDOW, 1), (WINDOW + 1, 2), (TWO, 2), (TWO + 1, 3)])
def test_windows_are_few_and_overlap(count: int, number: int) -> None:
    made = list(windows(count))
    assert len(made) == number
    for (_, last, _, _), (first, _, _, _) in itertools.pairwise(made):
        assert last - first >= OVERLAP


def test_pieces_stand_where_the_letter_has_them(parser: LetterParser, reader: LetterReader) -> None:
    text = "Dear Ms Cafe\u0301\r\n\r\nWe missed your bin 🙂 on 3\u00a0March.\r\n\r\nYours sincerely\r\nManager"
    letter = parser.parse(text)
    pieces = list(pieces_of(letter, reader._tokenizer))
    words = [text[piece.start : piece.end].lower() for piece in pieces if not piece.is_mark]
    assert words[:4] == ["we", "missed", "your", "bin"]
    assert words[-3:] == ["3", "march", "."]


def test_runs_join_the_parts_of_a_word_and_break_at_sentences() -> None:
    places = [(0, 0, True), (0, 4, False), (4, 7, False), (8, 12, False), (14, 14, True), (14, 18, False)]
    pieces = tuple(Piece(1, start, end, int(start >= 14), is_mark) for start, end, is_mark in places)
    figures = np.array([[0.9], [0.9], [0.1], [0.2], [0.9], [0.8]], dtype=np.float32)
    reading = Reading(Labels((), ("jargon",), {}), {}, pieces, figures)
    spans = [(span.start, span.end) for span, _ in reading.runs("jargon")]
    assert spans == [(0, 7), (14, 18)]
    assert [span.start for span, _ in reading.runs("jargon", Span(start=14, end=20))] == [14]


def test_a_label_that_was_not_read_has_no_probability(parser: LetterParser) -> None:
    reading = reading_of(parser.parse("We missed your bin."), {"We": ("finding",)})
    assert reading.has(0, "finding")
    assert not reading.has(0, "apology")
    assert reading.probability(99, "finding") == 0.0


def test_a_letter_reads_the_same_twice_and_an_empty_one_reads_as_nothing(
    parser: LetterParser, reader: LetterReader
) -> None:
    letter = parser.parse("I am sorry that we missed your bin. If you are unhappy, ask for a stage 2 review.")
    first, second = (reader.read(letter, Document.RESPONSE) for _ in range(2))
    assert first.sentences == second.sentences
    assert first.has(1, "escalation")
    assert not first.has(0, "escalation")
    assert [reader.read(parser.parse("Dear Ms Shah"), document).sentences for document in Document] == [{}, {}]


def test_a_letter_longer_than_the_window_is_read_to_its_end(parser: LetterParser, reader: LetterReader) -> None:
    text = "The bin was missed on Monday. " * 120 + "If you are unhappy, ask for a stage 2 review."
    letter = parser.parse(text)
    reading = reader.read(letter, Document.RESPONSE)
    assert len(reading.sentences) == len(letter.sentences)
    assert reading.has(letter.sentences[-1].index, "escalation")


COMPLAINT = "I have lived here for nine years. The lift has been broken since May. Why did nobody ring me?"


def test_a_complaint_is_read_by_two_and_their_mean_counts(parser: LetterParser, reader: LetterReader) -> None:
    letter, folder = parser.parse(COMPLAINT), data_folder("weights")
    alone = [one.read(letter, Document.COMPLAINT) for one in (reader, LetterReader.load(folder, COMPLAINT_READER))]
    both = ComplaintReader.load(folder, reader).read(letter)
    np.testing.assert_allclose(both.tokens, np.mean([one.tokens for one in alone], axis=0), atol=1e-6)
    assert len(both.passages) == 2
    for sentence, label in ((1, "holds_concern"), (2, "holds_question")):
        figures = [one.probability(sentence, label) for one in alone]
        assert figures[0] != figures[1]
        assert both.probability(sentence, label) == pytest.approx(sum(figures) / 2)
        assert both.probability(sentence, label) > 0.5 > both.probability(0, label)


def test_an_empty_complaint_reads_as_nothing(parser: LetterParser, reader: LetterReader) -> None:
    assert ComplaintReader.load(data_folder("weights"), reader).read(parser.parse("Hello")).sentences == {}

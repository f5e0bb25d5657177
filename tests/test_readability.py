"""Readability over our own sentences: what counts, and what is left out."""

import pytest

from reviewer.case import Span
from reviewer.readability import load_pronunciations, measure
from reviewer.resources import data_folder
from reviewer.text import LetterParser

EASY = "We missed your bin. The crew did not have your road. We are sorry. It is on the list now."
HARD = (
    "Notwithstanding the aforementioned considerations, it is the determination of the authority that the allocation "
    "of additional resources to the reinstatement of the collection arrangements cannot be accommodated."
)


@pytest.fixture(scope="module", autouse=True)
def pronunciations() -> None:
    load_pronunciations(data_folder("weights") / "pronunciations")


def test_easy_words_read_easier_than_hard_ones(parser: LetterParser) -> None:
    easy, hard = measure(parser.parse(EASY)), measure(parser.parse(HARD))
    assert easy.flesch_reading_ease > 80 > 20 > hard.flesch_reading_ease
    assert easy.reading_age < hard.reading_age
    assert (easy.words, easy.sentences, easy.longest_sentence_words) == (20, 4, 7)
    assert hard.passive_share == 1.0


def test_a_list_counts_as_its_items(parser: LetterParser) -> None:
    listed = measure(parser.parse("We will:\n\n- empty your bin on Monday\n- ring you on Tuesday\n- pay you £10"))
    assert listed.sentences == 4
    assert listed.longest_sentence_words == 5


@pytest.mark.parametrize(
    "furniture",
    [
        "Waste Services\nTown Hall\nOur ref: WS/1\n\nDear Ms Shah\n\n{}\n\nYours sincerely\nWaste Operations Manager",
        'Dear Ms Shah\n\n{}\n\n"I have been waiting for my bin to be emptied for three weeks and nobody has rung me."',
        "Dear Ms Shah\n\nYOUR BIN\n\n{}",
    ],
)
def test_furniture_quotations_and_headings_are_left_out(parser: LetterParser, furniture: str) -> None:
    assert measure(parser.parse(furniture.format(EASY))).words == 20


def test_what_is_named_is_left_out(parser: LetterParser) -> None:
    text = f"{EASY}\n\nIf you are still unhappy you may go to the ombudsman."
    start = text.index("If you")
    assert measure(parser.parse(text), [Span(start=start, end=len(text))]).words == 20


def test_nothing_to_measure_gives_noughts(parser: LetterParser) -> None:
    assert measure(parser.parse("Dear Ms Shah")).words == 0


def test_the_hardest_sentences_are_named(parser: LetterParser) -> None:
    text = f"{EASY} {HARD}"
    (hardest,) = measure(parser.parse(text)).hardest
    assert hardest.of(text) == HARD

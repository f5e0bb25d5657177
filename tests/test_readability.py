"""Readability over our own sentences: what counts, and what is left out."""

import functools
import gc

import pytest

from reviewer.case import Span
from reviewer.readability import ReadingBands, load_pronunciations, measure
from reviewer.resources import data_folder
from reviewer.review import Readability
from reviewer.scoring import load_scoring
from reviewer.text import Letter, LetterParser

EASY = "We missed your bin. The crew did not have your road. We are sorry. It is on the list now."
HARD = (
    "Notwithstanding the aforementioned considerations, it is the determination of the authority that the allocation "
    "of additional resources to the reinstatement of the collection arrangements cannot be accommodated."
)


@pytest.fixture(scope="module", autouse=True)
def pronunciations() -> None:
    load_pronunciations(data_folder("weights") / "pronunciations")


@pytest.fixture(scope="module")
def bands() -> ReadingBands:
    return load_scoring(data_folder("rules")).readability


def figures(letter: Letter, *left_out: Span) -> Readability:
    return measure(letter, load_scoring(data_folder("rules")).readability, left_out)


def test_nothing_of_a_letter_stays_in_memory(parser: LetterParser) -> None:
    figures(parser.parse("The Quillfeather crew came back."))
    caches = [one for one in gc.get_objects() if isinstance(one, functools._lru_cache_wrapper)]
    kept = [str(key) for cache in caches for held in gc.get_referents(cache) for key in gc.get_referents(held)]
    assert caches
    assert not [key for key in kept if "Quillfeather" in key]


def test_easy_words_read_easier_than_hard_ones(parser: LetterParser) -> None:
    easy, hard = figures(parser.parse(EASY)), figures(parser.parse(HARD))
    assert easy.flesch_reading_ease > 80 > 20 > hard.flesch_reading_ease
    assert easy.reading_age < hard.reading_age
    assert (easy.words, easy.sentences, easy.longest_sentence_words) == (20, 4, 7)
    assert hard.passive_share == 1.0


def test_a_list_counts_as_its_items(parser: LetterParser) -> None:
    listed = figures(parser.parse("We will:\n\n- empty your bin on Monday\n- ring you on Tuesday\n- pay you £10"))
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
    assert figures(parser.parse(furniture.format(EASY))).words == 20


def test_what_is_named_is_left_out(parser: LetterParser) -> None:
    text = f"{EASY}\n\nIf you are still unhappy you may go to the ombudsman."
    start = text.index("If you")
    assert figures(parser.parse(text), Span(start=start, end=len(text))).words == 20


def test_nothing_to_measure_gives_noughts(parser: LetterParser) -> None:
    assert figures(parser.parse("Dear Ms Shah")).words == 0


def test_the_hardest_sentences_are_named(parser: LetterParser) -> None:
    text = f"{EASY} {HARD}"
    (hardest,) = figures(parser.parse(text)).hardest
    assert hardest.of(text) == HARD


@pytest.mark.parametrize(
    ("mean", "longest", "ease", "band"),
    [
        (18.0, 30, 65.0, "green"),
        (18.1, 30, 65.0, "amber"),
        (18.0, 31, 65.0, "amber"),
        (18.0, 30, 64.9, "amber"),
        (22.0, 40, 20.0, "amber"),
        (22.1, 30, 80.0, "red"),
        (12.0, 41, 80.0, "red"),
    ],
)
def test_the_bands_end_where_the_rules_say(
    bands: ReadingBands, mean: float, longest: int, ease: float, band: str
) -> None:
    assert bands.band(mean, longest, ease) == band


def test_a_reply_has_a_band_where_there_is_something_to_measure(parser: LetterParser) -> None:
    assert figures(parser.parse(EASY)).band == "green"
    assert figures(parser.parse(f"{HARD} {HARD}")).band == "red"
    assert figures(parser.parse("Dear Ms Shah")).band is None

"""The answer reader: how a concern and sentences are laid out, and what it says of plain answers and non-answers."""

from __future__ import annotations

import pytest
from tokenizers import Tokenizer

from reviewer.answer_reader import (
    MOST_BEFORE,
    MOST_RIVAL,
    MOST_TOKENS,
    AnswerReader,
    Asked,
    answer_row,
)
from reviewer.reader import load_tokenizer
from reviewer.resources import data_folder


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return load_tokenizer(data_folder("weights"))


@pytest.fixture(scope="module")
def reader() -> AnswerReader:
    return AnswerReader.load(data_folder("weights"))


def test_each_token_belongs_to_its_sentence(tokenizer: Tokenizer) -> None:
    row = answer_row(Asked("Nobody rang."), ["We did not ring.", "I am sorry."], tokenizer)
    sentences = [place for place in row.places if place >= 0]
    assert row.sentences == 2
    assert sentences == [0] * sentences.count(0) + [1] * sentences.count(1)
    assert len(row.input_ids) == len(row.token_types) == len(row.places)
    assert row.pooling().sum(axis=1) == pytest.approx([1.0, 1.0])


def test_only_the_last_words_before_the_concern_are_read(tokenizer: Tokenizer) -> None:
    short = answer_row(Asked("Why?"), [], tokenizer)
    long = answer_row(Asked("Why?", "word " * 300), [], tokenizer)
    assert len(long.input_ids) == len(short.input_ids) + MOST_BEFORE


def test_the_first_words_of_each_rival_are_read_behind_the_concern(tokenizer: Tokenizer) -> None:
    alone = answer_row(Asked("Why?"), ["We did not ring."], tokenizer)
    beside = answer_row(Asked("Why?", rivals=("word " * 300, "The gate.")), ["We did not ring."], tokenizer)
    gate = len(tokenizer.encode("The gate.", add_special_tokens=False).ids)
    assert len(beside.input_ids) == len(alone.input_ids) + 1 + MOST_RIVAL + 1 + gate
    assert [place for place in beside.places if place >= 0] == [place for place in alone.places if place >= 0]


def test_sentences_that_do_not_fit_are_left_out(tokenizer: Tokenizer, reader: AnswerReader) -> None:
    told = ["The gate was mended on Monday by the contractor who fitted it. " * 5] * 12
    row = answer_row(Asked("The gate is broken."), told, tokenizer)
    assert row.sentences < 12
    assert len(row.input_ids) <= MOST_TOKENS
    reading = reader.read(Asked("The gate is broken."), told)
    assert all(len(figures) == 12 for figures in reading.manners.values())
    assert reading.manners["answers"][-1] == 0.0


def test_no_sentence_at_all_is_read_as_no_answer(reader: AnswerReader) -> None:
    reading = reader.read(Asked("The gate is broken."), [])
    assert reading.status.argmax() == 2


@pytest.mark.parametrize(
    ("asked", "answer", "beside_it"),
    [
        (
            "The bin lorry has missed our street three weeks in a row.",
            "The lorry did not come on those three dates because the round was one driver short.",
            "You have told us that your street was missed three weeks in a row.",
        ),
        (
            "Why did nobody ring me back?",
            "The adviser wrote your number down wrongly, so the manager could not reach you.",
            "Thank you for telling us how you were treated on the telephone.",
        ),
        (
            "I want the £60 charge refunded.",
            "We will not return it, as the notice was served in the right way and in time.",
            "Charges are set each year by the full council and are on our website.",
        ),
    ],
)
def test_an_answer_is_told_from_what_stands_beside_it(
    reader: AnswerReader, asked: str, answer: str, beside_it: str
) -> None:
    reading = reader.read(Asked(asked), [beside_it, answer])
    direct = reading.manners["answers"] + reading.manners["half_answers"]
    assert direct[1] > direct[0]
    cut = reader.read(Asked(asked), [beside_it])
    assert cut.status.argmax() == 2


def test_the_same_words_give_the_same_figures(reader: AnswerReader) -> None:
    asked, told = Asked("Why did nobody ring me back?"), ["We lost your number.", "I am sorry."]
    first, second = reader.read(asked, told), reader.read(asked, told)
    assert first.status.tobytes() == second.status.tobytes()

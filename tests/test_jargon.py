"""Terms that read as jargon: where they are looked for, and how surely they are one."""

from __future__ import annotations

import numpy as np
import pytest

from reviewer.jargon import JargonFinder, Marks, TermCount, WordCount, candidates, term_of
from reviewer.linear import Linear
from reviewer.text import LetterParser
from tests.readings import reading_of

MARKS = Marks(
    {"kerb offset": TermCount(4, 3, 0), "stop order": TermCount(4, 0, 4)},
    {"kerb": WordCount(40, 3, 12), "offset": WordCount(6, 4, 0)},
)


@pytest.mark.parametrize(
    ("reply", "read", "proposed"),
    [
        ("The tare was out.", ["tare"], ["tare"]),  # as the letter reader takes it
        ("The kerb offset was out.", [], ["kerb offset"]),  # as readers of other letters marked it
        ("A stop order was made.", [], []),  # listed elsewhere as fine, never as jargon
        ("The WXQ met.", [], ["WXQ"]),
        ("The tare was out. The tare is in.", ["tare"], ["tare"]),  # once
        ("The tare, that is, the weight of the empty lorry, was out.", ["tare"], []),  # explained
        ("Dear Ms Tare\n\nThe bin was full.", ["Tare"], []),  # not in running text
        ("The null lift was logged.", ["null lift"], ["null lift"]),
    ],
)
def test_where_jargon_is_looked_for(reply: str, read: list[str], proposed: list[str], parser: LetterParser) -> None:
    letter = parser.parse(reply)
    found = candidates(letter, reading_of(letter, {}, {"jargon": read}), "", MARKS)
    assert [one.span.of(reply) for one in found] == proposed


@pytest.mark.parametrize(
    ("complaint", "proposed"),
    [
        ("My bin was missed.", ["kerb offset"]),
        ("You told me about a Kerb Offset.", []),
        ("The kerb offsets are wrong.", []),
        ("My kerb, offsetting the pavement, is wrong.", ["kerb offset"]),
    ],
)
def test_the_complainants_own_words_are_none(complaint: str, proposed: list[str], parser: LetterParser) -> None:
    letter = parser.parse("The kerb offset was out.")
    found = candidates(letter, reading_of(letter, {}), complaint, MARKS)
    assert [one.span.of(letter.text) for one in found] == proposed


def test_what_the_letter_reader_takes_for_jargon_is_the_surer(parser: LetterParser) -> None:
    letter = parser.parse("The kerb offset rig was out.")
    reading = reading_of(letter, {}, {"jargon": ["offset rig"]})
    count = len(candidates(letter, reading, "", MARKS)[0].figures)
    how_surely_read = np.eye(1, count)
    finder = JargonFinder(Linear(np.zeros(count), np.ones(count), how_surely_read, np.zeros(1)), MARKS)
    found = {one.span.of(letter.text): one.sureness for one in finder.find(letter, reading, None)}
    assert found["offset rig"] > found["kerb offset"]


def test_a_term_first_quoted_is_found_where_the_officer_uses_it(parser: LetterParser) -> None:
    reply = 'You wrote: "nobody told me about the kerb offset".\n\nThe kerb offset was out, and the Kerb  Offset is in.'
    letter = parser.parse(reply, quoting="nobody told me about the kerb offset")
    (found,) = candidates(letter, reading_of(letter, {}), "", MARKS)
    assert found.span.start == reply.rindex("kerb offset")


@pytest.mark.parametrize(
    ("term", "counted"),
    [("Kerb  Offset", "kerb offset"), ("the officer’s MTFS", "the officer mtfs"), ("‘CAFÉ’/", "café"), ("–", "")],
)
def test_a_term_is_counted_in_small_letters(term: str, counted: str) -> None:
    assert term_of(term) == counted

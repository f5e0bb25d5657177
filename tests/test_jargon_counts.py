"""What is counted for the jargon model: by writer, so that a writer's own marks can be left out."""

from __future__ import annotations

from functools import reduce

import pytest

from models.corpus.notation import WrittenCase, read_case
from models.corpus.parts import CORPUS
from models.jargon.counts import LEAST_LETTERS, Tally, tallies


@pytest.fixture(scope="module")
def cases() -> list[WrittenCase]:
    return [read_case(path) for writer in ("w127", "w128") for path in sorted(CORPUS.glob(f"train/{writer}/*.case"))]


def test_a_writer_taken_from_the_total_leaves_the_others(cases: list[WrittenCase]) -> None:
    by_writer = tallies(cases)
    total = reduce(Tally.plus, by_writer.values())
    assert total.less(by_writer["w127"]) == by_writer["w128"]


def test_a_marked_term_is_counted_once_a_letter(cases: list[WrittenCase]) -> None:
    marks = reduce(Tally.plus, tallies(cases).values()).marks()
    term = marks.term("practitioner")
    assert term.marked == sum("practitioner" in map(str.lower, case.terms["jargon"]) for case in cases) > 0
    assert all(one.used >= max(one.marked, one.fine) for one in marks.terms.values())


def test_rare_words_are_taken_for_unseen(cases: list[WrittenCase]) -> None:
    marks = reduce(Tally.plus, tallies(cases).values()).marks()
    assert all(word.replies >= LEAST_LETTERS for word in marks.words.values())
    assert marks.word("the").replies == len(cases)

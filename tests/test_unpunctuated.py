"""A complaint as if spoken: the same words with hardly a full stop, and its concerns still in their places."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from models.corpus.notation import Concern, WrittenCase, read_case
from models.corpus.parts import CORPUS
from models.reader.unpunctuated import Edit, applied, unpunctuated
from reviewer.text import LetterParser

CASES = sorted(CORPUS.glob("train/*/*-001.case"))[::20]
CONCERN = Concern(1, "concern", 0, 0, "not_answered", None, ())


def words_of(text: str) -> list[str]:
    """Each word's letters, however they stand in it, without the "and" that may stand for a full stop."""
    words = re.findall(r"\w+", re.sub("['’]", "", text.lower()))
    return ["".join(sorted(word)) for word in words if word != "and"]


@pytest.mark.parametrize(
    ("text", "edits", "made", "places"),
    [
        ("a. B", [], "a. B", [0, 1, 2, 3, 4]),
        ("a. B", [Edit(1, 3, " "), Edit(3, 4, "b")], "a b", [0, 1, 1, 2, 3]),
        ("a, b", [Edit(1, 2, "")], "a b", [0, 1, 1, 2, 3]),
        ("a. B", [Edit(1, 3, " and ")], "a and B", [0, 1, 1, 6, 7]),
    ],
)
def test_edits_and_where_each_place_comes_to_lie(text: str, edits: list[Edit], made: str, places: list[int]) -> None:
    assert applied(text, edits) == (made, places)


@pytest.mark.parametrize(("number", "path"), list(enumerate(CASES)), ids=lambda one: getattr(one, "stem", None))
def test_each_concern_keeps_its_words(number: int, path: Path, parser: LetterParser) -> None:
    case = read_case(path)
    changed = unpunctuated(case, parser, Random(number))  # each seed is a person with habits of their own
    assert changed is not None
    assert changed.complaint.count(". ") < max(1, case.complaint.count(". "))
    for one, other in zip(case.concerns, changed.concerns, strict=True):
        before, after = case.complaint[one.start : one.end], changed.complaint[other.start : other.end]
        assert words_of(after) == words_of(before)


def test_there_are_cases() -> None:
    assert len(CASES) >= 8


def made_of(parser: LetterParser, complaint: str, *concerns: str) -> list[WrittenCase | None]:
    """What some seeds make of a complaint with these concerns."""
    places = [(complaint.index(one), complaint.index(one) + len(one)) for one in concerns]
    marked = tuple(replace(CONCERN, start=start, end=end) for start, end in places)
    case = replace(read_case(CASES[0]), complaint=complaint, concerns=marked)
    return [unpunctuated(case, parser, Random(seed)) for seed in range(30)]


def complaints_of(parser: LetterParser, complaint: str) -> list[str]:
    return [one.complaint for one in made_of(parser, complaint) if one]


def test_paragraphs_run_on_for_some(parser: LetterParser) -> None:
    made = complaints_of(parser, "The lift is broken.\n\nNobody rang me.")
    assert {"\n" in one for one in made} == {True, False}


def test_some_leave_apostrophes_out(parser: LetterParser) -> None:
    made = complaints_of(parser, "They don't ring me. They never came.")
    assert {"dont" in one for one in made} == {True, False}


def test_letters_are_changed_about_within_words(parser: LetterParser) -> None:
    words = "The broken window remains broken because nobody answered yesterday morning. " * 4
    made = complaints_of(parser, words.strip())
    assert any(set(one.lower().split()) - set(words.lower().split()) - {"and"} for one in made)


def test_no_second_and_before_a_joining_word(parser: LetterParser) -> None:
    made = complaints_of(parser, "The lift is broken. And nobody rang me.")
    assert any("broken and nobody" in one for one in made)
    assert not any("and and" in one or "and And" in one for one in made)


def test_a_concern_without_words_left_is_given_up(parser: LetterParser) -> None:
    made = made_of(parser, 'The lift is broken. They said "" to me. Nobody rang.', '""')
    assert None in made

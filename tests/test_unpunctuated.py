"""A complaint as if spoken: the same words with hardly a full stop, and its concerns still in their places."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest

from models.corpus.notation import read_case
from models.corpus.parts import CORPUS
from models.reader.unpunctuated import Edit, applied, unpunctuated
from reviewer.text import LetterParser

CASES = sorted(CORPUS.glob("train/*/*-001.case"))[::20]


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


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_each_concern_keeps_its_words(path: Path, parser: LetterParser) -> None:
    case = read_case(path)
    changed = unpunctuated(case, parser, Random(3))
    assert changed is not None
    assert changed.complaint.count(". ") < max(1, case.complaint.count(". "))
    for one, other in zip(case.concerns, changed.concerns, strict=True):
        before, after = case.complaint[one.start : one.end], changed.complaint[other.start : other.end]
        assert words_of(after) == words_of(before)

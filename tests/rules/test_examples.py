from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from reviewer.case import Procedure, Span, Stage
from reviewer.rules import RuleBook
from reviewer.rules.examples import ExampleRunner, marked_case, unmark
from reviewer.text import LetterParser
from tests.rules.conftest import Files


@pytest.mark.parametrize(
    ("text", "plain", "marks"),
    [
        ("We [[came]].", "We came.", [(3, 7)]),
        ("[[a]] b [[c]]", "a b c", [(0, 1), (4, 5)]),
        ("none [at all]", "none [at all]", []),
        ("[[[NAME]]]", "[NAME]", [(0, 6)]),
    ],
)
def test_unmark(text: str, plain: str, marks: list[tuple[int, int]]) -> None:
    assert unmark(text) == (plain, tuple(Span(start=start, end=end) for start, end in marks))


@pytest.mark.parametrize("text", ["[[a", "a]]", "[[a [[b]] c]]"])
def test_marks_that_do_not_pair(text: str) -> None:
    with pytest.raises(ValueError, match="do not pair"):
        unmark(text)


@pytest.mark.parametrize(
    ("keys", "faults"),
    [
        pytest.param({"flag": ["We are [[sorry]]."], "pass": ["We came."]}, [], id="good"),
        pytest.param(
            {"flag": ["We [[came]]."], "pass": ["We came."]},
            [
                "flag example 1: nothing is flagged",
                "flag example 1: 'came' is marked and not flagged",
            ],
            id="missed",
        ),
        pytest.param(
            {"flag": ["[[sorry]], so sorry"], "pass": ["We came."]},
            [
                "flag example 1: 'sorry' is flagged and not marked",
            ],
            id="not marked",
        ),
        pytest.param(
            {"flag": ["[[sorry]]"], "pass": ["We are sorry.", "[[We]] came."]},
            [
                "pass example 1: 'sorry' is flagged",
                "pass example 2 holds a mark",
            ],
            id="flagged in error",
        ),
    ],
)
def test_what_is_wrong_with_examples(
    make_book: Callable[[Files], RuleBook], parser: LetterParser, keys: dict[str, Any], faults: list[str]
) -> None:
    book = make_book({"a/b": {"kind": "existence", "tokens": ["sorry"], "examples": keys}})
    assert list(ExampleRunner(book.rules[0], parser).faults()) == faults


def test_a_suggestion_that_is_flagged_itself(make_book: Callable[[Files], RuleBook], parser: LetterParser) -> None:
    rule = {"kind": "substitution", "swap": {"utilise": "make use of", "make use": "use"}}
    examples = {"flag": ["We [[utilise]] it."], "pass": ["We use it."]}
    book = make_book({"a/b": {**rule, "examples": examples}})
    assert list(ExampleRunner(book.rules[0], parser).faults()) == [
        "flag example 1: the suggestion 'make use of' for 'utilise' is flagged itself"
    ]


@pytest.mark.parametrize(
    ("applies", "example", "expected"),
    [
        ({}, "Hello.", ("corporate", "stage_1", "Hello.", None)),
        ({"procedure": ["housing"], "stage": ["stage_2"]}, "Hello.", ("housing", "stage_2", "Hello.", None)),
        (
            {"procedure": ["housing"]},
            {"response": "Hi.", "procedure": "corporate"},
            ("corporate", "stage_1", "Hi.", None),
        ),
        ({}, {"response": "Hi.", "complaint": "Why?"}, ("corporate", "stage_1", "Hi.", "Why?")),
        ({"document": "complaint"}, "Why?", ("corporate", "stage_1", "Thank you for your letter.", "Why?")),
    ],
)
def test_an_example_as_a_case(
    make_book: Callable[[Files], RuleBook], applies: dict[str, Any], example: Any, expected: tuple[str, ...]
) -> None:
    examples = {"flag": [example], "pass": ["We came."]}
    rule = make_book({"a/b": {"kind": "existence", "tokens": ["x"], "applies": applies, "examples": examples}}).rules[0]
    case = marked_case(rule, rule.examples.flag[0]).case
    assert (Procedure(case.procedure), Stage(case.stage), case.response, case.complaint) == expected

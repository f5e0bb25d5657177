from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from reviewer.case import Nation, Procedure, Stage
from reviewer.rules import Match, RuleBook
from tests.rules.conftest import Files

Run = Callable[..., tuple[Match, ...]]


def existence(token: str, **keys: Any) -> dict[str, Any]:
    return {"kind": "existence", "tokens": [token], **keys}


@pytest.mark.parametrize(
    ("applies", "case", "count"),
    [
        ({}, {}, 1),
        ({"procedure": ["housing"]}, {}, 0),
        ({"procedure": ["housing", "corporate"]}, {}, 1),
        ({"procedure": ["housing"]}, {"procedure": Procedure.HOUSING}, 1),
        ({"stage": ["stage_2"]}, {}, 0),
        ({"stage": ["stage_2"]}, {"stage": Stage.STAGE_2}, 1),
        ({"nation": ["wales"]}, {}, 0),
        ({"nation": ["wales"]}, {"nation": Nation.WALES}, 1),
        ({"needs_complaint": True}, {}, 0),
        ({"needs_complaint": True}, {"complaint": "Why?"}, 1),
        ({"document": "complaint"}, {}, 0),
        ({"document": "complaint"}, {"complaint": "Why?"}, 0),
        ({"document": "complaint"}, {"complaint": "I am sorry to write."}, 1),
    ],
)
def test_when_a_rule_applies(run: Run, applies: dict[str, Any], case: dict[str, Any], count: int) -> None:
    assert len(run(existence("sorry", applies=applies), "We are sorry.", **case)) == count


@pytest.mark.parametrize("signs", ["’'", "'’", "’’"])
def test_what_is_exempt_is_so_whatever_its_apostrophe(run: Run, signs: str) -> None:
    spared, written = (f"tenant{sign}s handbook" for sign in signs)
    rule = existence("tenant.s handbook", category="jargon", exempt=[spared.capitalize()])
    assert run(rule, f"See the {written}.") == ()
    assert run({**rule, "exempt": []}, f"See the {written}.") != ()


def test_matches_come_by_place_then_rule_whatever_the_order_of_the_files(run: Run) -> None:
    files = {
        "b/late": existence("late"),
        "a/late": existence("late"),
        "c/none": {"kind": "occurrence", "token": "thank you", "min": 1},
        "a/theirs": existence("bin", applies={"document": "complaint"}),
        "a/first": existence("we"),
    }
    matches = run(files, "We were late.", "My bin!")
    assert [(match.rule.id, match.text) for match in matches] == [
        ("a/first", "We"),
        ("a/late", "late"),
        ("b/late", "late"),
        ("c/none", ""),
        ("a/theirs", "bin"),
    ]


def test_a_group_is_one_finding_with_its_further_places(run: Run) -> None:
    (match,) = run(existence("sorry", group=True), "I am sorry. We are sorry. So sorry.")
    assert [place.start for place in match.places] == [5, 19, 29]


@pytest.mark.parametrize(
    ("files", "reply", "expected"),
    [
        pytest.param(
            {"a/b": existence("recovery", category="jargon"), "c/d": existence("recovery action", category="jargon")},
            "We took recovery action.",
            ["recovery action"],
            id="the longest of two pieces of jargon",
        ),
        pytest.param(
            {"a/b": existence("recovery", category="jargon"), "c/d": existence("recovery action")},
            "We took recovery action.",
            ["recovery", "recovery action"],
            id="jargon and something else",
        ),
        pytest.param(
            {
                "a/b": existence("recovery", category="jargon", span="sentence"),
                "c/d": existence("action", category="jargon"),
            },
            "We took recovery action.",
            ["We took recovery action.", "action"],
            id="a sentence and a word in it",
        ),
    ],
)
def test_one_jargon_finding_a_place(run: Run, files: Files, reply: str, expected: list[str]) -> None:
    assert [match.text for match in run(files, reply)] == expected


@pytest.mark.parametrize(
    ("category", "complaint", "count"),
    [
        ("jargon", "With regard to my bin", 0),
        ("jargon", "with  regard\nto my bin", 0),
        ("jargon", "with regards to my bin", 1),
        ("jargon", None, 1),
        ("tone", "With regard to my bin", 1),
    ],
)
def test_jargon_that_the_complainant_used_too(run: Run, category: str, complaint: str | None, count: int) -> None:
    assert len(run(existence("with regard to", category=category), "With regard to it.", complaint)) == count


def test_running_twice_gives_the_same(make_book: Callable[[Files], RuleBook], run: Run) -> None:
    assert run(existence("sorry"), "We are sorry.") == run(existence("sorry"), "We are sorry.")


def test_the_vocabulary_is_the_words_that_rules_list(make_book: Callable[[Files], RuleBook]) -> None:
    terms = {"kind": "vocabulary", "terms": {"void period": "time"}, "abbreviations": {"UC": "Universal Credit"}}
    assert make_book({"a/b": terms, "a/c": existence("sorry")}).vocabulary == {"void", "period", "UC"}

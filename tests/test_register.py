"""The register of actions: what is outstanding, in which order, and what reviews and cases are read from."""

import json
from datetime import date

import pytest

from reviewer.case import Case
from reviewer.errors import ReviewError
from reviewer.register import ReviewedActions, outstanding, read_records
from reviewer.review import ActionKind, Review
from tests.handmade import REPLY, make_review


def reviewed(*actions: dict[str, object], **more: object) -> ReviewedActions:
    told = [{"kind": "remedy", "text": "We will ring you.", **one} for one in actions]
    return ReviewedActions.model_validate({"id": "c-1", "reference": "CF/1", **more, "actions": told})


def test_an_entry_says_which_complaint_what_who_and_when_and_no_more(review: Review) -> None:
    (entry,) = outstanding([ReviewedActions.model_validate(review)])
    assert vars(entry) == {
        "complaint": "case-1",
        "reference": "CF/1",
        "action": "The Waste Operations Manager will add your road to the list by 21 March 2026.",
        "kind": ActionKind.REMEDY,
        "owner": "The Waste Operations Manager",
        "due": date(2026, 3, 21),
        "timescale": "by 21 March 2026",
    }


@pytest.mark.parametrize(
    ("action", "listed"),
    [
        ({}, True),
        ({"kind": "follow_up"}, True),
        ({"kind": "learning", "specific": True}, True),
        ({"done": True}, False),
        ({"kind": "learning", "specific": False}, False),
    ],
)
def test_what_is_outstanding(action: dict[str, object], listed: bool) -> None:
    assert bool(outstanding([reviewed(action)])) is listed


def test_the_earliest_due_comes_first_and_what_has_no_date_last() -> None:
    by = [{"text": one, "due": one} for one in ("2026-05-01", "2026-04-01")]
    told = [reviewed({"timescale": by[0]}, {}), reviewed({"timescale": by[1]}, {"timescale": {"text": "every Friday"}})]
    assert [one.timescale for one in outstanding(told)] == ["2026-04-01", "2026-05-01", None, "every Friday"]


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("We will\r\nring\u00a0you.", "We will ring you."),
        ("- We will ring you.", "We will ring you."),
        ("2. We will ring you.", "We will ring you."),
    ],
)
def test_an_action_stands_on_one_line_without_its_bullet(text: str, action: str) -> None:
    assert outstanding([reviewed({"text": text})])[0].action == action


# --- as they are written --------------------------------------------------------------------------------------------

REVIEW = make_review().model_dump(mode="json")
NAMELESS = {**REVIEW, "id": None, "reference": None}
CASE = {"id": "c-2", "response": REPLY}


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        (json.dumps(REVIEW, indent=2), ["case-1"]),
        (json.dumps([REVIEW, CASE]), ["case-1", "c-2"]),
        (f"{json.dumps(REVIEW)}\n\n{json.dumps(CASE)}\n", ["case-1", "c-2"]),
        (json.dumps(NAMELESS), ["made.json"]),
        (f"{json.dumps(CASE)}\n{json.dumps(NAMELESS)}\n", ["c-2", "made.json, line 2"]),
        (json.dumps([NAMELESS]), ["made.json, record 1"]),
        (
            json.dumps({**REVIEW, "note": "one\u2028two"}, ensure_ascii=False) + f"\n{json.dumps(CASE)}",
            ["case-1", "c-2"],
        ),
        (json.dumps({**REVIEW, "response_text": REPLY, "field_to_come": 1}), ["case-1"]),
    ],
)
def test_reviews_and_cases_are_read(text: str, ids: list[str]) -> None:
    records = list(read_records(text, "made.json"))
    assert [one.id for one in records if not isinstance(one, ReviewError)] == ids
    assert all(isinstance(one, Case if one.id == "c-2" else ReviewedActions) for one in records)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{not json\n", "made.json, line 1 is not valid JSON"),
        (f"{json.dumps(CASE)}\n{{secret\n", "made.json, line 2 is not valid JSON"),
        ("[1]", "made.json, record 1 is not one"),
        ('{"error": {"title": "x"}, "id": "a"}', "made.json holds the error of a case"),
        ('{"id": "a", "actions": [{"kind": "secret", "text": "x"}]}', "made.json: the review or case is not valid"),
        ('{"id": "a", "response": "x", "stage": "secret"}', "made.json: the review or case is not valid"),
    ],
)
def test_what_is_neither_is_told_with_its_place_and_no_words_of_it(text: str, told: str) -> None:
    (error,) = [one for one in read_records(text, "made.json") if isinstance(one, ReviewError)]
    assert error.title == told
    assert "secret" not in str(error)

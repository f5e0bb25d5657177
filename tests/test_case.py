"""What the reviewer takes: what a Case refuses, and in which words."""

import pytest
from pydantic import ValidationError

from reviewer.case import Case, Span
from reviewer.errors import invalid_case

SECRET = "Mrs Oyelaran of 9 Thornley Mews"  # must never be repeated by an error


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({}, "response"),
        ({"response": ""}, "response"),
        ({"response": "  \n"}, "white space"),
        ({"response": "x" * 100_001}, "response"),
        ({"response": SECRET, "stage": SECRET}, "stage"),
        ({"response": SECRET, "procedure": SECRET}, "procedure"),
        ({"response": SECRET, "dated": SECRET}, "dated"),
        ({"response": SECRET, "dated": "20260331"}, "2026-03-31"),
        ({"response": SECRET, "received": 1743379200}, "2026-03-31"),
        ({"response": SECRET, "received": "9999-12-31"}, "received"),
        ({"response": SECRET, SECRET: 1}, "no such field"),
        ({"response": SECRET, "concerns": [{"kind": "concern", "text": " "}]}, "white space"),
        (
            {"response": "y", "complaint": "a  b", "concerns": [{"kind": "concern", "span": {"start": 1, "end": 3}}]},
            "white space at its span",
        ),
        (
            {
                "response": "y",
                "complaint": "a  b",
                "concerns": [{"kind": "concern", "text": "b", "span": {"start": 0, "end": 1}}],
            },
            "not what stands at its span",
        ),
        ({"response": SECRET, "concerns": [{"kind": "concern"}]}, "span"),
        ({"response": SECRET, "concerns": [{"kind": "concern", "span": {"start": 0, "end": 4}}]}, "no complaint"),
        (
            {"response": "y", "complaint": "x", "concerns": [{"kind": "concern", "span": {"start": 0, "end": 4}}]},
            "1 characters",
        ),
        (
            {"response": "y", "complaint": "x", "concerns": [{"kind": "concern", "span": {"start": 2, "end": 1}}]},
            "end comes after its start",
        ),
    ],
)
def test_a_wrong_case_is_refused_by_field_and_cause(given: dict[str, object], field: str) -> None:
    with pytest.raises(ValidationError) as told:
        Case.model_validate(given)
    problem = invalid_case(told.value).problem
    assert field in problem.detail
    assert SECRET not in problem.detail


def test_a_case_needs_only_a_response() -> None:
    case = Case(response="Dear Ms Shah")
    assert (case.procedure, case.stage, case.nation, case.complaint) == ("corporate", "stage_1", None, None)


@pytest.mark.parametrize(
    ("one", "other", "overlap", "covered"),
    [
        (Span(start=0, end=5), Span(start=4, end=9), True, False),
        (Span(start=0, end=5), Span(start=5, end=9), False, False),
        (Span(start=0, end=9), Span(start=2, end=5), True, True),
    ],
)
def test_spans(one: Span, other: Span, overlap: bool, covered: bool) -> None:
    assert one.overlaps(other) is overlap
    assert one.covers(other) is covered

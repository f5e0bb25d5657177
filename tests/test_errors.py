import pytest
from pydantic import ValidationError

from reviewer.case import Case
from reviewer.errors import ReviewError, invalid_case


def told(**case: object) -> str:
    with pytest.raises(ValidationError) as raised:
        Case.model_validate({"response": "Dear Ms Shah", **case})
    return invalid_case(raised.value).detail


def test_an_error_tells_cause_and_cure_as_a_problem() -> None:
    error = ReviewError("too-much", "There is too much", "send less", 413)
    assert str(error) == "There is too much: send less"
    assert error.problem.model_dump() == {
        "type": "/problems/too-much",
        "title": "There is too much",
        "status": 413,
        "detail": "send less",
    }


@pytest.mark.parametrize(
    ("case", "detail"),
    [
        ({"stage": "secret"}, "stage: Input should be 'stage_1' or 'stage_2'"),
        ({"response": " \n"}, "case: the response holds only white space: paste the draft reply"),
        ({"reponse": "secret"}, "reponse: there is no such field; write one of response, complaint, procedure, stage,"),
        ({"secret words of a letter": 1}, "a field: there is no such field; write one of response,"),
        ({"Secret": 1}, "a field: there is no such field; write one of response,"),
        ({"x" * 31: 1}, "a field: there is no such field; write one of response,"),
        (
            {"concerns": [{"kind": "concern", "text": "Why?", "colour": "secret"}]},
            "concerns.0.colour: there is no such field; write one of kind, span, text",
        ),
        (
            {"complaint": "Why?", "concerns": [{"kind": "concern", "span": {"start": 0, "end": 2, "secret words": 1}}]},
            "concerns.0.span.a field: there is no such field; write one of start, end",
        ),
        (
            {"dismissed": [{"fingerprint": "f", "reason": "r", "by": "secret"}]},
            "dismissed.0.by: there is no such field; write one of fingerprint, reason",
        ),
    ],
)
def test_a_case_that_is_not_valid_is_told_by_field_and_cause(case: dict[str, object], detail: str) -> None:
    assert told(**case).startswith(detail)
    assert "secret" not in told(**case).lower()


def test_many_faults_are_cut_short() -> None:
    detail = told(concerns=[{"kind": "secret"}] * 30)
    assert detail.count("concerns.") == 10
    assert detail.endswith("; and 20 more")

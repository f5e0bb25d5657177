"""The register of actions over HTTP."""

import csv
import io
from typing import Any

import pytest
from fastapi.testclient import TestClient
from icalendar import Calendar

from tests.handmade import make_review
from tests.letters import COMPLAINT, REPLY
from tests.service.test_api import problem_of

REVIEW = make_review().model_dump(mode="json")
CASE = {"id": "c-2", "complaint": COMPLAINT, "response": REPLY, "dated": "2026-03-12"}


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_reviews_give_a_table(client: TestClient) -> None:
    answer = client.post("/v1/actions", json={"reviews": [REVIEW]})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert 'filename="actions.csv"' in answer.headers["content-disposition"]
    assert [(one["complaint"], one["owner"], one["due"]) for one in rows(answer.text)] == [
        ("case-1", "The Waste Operations Manager", "2026-03-21")
    ]


def test_cases_are_reviewed_first(client: TestClient) -> None:
    told = rows(client.post("/v1/actions", json={"cases": [CASE]}).text)
    assert [(one["complaint"], one["due"]) for one in told] == [("c-2", "2026-03-21")]


def test_a_review_as_the_service_gives_it_is_taken_back(client: TestClient) -> None:
    review = client.post("/v1/reviews", json=CASE).json()
    assert (
        client.post("/v1/actions", json={"reviews": [review]}).text
        == client.post("/v1/actions", json={"cases": [CASE]}).text
    )


@pytest.mark.parametrize("accept", ["text/calendar", "text/csv;q=0.5, text/calendar"])
def test_accept_chooses_a_calendar(client: TestClient, accept: str) -> None:
    answer = client.post("/v1/actions", json={"reviews": [REVIEW]}, headers={"accept": accept})
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert len(Calendar.from_ical(answer.text).walk("VEVENT")) == 1


def test_nothing_else_of_the_letters_is_in_it(client: TestClient) -> None:
    for accept in ("text/csv", "text/calendar"):
        text = client.post("/v1/actions", json={"cases": [CASE]}, headers={"accept": accept}).text
        assert "Waste Operations Manager" in text.replace("\r\n ", "")
        for words in ("Cafe", "tablet", "uphold", "RCV", "collected"):
            assert words not in text.replace("\r\n ", "")


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"reviews": [{"id": "secret words"}]}, "reviews.0.actions: Field required"),
        ({"cases": [{"response": "Dear", "stage": "secret words"}]}, "cases.0.stage: Input should be"),
        ({"cases": [{"reply": "secret words"}]}, "cases.0.reply: there is no such field; write one of response,"),
        ({"letters": ["secret words"]}, "letters: there is no such field; write one of reviews, cases"),
        ({"cases": [CASE] * 21}, "cases: "),
    ],
)
def test_what_is_not_valid_is_named_and_not_repeated(client: TestClient, body: dict[str, Any], told: str) -> None:
    problem = problem_of(client.post("/v1/actions", json=body))
    assert (problem.type, problem.status) == ("/problems/invalid-register", 422)
    assert told in problem.detail
    assert "secret" not in problem.detail


@pytest.mark.parametrize(
    ("request_", "kind"),
    [
        ({"content": b"[]", "headers": {"content-type": "application/json"}}, "invalid-json"),
        ({"content": b"{}", "headers": {"content-type": "text/plain"}}, "unsupported-media-type"),
        ({"json": {}, "headers": {"accept": "application/json"}}, "not-acceptable"),
    ],
)
def test_what_cannot_be_read_or_given(client: TestClient, request_: dict[str, Any], kind: str) -> None:
    assert problem_of(client.post("/v1/actions", **request_)).type == f"/problems/{kind}"

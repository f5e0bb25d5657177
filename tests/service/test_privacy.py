"""Nothing that is sent is logged, or repeated in an answer that is not a review."""

import base64
import hashlib
import json
import logging
import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from websockets.sync.client import connect

from reviewer import Reviewer, ReviewError
from reviewer.case import Case
from service.app import create_app
from service.settings import Settings
from tests.service.conftest import Wrapped, served
from tests.service.test_api import problem_of

MARKER = "Zqx7-Wibble.Secret"
DRAFT = f"Dear Ms {MARKER}\n\nYour bin was missed, and I am sorry.\n\nYours sincerely\n{MARKER}"
NOT_VALID = [
    {MARKER: 1},
    {MARKER: {"response": MARKER}},
    {"response": DRAFT, MARKER: MARKER},
    {"response": [MARKER]},
    {"response": {MARKER: MARKER}},
    {"response": DRAFT, "complaint": [MARKER]},
    {"response": DRAFT, "procedure": MARKER},
    {"response": DRAFT, "stage": MARKER},
    {"response": DRAFT, "nation": MARKER},
    {"response": DRAFT, "id": MARKER * 20},
    {"response": DRAFT, "reference": [MARKER]},
    {"response": DRAFT, "service_area": {MARKER: MARKER}},
    {"response": DRAFT, "received": MARKER},
    {"response": DRAFT, "dated": f"2026-03-{MARKER}"},
    {"response": DRAFT, "concerns": MARKER},
    {"response": DRAFT, "concerns": [MARKER]},
    {"response": DRAFT, "concerns": [{"kind": MARKER, "text": MARKER}]},
    {"response": DRAFT, "concerns": [{"kind": "concern", "text": [MARKER]}]},
    {"response": DRAFT, "concerns": [{"kind": "concern", "text": "Why?", MARKER: MARKER}]},
    {"response": DRAFT, "concerns": [{"kind": "concern", "span": {"start": MARKER, "end": 2}}]},
    {"response": DRAFT, "concerns": [{"kind": "concern", "span": {"start": 0, "end": 2, MARKER: 1}}]},
    {"response": DRAFT, "complaint": MARKER, "concerns": [{"kind": "concern", "span": {"start": 0, "end": 9999}}]},
    {"response": DRAFT, "dismissed": [{"fingerprint": [MARKER], "reason": MARKER}]},
    {"response": DRAFT, "dismissed": [{"fingerprint": MARKER, MARKER: MARKER}]},
]


@pytest.fixture
def logs(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> Iterator[list[str]]:
    """Collects what should hold no marker: fill it with answers; the log and what was printed are added at the end."""
    caplog.set_level(logging.DEBUG)
    told: list[str] = []
    yield told
    printed = capfd.readouterr()
    # By now the others are those of the tidying up; the client may say where it went.
    records = [record for record in caplog.get_records("call") if not record.name.startswith("httpx")]
    told += [*(f"{record.getMessage()} {vars(record)}" for record in records), printed.out, printed.err]
    assert not [one for one in told if MARKER in one or MARKER.lower() in one.lower()]


def text_of(answer: Response) -> str:
    return f"{answer.headers}{answer.text}"


@pytest.mark.parametrize("body", NOT_VALID, ids=range(len(NOT_VALID)))
def test_a_case_that_is_not_valid_is_not_repeated(client: TestClient, body: object, logs: list[str]) -> None:
    answer = client.post("/v1/reviews", json=body)
    assert problem_of(answer).type == "/problems/invalid-case"
    logs.append(text_of(answer))


def test_a_case_that_is_reviewed_is_not_logged(client: TestClient, logs: list[str]) -> None:
    case = {
        "response": DRAFT,
        "complaint": f"My bin was missed. {MARKER}",
        "id": MARKER,
        "reference": MARKER,
        "service_area": MARKER,
        "concerns": [{"kind": "concern", "text": MARKER}],
        "dismissed": [{"fingerprint": MARKER, "reason": MARKER}],
    }
    assert client.post("/v1/reviews", json=case).status_code == 200


def test_bodies_options_addresses_and_headers_are_not_repeated(client: TestClient, logs: list[str]) -> None:
    json = {"content-type": "application/json"}
    answers = [
        client.post("/v1/reviews", content=MARKER.encode(), headers=json),
        client.post("/v1/reviews", content=f'{{"response": "{MARKER}'.encode(), headers=json),
        client.post("/v1/reviews", content=f'["{MARKER}"]'.encode(), headers=json),
        client.post("/v1/reviews", content=MARKER.encode(), headers={"content-type": f"text/{MARKER}"}),
        client.post(f"/v1/reviews?rules={MARKER}", json={"response": DRAFT}),
        client.post(f"/v1/reviews?{MARKER}={MARKER}", json={"response": DRAFT}),
        client.get(f"/v1/rules/{MARKER}"),
        client.get(f"/rules/{MARKER}"),
        client.get(f"/problems/{MARKER}"),
        client.get(f"/{MARKER}"),
        client.get(f"/v1/reviews/{MARKER}/"),
        client.request("DELETE", f"/v1/rules?{MARKER}", headers={"x-request-id": MARKER, "origin": MARKER}),
        client.request("BREW", f"/{MARKER}"),
    ]
    assert {answer.status_code for answer in answers} == {400, 404, 405, 415, 422}
    for answer in answers:
        problem_of(answer)
        logs.append(text_of(answer))


def test_an_error_that_nobody_foresaw_is_told_by_its_id_and_place(
    reviewer: Reviewer, logs: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    def fail(case: Case) -> None:
        raise RuntimeError(f"cannot read {case.response}")

    with TestClient(create_app(Settings(), Wrapped(reviewer, fail))) as client:
        answer = client.post("/v1/reviews", json={"response": DRAFT})
    problem = problem_of(answer)
    assert (problem.type, problem.status) == ("/problems/unexpected", 500)
    record = next(record for record in caplog.records if record.name == "service.guard")
    assert answer.headers["x-request-id"] in record.getMessage()
    assert "RuntimeError at conftest.py:" not in record.getMessage()
    assert "RuntimeError at test_privacy.py:" in record.getMessage()
    logs.append(text_of(answer))


def test_an_error_of_the_reviewers_is_told_in_its_words(
    reviewer: Reviewer, logs: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: Case) -> None:
        raise ReviewError("rules", "A rule takes too long on this letter", "simplify it", 500)

    with TestClient(create_app(Settings(), Wrapped(reviewer, fail))) as client:
        problem = problem_of(client.post("/v1/reviews", json={"response": DRAFT}))
    assert (problem.type, problem.detail) == ("/problems/rules", "simplify it")
    assert "A rule takes too long on this letter: simplify it" in caplog.text


@pytest.mark.parametrize("address", ["/healthz", "/v1/rules", "/rules/tone/blame", "/problems/busy", "/nothing"])
def test_every_answer_has_an_id_and_the_security_headers(client: TestClient, address: str) -> None:
    first, second = client.get(address), client.get(address)
    assert first.headers["x-request-id"] != second.headers["x-request-id"]
    assert first.headers["x-content-type-options"] == "nosniff"
    assert first.headers["cache-control"] == "no-store"
    assert first.headers["referrer-policy"] == "no-referrer"
    assert first.headers["content-security-policy"].startswith("default-src 'none'; ")
    assert "unsafe" not in first.headers["content-security-policy"]


@pytest.mark.parametrize("address", ["/rules", "/rules/tone/blame", "/problems/busy"])
def test_pages_need_nothing_but_themselves(client: TestClient, address: str) -> None:
    answer = client.get(address)
    (style,) = re.findall(r"<style>(.*?)</style>", answer.text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in answer.headers["content-security-policy"]
    assert not re.search(r"<(?:script|link|img|iframe|form)\b|\bstyle=|url\(|https?://", answer.text)


def test_what_goes_over_a_connection_is_not_logged_at_any_level(
    settings: Settings, reviewer: Reviewer, logs: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL, "client")
    caplog.set_level(logging.DEBUG, "uvicorn.error")
    change = {"text": MARKER, "field": "draft", "start": 0, "end": 0}
    with (
        served(create_app(settings, reviewer)) as address,
        connect(f"{address.replace('http', 'ws')}/as-you-type", logger=logging.getLogger("client")) as line,
    ):
        line.send(json.dumps({"changes": [change], "number": 1}))
        assert json.loads(line.recv())["number"] == 1
    assert logs == []

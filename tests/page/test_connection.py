"""The connection that stays open while an officer types."""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Iterator
from contextlib import nullcontext
from typing import Any

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient
from starlette.testclient import WebSocketTestSession
from starlette.websockets import WebSocketDisconnect

from reviewer import Reviewer
from reviewer.case import Case
from service.app import create_app
from service.page import connection
from service.page.typed_changes import Said
from service.settings import Settings
from tests.page.visiting import COMPLAINT, DRAFT, Page, words
from tests.service.conftest import Wrapped

PLACE = "/as-you-type"
MARKER = "Zqx7-Wibble.Secret"


def change(field: str, text: str, start: int = 0, end: int = 0) -> dict[str, Any]:
    return {"field": field, "start": start, "end": end, "text": text}


BOTH = [change("complaint", COMPLAINT), change("draft", DRAFT)]


@pytest.fixture
def line(client: TestClient) -> Iterator[WebSocketTestSession]:
    """An open connection."""
    with client.websocket_connect(PLACE) as line:
        yield line


def answer_to(line: WebSocketTestSession, number: int, *changes: dict[str, Any]) -> BeautifulSoup:
    """The part of the page that answers what is said."""
    line.send_json({"number": number, "changes": changes})
    told = line.receive_json()
    assert told["number"] == number
    return BeautifulSoup(told["page"], "lxml")


def end_of(line: WebSocketTestSession) -> int:
    """The reason for which the service ends the connection."""
    with pytest.raises(WebSocketDisconnect) as end:
        line.receive_json()
    return int(end.value.code)


def test_a_change_is_answered_as_the_whole_form_is(line: WebSocketTestSession, client: TestClient, page: Page) -> None:
    first = answer_to(line, 1, *BOTH)
    at = DRAFT.index("in respect of")
    memory = str(first.select_one("input[name=memory]")["value"])
    second = answer_to(line, 2, change("draft", "about", at, at + len("in respect of")), change("memory", memory))
    fields = {"complaint": COMPLAINT, "draft": DRAFT.replace("in respect of", "about"), "memory": memory}
    form = [(name, (None, value)) for name, value in {**fields, "procedure": "corporate"}.items()]
    whole = client.post("/", files=form, headers={"X-Page-Part": "review"})
    assert str(second) == str(BeautifulSoup(whole.text, "lxml"))
    assert words(second.select_one(".app-changes")).count("'in respect of'") == 1
    assert words(second.select_one("#verdict")) == page.one("#verdict")


def test_an_empty_draft_is_not_reviewed(line: WebSocketTestSession) -> None:
    assert answer_to(line, 7, change("complaint", COMPLAINT)).select_one("#verdict") is None


def test_rules_are_those_that_the_address_names(client: TestClient) -> None:
    with client.websocket_connect(f"{PLACE}?rules=nobody") as line:
        assert "There are no rules of the name" in words(answer_to(line, 1, *BOTH).select_one("#slips"))


@pytest.mark.parametrize(
    "told",
    [
        "not JSON",
        "{}",
        json.dumps({"number": 1, "changes": [change("draft", "Dear", 3, 9)]}),
        json.dumps({"number": 1, "changes": [change("press", "review")]}),
        json.dumps({"number": 1, "changes": [change("draft", "x" * 600_000)]}),
    ],
    ids=["not JSON", "no number", "words that are not there", "a field of another kind", "more than may be held"],
)
def test_what_is_not_understood_ends_the_connection(line: WebSocketTestSession, told: str) -> None:
    line.send_text(told)
    assert end_of(line) == 1008


def test_bytes_end_the_connection(line: WebSocketTestSession) -> None:
    line.send_bytes(b"\x00")
    assert end_of(line) == 1008


def test_silence_ends_the_connection(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "LONGEST_SILENCE", 0.05)
    with client.websocket_connect(PLACE) as line:
        assert end_of(line) == 1000


def test_no_more_pages_than_have_a_place_are_let_in(reviewer: Reviewer) -> None:
    with TestClient(create_app(Settings(open_pages=1), reviewer)) as client:
        with client.websocket_connect(PLACE), pytest.raises(WebSocketDisconnect), client.websocket_connect(PLACE):
            pass
        with client.websocket_connect(PLACE) as line:
            assert answer_to(line, 1, *BOTH).select_one("#verdict")


@pytest.mark.parametrize(("origin", "is_let_in"), [("http://testserver", True), ("http://elsewhere.example", False)])
def test_a_page_of_another_place_is_not_let_in(client: TestClient, origin: str, *, is_let_in: bool) -> None:
    refused = nullcontext() if is_let_in else pytest.raises(WebSocketDisconnect)
    with refused, client.websocket_connect(PLACE, headers={"origin": origin}):
        pass


def test_only_what_was_said_last_is_answered(reviewer: Reviewer) -> None:
    go, begun = threading.Event(), threading.Event()
    reviewed: list[str] = []

    def wait(case: Case) -> None:
        reviewed.append(case.response)
        begun.set()
        go.wait(60)

    with (
        TestClient(create_app(Settings(), Wrapped(reviewer, wait))) as client,
        client.websocket_connect(PLACE) as line,
    ):
        line.send_json({"number": 1, "changes": [change("draft", "Dear Ms Pell")]})
        begun.wait(60)
        for number, name in ((2, "Mr"), (3, "Dr")):
            line.send_json({"number": number, "changes": [change("draft", name, 5, 7)]})
        time.sleep(0.2)
        go.set()
        assert line.receive_json()["number"] == 3
    assert reviewed == ["Dear Ms Pell", "Dear Dr Pell"]


def test_an_answer_that_cannot_be_written_ends_the_connection(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> str:
        raise RuntimeError(MARKER)

    monkeypatch.setattr(connection.PAGES, "part", fail)
    with client.websocket_connect(PLACE) as line:
        line.send_json({"number": 1, "changes": BOTH})
        assert end_of(line) == 1011
    assert "RuntimeError at test_connection.py:" in caplog.text
    assert MARKER not in caplog.text


def test_an_error_that_nobody_foresaw_is_told_without_words_of_a_letter(
    reviewer: Reviewer, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(case: Case) -> None:
        raise RuntimeError(f"cannot read {case.response}")

    caplog.set_level(logging.DEBUG)
    with (
        TestClient(create_app(Settings(), Wrapped(reviewer, fail))) as client,
        client.websocket_connect(PLACE) as line,
    ):
        told = answer_to(line, 1, change("draft", f"Dear {MARKER}"))
        assert "Something went wrong in the service." in words(told.select_one("#slips"))
    assert "RuntimeError at test_connection.py:" in caplog.text
    assert MARKER not in caplog.text


def test_a_connection_that_fails_ends_without_words_of_a_letter(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: object, said: Said, __: int) -> None:
        raise RuntimeError(said.changes[0].text)

    monkeypatch.setattr(connection, "changed", fail)
    with client.websocket_connect(PLACE) as line:
        line.send_json({"number": 1, "changes": [change("draft", MARKER)]})
        assert end_of(line) == 1011
    assert "RuntimeError at test_connection.py:" in caplog.text
    assert MARKER not in caplog.text

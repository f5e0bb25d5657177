"""The service behind a real server."""

import select
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from urllib.parse import urlsplit

import httpx2
import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from reviewer import Reviewer
from service.app import create_app
from service.settings import Settings
from tests.handmade import COMPLAINT, REPLY
from tests.service.conftest import Wrapped, served
from tests.service.test_api import problem_of

HEAD = "POST /v1/reviews HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
CASES = [
    {"complaint": COMPLAINT, "response": REPLY, "id": "1"},
    {"complaint": COMPLAINT, "response": REPLY.replace("crew", "operatives"), "id": "2"},
    {"response": REPLY, "stage": "stage_2", "id": "3"},
    {"complaint": COMPLAINT, "response": REPLY, "nation": "wales", "procedure": "housing", "id": "4"},
    {"response": "Dear Ms Shah\n\nYou should have rung us. We will ring by 3 May.\n\nYours sincerely", "id": "5"},
    {"response": REPLY, "stage": "stage_9"},
]


@pytest.fixture(scope="module")
def address(settings: Settings, reviewer: Reviewer) -> Iterator[str]:
    with served(create_app(settings, reviewer)) as address:
        yield address


@pytest.fixture
def wire(address: str) -> Iterator[socket.socket]:
    """A bare connection to the server."""
    place = urlsplit(address)
    with socket.create_connection((place.hostname, place.port), timeout=10) as wire:
        yield wire


def test_a_body_that_says_it_is_too_large_is_refused_before_it_is_sent(wire: socket.socket) -> None:
    wire.sendall(f"{HEAD}Content-Length: 99999999\r\n\r\n".encode())
    told = wire.recv(65_536).decode()
    assert told.startswith("HTTP/1.1 413 ")
    assert "content-type: application/problem+json" in told


def test_a_body_that_grows_too_large_is_refused_while_it_is_sent(wire: socket.socket, settings: Settings) -> None:
    wire.sendall(f"{HEAD}Transfer-Encoding: chunked\r\n\r\n".encode())
    part, sent = b"10000\r\n" + b"x" * 0x10000 + b"\r\n", 0
    while not select.select([wire], [], [], 0.01)[0]:
        wire.sendall(part)
        sent += 0x10000
        assert sent <= 2 * settings.max_body_bytes
    assert wire.recv(65_536).startswith(b"HTTP/1.1 413 ")


def test_a_client_that_goes_away_while_sending_leaves_no_trace(
    wire: socket.socket, address: str, caplog: pytest.LogCaptureFixture
) -> None:
    wire.sendall(f'{HEAD}Content-Length: 1000\r\n\r\n{{"response": "Dear'.encode())
    wire.close()
    time.sleep(0.2)
    assert httpx2.get(f"{address}/healthz").status_code == 200
    assert not caplog.records


def test_requests_together_are_answered_as_one_at_a_time(address: str) -> None:
    def post(case: dict[str, str]) -> bytes:
        answer = httpx2.post(f"{address}/v1/reviews", json=case, timeout=60)
        return answer.content if answer.status_code == 200 else str(answer.status_code).encode()

    one_at_a_time = [post(case) for case in CASES]
    assert len(set(one_at_a_time)) == len(CASES)
    with ThreadPoolExecutor(8) as clients:
        together = list(clients.map(post, CASES * 3))
    assert together == one_at_a_time * 3


def test_while_it_works_it_answers_and_where_it_is_full_it_says_so(reviewer: Reviewer) -> None:
    go, begun = threading.Event(), threading.Event()

    def hold(_: object) -> None:
        begun.set()
        go.wait(30)

    settings = Settings(workers=1, queue=1, retry_after=7)
    with served(create_app(settings, Wrapped(reviewer, hold))) as address, ThreadPoolExecutor(4) as clients:

        def post() -> httpx2.Response:
            return httpx2.post(f"{address}/v1/reviews", json=CASES[0], timeout=60)

        try:
            running = clients.submit(post)
            assert begun.wait(10)
            for probe in ("/healthz", "/readyz", "/v1/rules/tone/blame"):
                assert httpx2.get(f"{address}{probe}", timeout=5).status_code == 200
            more = [clients.submit(post) for _ in range(3)]  # one waits, two are turned away
            refused = next(as_completed(more)).result()
        finally:
            go.set()
        assert (problem_of(refused).type, refused.headers["retry-after"]) == ("/problems/busy", "7")
        assert running.result().status_code == 200
        assert sorted(one.result().status_code for one in more) == [200, 503, 503]


def test_it_answers_while_it_loads() -> None:
    with served(create_app(Settings())) as address:
        assert httpx2.get(f"{address}/healthz").status_code == 200
        early = httpx2.get(f"{address}/readyz")
        assert (problem_of(early).type, early.headers["retry-after"]) == ("/problems/not-ready", "5")
        until = time.monotonic() + 60
        while httpx2.get(f"{address}/readyz", timeout=30).status_code != 200:
            assert time.monotonic() < until
            time.sleep(0.1)
        assert httpx2.post(f"{address}/v1/reviews", json=CASES[0], timeout=30).json()["id"] == "1"


def test_no_connection_is_logged() -> None:
    with socket.create_server(("127.0.0.1", 0)) as place:
        port = place.getsockname()[1]
    command = [sys.executable, "-m", "reviewer.cli", "serve", "--port", str(port)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr
        said = [running.stderr.readline()]
        while "running on" not in said[-1]:
            said.append(running.stderr.readline())
        with connect(f"ws://127.0.0.1:{port}/as-you-type") as line:
            line.send("not JSON")
            with pytest.raises(ConnectionClosed):
                line.recv()
        running.terminate()
        said += running.stderr.readlines()
    assert all(one.startswith("INFO:") for one in said), said
    assert not [one for one in said if "as-you-type" in one or "connection" in one]

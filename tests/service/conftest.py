"""The service with the real Reviewer, loaded once, and a council's own rules beside it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient

from reviewer import Reviewer
from reviewer.case import Case
from reviewer.procedures import Procedures
from reviewer.resources import data_folder
from reviewer.review import Criterion, Review
from reviewer.rules import RuleBook
from service.app import create_app
from service.settings import Settings

OWN_RULE = """\
kind: existence
title: The old name of the service
message: "'{match}' is now called Borchester Homes."
why: The service was renamed in 2025.
source: House style of the council
severity: error
category: jargon
criterion: plain_english
tokens: [Borset Housing]
examples:
  flag: ["Ring [[Borset Housing]] today."]
  pass: [Ring Borchester Homes today.]
"""


class Wrapped:
    """A real Reviewer whose reviews first do something else."""

    def __init__(self, inner: Reviewer, first: Callable[[Case], None]) -> None:
        self.rules: RuleBook = inner.rules
        self.procedures: Procedures = inner.procedures
        self.titles: Mapping[Criterion, str] = inner.titles
        self._inner, self._first = inner, first

    def review(self, case: Case) -> Review:
        self._first(case)
        return self._inner.review(case)

    def with_rules(self, rules: Path) -> Wrapped:
        return Wrapped(self._inner.with_rules(rules), self._first)


@pytest.fixture(scope="session")
def councils(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of councils' own rules that holds those of `borchester`, and a file that is none."""
    folder = tmp_path_factory.mktemp("councils")
    own = folder / "borchester"
    (own / "names").mkdir(parents=True)
    (own / "names" / "old_service.yml").write_text(OWN_RULE, encoding="utf-8")
    (own / "council.yml").write_text("version: '7'\noff: [tone/blame]\n", encoding="utf-8")
    scoring = (data_folder("rules") / "scoring.yml").read_text(encoding="utf-8")
    renamed = scoring.replace(": Plain English\n", ": Words that people know\n")
    (own / "scoring.yml").write_text(renamed, encoding="utf-8")
    (folder / "notes.txt").write_text("Not a council.", encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def settings(councils: Path) -> Settings:
    """Settings with the councils' rules."""
    return Settings(council_rules=councils)


@pytest.fixture(scope="session")
def client(settings: Settings, reviewer: Reviewer) -> Iterator[TestClient]:
    """A client of the service."""
    with TestClient(create_app(settings, reviewer)) as client:
        yield client


@contextmanager
def served(app: FastAPI, port: int = 0) -> Iterator[str]:
    """The app behind a real server on a port of this machine, a free one unless given; gives the address."""
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_config=None, access_log=False))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.01)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()

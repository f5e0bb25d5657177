"""Shared fixtures."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from reviewer import Reviewer, cli
from reviewer.case import Case
from reviewer.protocols import ReviewsCases
from reviewer.review import Review
from reviewer.text import LetterParser
from tests.command_line import Kept, Run
from tests.handmade import COMPLAINT, REPLY, StandIn, make_review


@pytest.fixture
def case() -> Case:
    """COMPLAINT with REPLY."""
    return Case(complaint=COMPLAINT, response=REPLY, id="case-1")


@pytest.fixture
def review() -> Review:
    """The hand-made review of `case`."""
    return make_review()


@pytest.fixture
def stand_in(review: Review) -> StandIn:
    """A Reviewer's stand-in."""
    return StandIn(review)


@pytest.fixture(scope="session")
def reviewer() -> Reviewer:
    """The Reviewer, loaded once."""
    return Reviewer()


@pytest.fixture(scope="session")
def parser() -> LetterParser:
    """The letter parser, loaded once."""
    return LetterParser.load()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that holds COMPLAINT and REPLY, and is where commands run."""
    (tmp_path / "reply.txt").write_text(REPLY, encoding="utf-8", newline="")
    (tmp_path / "complaint.txt").write_text(COMPLAINT, encoding="utf-8", newline="")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def kept(review: Review) -> Kept:
    """A Reviewer's stand-in that keeps the cases it was given."""
    return Kept(review)


@pytest.fixture
def run(kept: Kept, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command line; gives its exit status and what it wrote."""

    def run_with(*arguments: str, stdin: bytes = b"", reviewer: ReviewsCases | None = kept) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        status = cli.run(arguments, load=lambda rules: reviewer)
        written = capsys.readouterr()
        return status, written.out, written.err

    return run_with

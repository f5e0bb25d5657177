"""What is submitted stays out of logs, standard error and error messages."""

from __future__ import annotations

import io
import json
import logging
import sys
import traceback
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pydantic import ValidationError

from reviewer import Case, Reviewer, ReviewError, cli
from reviewer.errors import invalid_case
from reviewer.formats.reading import read_document
from reviewer.protocols import ReviewsCases
from reviewer.review import Review
from tests.formats.making import ole_file, paragraph, pdf_file, word_file, zip_file
from tests.handmade import StandIn
from tests.letters import REPLY

MARKER = "Zqx7-Wibble"
COMPLAINT = f"You missed my bin, {MARKER}. Why? I want £45 back."
DRAFT = f"{REPLY}\r\n\r\nMs {MARKER} lives at 3 {MARKER} Road, [ADDRESS OF {MARKER}], QQ 12 34 56 C."
Run = Callable[..., int]


@pytest.fixture
def told(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> Iterator[list[str]]:
    """Collects what must not hold the marker: the log and standard error are added at the end."""
    caplog.set_level(logging.DEBUG)
    collected: list[str] = []
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        yield collected
    collected += [caplog.text, *(str(vars(record)) for record in caplog.records), capfd.readouterr().err]
    collected += [str(one.message) for one in warned]
    assert [one for one in collected if MARKER.casefold() in one.casefold()] == []


@pytest.fixture
def run(reviewer: Reviewer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command line in a folder that holds the letters."""
    (tmp_path / "complaint.txt").write_text(COMPLAINT, encoding="utf-8", newline="")
    (tmp_path / "reply.txt").write_text(DRAFT, encoding="utf-8", newline="")
    monkeypatch.chdir(tmp_path)

    def run_with(*arguments: str, stdin: str = "", by: ReviewsCases = reviewer) -> int:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        return cli.run(arguments, load=lambda rules: by)

    return run_with


# --- what can be reviewed -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_a_review_is_not_logged(run: Run, told: list[str], capfd: pytest.CaptureFixture[str], form: str) -> None:
    assert run("check", "--response", "reply.txt", "--complaint", "complaint.txt", "--format", form) == 1
    written = capfd.readouterr()
    assert MARKER in written.out
    assert written.err == ""


def test_what_a_mail_program_attached_is_told_without_its_words(
    run: Run, told: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    letter = (
        f"From: {MARKER}@example.org\nTo: b@example.gov.uk\nSubject: {MARKER}\nMIME-Version: 1.0\n"
        f"Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain; charset=utf-8\n\n{COMPLAINT}\n"
        f"--x\nContent-Type: application/pdf\nContent-Disposition: attachment; filename={MARKER}.pdf\n\nx\n--x--\n"
    )
    Path("complaint.eml").write_text(letter, encoding="utf-8")
    assert run("check", "--response", "reply.txt", "--complaint", "complaint.eml") == 1
    error = capfd.readouterr().err
    assert error.startswith("reviewer: complaint: ")
    told.append(error)


def test_lines_are_not_logged(run: Run, told: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    lines = [
        json.dumps({"response": DRAFT, "complaint": COMPLAINT}),
        json.dumps({"response": DRAFT, "stage": MARKER}),
        json.dumps({"response": DRAFT, MARKER: MARKER}),
        json.dumps([DRAFT]),
        f'{{"response": "{MARKER}',
    ]
    assert run("check", "--jsonl", stdin="\n".join(lines)) == 1
    written = capfd.readouterr()
    reviewed, *refused = written.out.splitlines()
    assert MARKER in reviewed
    assert len(refused) == 4
    told += [*refused, written.err]


# --- what cannot ----------------------------------------------------------------------------------------------------


class Broken(StandIn):
    """Fails with an error that repeats the letter."""

    def review(self, case: Case) -> Review:
        raise ValueError(case.response)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("reply.docx", zip_file({"word/document.xml": MARKER.encode()})),
        ("reply.docx", word_file(paragraph(MARKER)).replace(b"PK\x01\x02", b"PK\x01\x03")),
        ("reply.docx", word_file(f"<w:p>{MARKER}")),
        ("reply.pdf", b"%PDF-1.7\n" + MARKER.encode()),
        ("reply.pdf", pdf_file([[(72, 700, MARKER)]], trailer=MARKER)[:-40]),
        ("reply.doc", ole_file("WordDocument") + MARKER.encode()),
        ("reply.rtf", b"{\\rtf1 " + MARKER.encode() + b"}"),
        ("reply.txt", MARKER.encode() * 10_000),
        ("reply.txt", b"\x00\x01\x02" * 50 + MARKER.encode()),
    ],
)
def test_a_file_that_is_not_reviewed_is_told_without_its_words(
    run: Run, told: list[str], capfd: pytest.CaptureFixture[str], stand_in: StandIn, name: str, content: bytes
) -> None:
    Path(name).write_bytes(content)
    status = run("check", "--response", name, by=stand_in)
    error = capfd.readouterr().err
    told.append(error)
    assert status == 2
    assert error.startswith("reviewer: ")
    assert error.count("\n") == 1
    with pytest.raises(ReviewError) as caught:
        read_document(content, name)
    told += [str(caught.value), repr(caught.value), caught.value.problem.model_dump_json()]


def test_a_fault_of_our_own_is_told_without_the_letter(
    run: Run, told: list[str], capfd: pytest.CaptureFixture[str], review: Review
) -> None:
    assert run("check", "--response", "reply.txt", by=Broken(review)) == 2
    error = capfd.readouterr().err
    assert error.startswith("reviewer: A fault inside the reviewer (ValueError at test_logging.py:")
    told.append(error)


@pytest.mark.parametrize(
    ("option", "content"),
    [
        ("--concerns", f'[{{"kind": "concern", "text": "{MARKER}", "by": 1}}]'),
        ("--concerns", f'[{{"kind": "{MARKER}", "text": "Why?"}}]'),
        ("--concerns", f'["{MARKER}"'),
        ("--dismissed", f'[{{"fingerprint": "{MARKER}"}}]'),
        ("--dismissed", f'{{"{MARKER}": "{MARKER}"}}'),
    ],
)
def test_a_list_that_is_wrong_is_told_without_its_words(
    run: Run, told: list[str], capfd: pytest.CaptureFixture[str], stand_in: StandIn, option: str, content: str
) -> None:
    Path("list.json").write_text(content, encoding="utf-8")
    assert run("check", "--response", "reply.txt", option, "list.json", by=stand_in) == 2
    error = capfd.readouterr().err
    assert error.startswith("reviewer: ")
    told.append(error)


@pytest.mark.parametrize(
    "case",
    [
        {"response": [MARKER]},
        {"response": DRAFT, "complaint": {MARKER: MARKER}},
        {"response": DRAFT, "procedure": MARKER},
        {"response": DRAFT, "stage": MARKER},
        {"response": DRAFT, "nation": MARKER},
        {"response": DRAFT, "dated": MARKER},
        {"response": DRAFT, "id": [MARKER]},
        {"response": DRAFT, "reference": MARKER * 20},
        {"response": MARKER * 10_000},
        {"response": DRAFT, MARKER: MARKER},
        {"response": DRAFT, "concerns": [{"kind": "concern", "span": {"start": 0, "end": 9}}]},
        {"response": DRAFT, "complaint": MARKER, "concerns": [{"kind": "concern", "span": {"start": 0, "end": 99}}]},
    ],
)
def test_an_error_does_not_repeat_the_case(told: list[str], case: dict[str, object]) -> None:
    with pytest.raises(ValidationError) as caught:
        Case.model_validate(case)
    error = invalid_case(caught.value)
    assert error.detail
    told += [str(error), repr(error), error.problem.model_dump_json()]
    told += ["".join(traceback.format_exception(error))]

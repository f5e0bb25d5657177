"""`reviewer check`: one draft, and many."""

from __future__ import annotations

import io
import json
import sys
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from reviewer import cli
from reviewer.case import Procedure, Stage
from reviewer.formats.word import read_word
from reviewer.review import Review
from tests.command_line import Kept, Run, Terminal, ready
from tests.formats.making import paragraph, word_file
from tests.formats.word_reading import comments_of, parts_of
from tests.handmade import COMPLAINT, REPLY, StandIn, make_finding, make_review


def test_check_reviews_a_draft_as_text(run: Run, folder: Path) -> None:
    status, out, err = run("check", "--response", "reply.txt", "--complaint", "complaint.txt")
    assert (status, err) == (1, "")
    assert out.startswith("Revise (15 of 24): 1 error")
    assert "\x1b[" not in out


def test_exit_status_is_0_where_there_is_no_error(run: Run, folder: Path) -> None:
    status, out, _ = run("check", "--response", "reply.txt", reviewer=ready())
    assert status == 0
    assert out.startswith("Ready (15 of 24): 1 concern not answered")


def test_every_option_reaches_the_case(run: Run, folder: Path, kept: Kept) -> None:
    (folder / "concerns.json").write_text('[{"kind": "question", "text": "Why?"}]', encoding="utf-8")
    (folder / "dismissed.json").write_text('[{"fingerprint": "f", "reason": "r"}]', encoding="utf-8")
    run(
        *("check", "--response", "reply.txt", "--complaint", "complaint.txt"),
        *("--procedure", "housing", "--stage", "stage_2", "--nation", "wales", "--reference", "CF/7"),
        *("--id", "c-7", "--service-area", "housing"),
        *("--received", "2026-03-02", "--dated", "2026-03-12"),
        *("--concerns", "concerns.json", "--dismissed", "dismissed.json"),
    )
    (case,) = kept.cases
    assert (case.response, case.complaint) == (REPLY, COMPLAINT)
    assert (case.procedure, case.stage, case.nation) == (Procedure.HOUSING, Stage.STAGE_2, "wales")
    assert (case.received, case.dated, case.reference) == (date(2026, 3, 2), date(2026, 3, 12), "CF/7")
    assert (case.id, case.service_area) == ("c-7", "housing")
    assert [(one.kind, one.text) for one in case.concerns or ()] == [("question", "Why?")]
    assert [one.fingerprint for one in case.dismissed] == ["f"]


@pytest.mark.parametrize("name", ["response", "complaint"])
def test_a_dash_reads_standard_input(run: Run, folder: Path, kept: Kept, name: str) -> None:
    files = {"response": "reply.txt", "complaint": "complaint.txt", name: "-"}
    arguments = [word for option, file in files.items() for word in (f"--{option}", file)]
    run("check", *arguments, stdin="Dear Zoë 🙂\r\nbye".encode())
    assert getattr(kept.cases[0], name) == "Dear Zoë 🙂\r\nbye"


def test_what_a_reader_left_out_is_told(run: Run, folder: Path) -> None:
    (folder / "reply.eml").write_bytes(
        b"From: a@example.gov.uk\r\nTo: b@example.org\r\nSubject: Reply\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nDear Ms Lee,\r\n"
        b"--x\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=a.pdf\r\n\r\nx\r\n--x--\r\n"
    )
    status, out, err = run("check", "--response", "reply.eml")
    assert status == 1
    assert out.startswith("Revise")
    assert err.startswith("reviewer: response: ")


def test_json_is_the_review(run: Run, folder: Path) -> None:
    status, out, _ = run("check", "--response", "reply.txt", "--format", "json")
    assert status == 1
    assert Review.model_validate_json(out).outcome == "revise"


@pytest.mark.parametrize(
    ("output", "form", "expected"),
    [
        ("review.html", None, "html"),
        ("review.HTM", None, "html"),
        ("review.json", None, "json"),
        ("review.txt", None, "text"),
        ("review.html", "json", "json"),
    ],
)
def test_output_is_written_in_the_format_of_its_name(
    run: Run, folder: Path, output: str, form: str | None, expected: str
) -> None:
    chosen = ["--format", form] if form else []
    assert run("check", "--response", "reply.txt", "--output", output, *chosen) == (1, "", "")
    written = (folder / output).read_text(encoding="utf-8")
    if expected == "html":
        assert BeautifulSoup(written, "html.parser").select_one("main")
    elif expected == "json":
        assert Review.model_validate_json(written)
    else:
        assert written.startswith("Revise")


@pytest.mark.parametrize("chosen", [["--output", "review.docx"], ["--output", "review.out", "--format", "docx"]])
def test_a_text_draft_comes_back_as_a_word_file(run: Run, folder: Path, chosen: list[str]) -> None:
    assert run("check", "--response", "reply.txt", *chosen) == (1, "", "")
    comments = comments_of((folder / chosen[1]).read_bytes())
    assert {"RCV", "[INSERT ADDRESS]"} <= {one.words for one in comments}


def test_a_word_draft_comes_back_with_comments(run: Run, folder: Path) -> None:
    data = word_file(paragraph("Dear Ms Bell"), {"styles": "<w:style/>"})
    (folder / "draft.docx").write_bytes(data)
    arguments = ("check", "--response", "draft.docx", "--output", "review.docx")
    assert run(*arguments, reviewer=ready()) == (0, "", "")
    written = (folder / "review.docx").read_bytes()
    assert comments_of(written)[0].words == "Dear Ms Bell"
    assert parts_of(written)["word/styles.xml"] == parts_of(data)["word/styles.xml"]


def test_a_draft_with_macros_is_reviewed_and_not_handed_back(run: Run, folder: Path) -> None:
    (folder / "draft.docm").write_bytes(word_file(paragraph("Dear Ms Bell"), {"vbaProject": ""}))
    assert run("check", "--response", "draft.docm")[0] == 1
    status, out, err = run("check", "--response", "draft.docm", "--output", "review.docx")
    assert (status, out) == (2, "")
    assert "save it as a Word document (.docx) and give that" in err
    assert not (folder / "review.docx").exists()


def test_tracked_changes_that_are_not_made_are_told(run: Run, folder: Path) -> None:
    first, *others = make_review().findings
    of_an = make_finding("F9", first.rule, first.category, first.criterion, first.severity, "spoken", replacement="x")
    placed = make_finding("F1", first.rule, first.category, first.criterion, first.severity, "RCV", replacement="lorry")
    wrong = of_an.model_copy(update={"text": "written"})
    reviewer = StandIn(make_review(findings=(placed, *others, wrong)))
    arguments = ("check", "--response", "reply.txt", "--output", "review.docx", "--track-changes")
    status, out, err = run(*arguments, reviewer=reviewer)
    assert (status, out) == (1, "")
    assert err == "reviewer: F9 not changed: the words in the file are not those that were reviewed.\n"
    assert "The lorry operative" in read_word((folder / "review.docx").read_bytes()).text


def test_a_word_file_goes_to_whatever_reads_our_output(
    folder: Path, kept: Kept, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert cli.run(["check", "--response", "reply.txt", "--format", "docx"], load=lambda rules: kept) == 1
    assert len(comments_of(capfdbinary.readouterr().out)) == 7


def test_a_word_file_is_not_written_to_a_terminal(
    folder: Path, kept: Kept, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    screen = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", Terminal(screen, encoding="utf-8"))
    assert cli.run(["check", "--response", "reply.txt", "--format", "docx"], load=lambda rules: kept) == 2
    assert screen.getvalue() == b""
    assert "give --output FILE" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("environment", "expected"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_colour_only_on_a_terminal_that_wants_it(
    folder: Path, kept: Kept, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], expected: bool
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    screen = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", Terminal(screen, encoding="utf-8"))
    assert cli.run(["check", "--response", "reply.txt"], load=lambda rules: kept) == 1
    sys.stdout.flush()
    assert (b"\x1b[" in screen.getvalue()) is expected


@pytest.mark.parametrize(
    ("arguments", "expected"), [(["--response", "reply.txt"], "Reviewing"), (["--jsonl"], "Loading the models")]
)
def test_what_is_being_done_is_told_on_a_terminal_only(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], expected: str
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    screen = io.BytesIO()
    monkeypatch.setattr(sys, "stderr", Terminal(screen, encoding="utf-8"))
    run("check", *arguments)
    sys.stderr.flush()
    assert f"{expected} …" in screen.getvalue().decode()


# --- many ----------------------------------------------------------------------------------------------------------


def test_jsonl_answers_every_line_in_order(run: Run) -> None:
    lines = [json.dumps({"id": name, "response": reply}) for name, reply in [("a", "x"), ("b", ""), ("c", "y")]]
    status, out, err = run("check", "--jsonl", stdin="\n".join(lines).encode())
    told = [json.loads(line) for line in out.splitlines()]
    assert (status, err) == (1, "")
    assert [one["id"] for one in told] == ["a", "b", "c"]
    assert [("error" in one) for one in told] == [False, True, False]


def test_jsonl_is_0_where_every_line_was_reviewed_whatever_was_found(run: Run, folder: Path) -> None:
    status, out, err = run("check", "--jsonl", "--output", "out.jsonl", stdin=b'{"response": "x", "id": "a"}\n')
    assert (status, out, err) == (0, "", "")
    assert json.loads((folder / "out.jsonl").read_text(encoding="utf-8"))["id"] == "a"


def test_jsonl_of_nothing_is_nothing(run: Run) -> None:
    assert run("check", "--jsonl") == (0, "", "")

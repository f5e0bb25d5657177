"""The command line as a whole: what cannot be done, help, and faults of our own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from reviewer.case import Case
from reviewer.review import Review
from tests.command_line import Run
from tests.formats.making import paragraph, word_file
from tests.handmade import StandIn, make_review

TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["check"], "give --response FILE"),
        (["check", "--response", "gone.txt"], "'gone.txt' does not exist"),
        (["check", "--response", "reply.txt", "--stage", "stage_9"], "'stage_9' is not one of 'stage_1', 'stage_2'"),
        (["check", "--response", "reply.txt", "--dated", "31/03/2026"], "write it as 2026-03-31"),
        (["check", "--response", "reply.txt", "--bogus"], "No such option"),
        (["check", "--response", "-", "--complaint", "-"], "give '-' once"),
        (["check", "--response", "empty.txt"], "empty.txt: The file holds no text: give the file"),
        (["check", "--response", "reply.txt", "--complaint", "empty.txt"], "empty.txt: The file holds no text"),
        (["check", "--response", "broken.docx"], "broken.docx: The Word file is damaged or not complete"),
        (["check", "--response", "-"], "standard input: The file holds no text"),
        (["check", "--response", "reply.txt", "--concerns", "reply.txt"], "reply.txt is not valid JSON"),
        (["check", "--response", "reply.txt", "--concerns", "wrong.json"], "concerns.0.kind"),
        (["check", "--response", "reply.txt", "--output", "no/such/folder.txt"], "No such file or directory"),
        (["check", "--response", "fail.txt"], "The stand-in was told to fail: give another reply"),
        (["check", "--jsonl", "--stage", "stage_1"], "leave --stage out"),
        (["check", "--jsonl", "--format", "html"], "leave --format out"),
        (["check", "--jsonl", "--format", "docx"], "leave --format out"),
        (["check", "--response", "reply.txt", "--track-changes"], "give --format docx too"),
        (["check", "--response", "letter.dotx", "--output", "review.docx"], "a template or holds macros"),
        (["bogus"], "No such command"),
        (["samples", "show", "no-such-sample"], "There is no sample 'no-such-sample'"),
        (["evaluate"], "Missing argument"),
        (["evaluate", "reply.txt"], "reply.txt cannot be read"),
        (["serve", "--port", "0"], "0 is not in the range"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(
    run: Run, folder: Path, arguments: Sequence[str], expected: str
) -> None:
    (folder / "empty.txt").write_text(" \n", encoding="utf-8")
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 and no more")
    (folder / "fail.txt").write_text("fail", encoding="utf-8")
    (folder / "wrong.json").write_text('[{"kind": "wish", "text": "x"}]', encoding="utf-8")
    (folder / "letter.dotx").write_bytes(word_file(paragraph("Dear Ms Bell"), main_type=TEMPLATE))
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert err.startswith("reviewer: ")
    assert err.count("\n") == 1
    assert expected in err


def test_a_fault_of_our_own_names_its_place_and_no_words_of_the_letter(run: Run, folder: Path) -> None:
    class Broken(StandIn):
        def review(self, case: Case) -> Review:
            raise KeyError(case.response)

    status, out, err = run("check", "--response", "reply.txt", reviewer=Broken(make_review()))
    assert (status, out) == (2, "")
    assert "KeyError at test_cli.py:" in err
    assert "crew" not in err


def test_help_and_version_need_no_models() -> None:
    code = (
        "import sys; from reviewer.cli import run\n"
        "assert run(['--help']) == 0 and run(['check', '--help']) == 0 and run(['--version']) == 0 and run([]) == 0\n"
        "loaded = {'spacy', 'onnxruntime', 'transformers', 'rich', 'jinja2', 'uvicorn', 'numpy'} & set(sys.modules)\n"
        "assert not loaded, loaded"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Commands:" in done.stdout
    assert "\nreviewer" in done.stdout

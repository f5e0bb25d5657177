"""`reviewer actions`: the register."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reviewer.review import Review
from tests.command_line import Kept, Run
from tests.handmade import REPLY


def test_actions_of_reviews_need_no_reviewer(run: Run, folder: Path, review: Review) -> None:
    (folder / "reviews.jsonl").write_text(f"{review.model_dump_json()}\n", encoding="utf-8")
    status, out, err = run("actions", "reviews.jsonl", reviewer=None)
    assert (status, err) == (0, "")
    assert [line.split(",")[0] for line in out.splitlines()] == ["complaint", "case-1"]


def test_actions_of_cases_are_reviewed_first(run: Run, kept: Kept) -> None:
    line = json.dumps({"id": "c-1", "response": REPLY}).encode()
    status, out, _ = run("actions", "-", stdin=line + b"\n" + line)
    assert status == 0
    assert out.count("c-1") == len(kept.cases) == 2


@pytest.mark.parametrize(
    ("arguments", "start"),
    [
        (["--output", "register.ics"], "BEGIN:VCALENDAR"),
        (["--output", "register.csv"], "complaint,"),
        (["--output", "register.out", "--format", "ics"], "BEGIN:VCALENDAR"),
    ],
)
def test_the_register_is_written_in_the_format_of_its_name(
    run: Run, folder: Path, review: Review, arguments: list[str], start: str
) -> None:
    (folder / "review.json").write_text(review.model_dump_json(indent=2), encoding="utf-8")
    assert run("actions", "review.json", *arguments) == (0, "", "")
    assert (folder / arguments[1]).read_text(encoding="utf-8").startswith(start)


def test_what_is_left_out_of_the_register_is_told(run: Run, folder: Path, review: Review) -> None:
    lines = ["{secret", review.model_dump_json(), '{"id": "c-9", "response": "fail"}', '{"error": {}, "id": "a"}']
    (folder / "mixed.jsonl").write_text("\n".join(lines), encoding="utf-8")
    status, out, err = run("actions", "mixed.jsonl")
    assert status == 1
    assert len(out.splitlines()) == 2
    assert [line.partition(": ")[2].partition(":")[0] for line in err.splitlines()] == [
        "mixed.jsonl, line 1 is not valid JSON",
        "The stand-in was told to fail",
        "mixed.jsonl, line 4 holds the error of a case",
    ]
    assert "secret" not in err

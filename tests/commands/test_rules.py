"""`reviewer rules`: list, show and check."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command_line import Run

COUNCIL_RULE = """\
kind: existence
title: The old name
message: The department has a new name.
why: Readers look for the name on the door.
source: House style
severity: warning
category: accuracy
criterion: privacy_and_accuracy
tokens: [street scene]
examples:
  flag: ["{flag}"]
  pass: ["Our Clean Streets team called."]
"""


@pytest.fixture
def council(folder: Path) -> Path:
    rules = folder / "council"
    rules.mkdir()
    (rules / "old_name.yml").write_text(COUNCIL_RULE.format(flag="[[Street Scene]] called."), encoding="utf-8")
    return rules


def test_rules_are_listed_and_shown_with_a_councils_own(run: Run, council: Path) -> None:
    status, out, _ = run("rules", "list", "--rules", "council")
    assert status == 0
    assert "old_name" in out.split()
    assert [line.split()[0] for line in out.splitlines()] == sorted(line.split()[0] for line in out.splitlines())
    status, out, _ = run("rules", "show", "old_name", "--rules", "council")
    assert status == 0
    assert out.startswith("old_name: The old name\nexistence; warning; about accuracy,")
    assert "Source: House style" in out.splitlines()
    assert "  - [[Street Scene]] called." in out.splitlines()


def test_an_unknown_rule_is_told_with_the_nearest(run: Run, council: Path) -> None:
    status, _, err = run("rules", "show", "old_nam", "--rules", "council")
    assert (status, err) == (2, "reviewer: There is no rule 'old_nam': did you mean 'old_name'?\n")


def test_a_councils_own_rules_are_checked(run: Run, council: Path) -> None:
    assert run("rules", "check", "council") == (0, "1 rule checked, 0 faults\n", "")


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (COUNCIL_RULE.format(flag="[[Streets]] were cleaned."), "old_name: flag example 1: nothing is flagged"),
        (COUNCIL_RULE.format(flag="x").replace("severity: warning", "severity: bad"), "council/old_name.yml, line 6"),
    ],
)
def test_each_fault_of_a_councils_rules_is_a_line(run: Run, council: Path, rule: str, expected: str) -> None:
    (council / "old_name.yml").write_text(rule, encoding="utf-8")
    status, out, err = run("rules", "check", "council")
    assert (status, err) == (1, "")
    assert out.startswith(expected)


@pytest.mark.parametrize(
    ("file", "words", "expected"),
    [
        ("procedures/england.yml", "nation: england\ntold_bye: [x]\n", "england.yml"),
        (
            "procedures/wales.yaml",
            "nation: wales\n",
            "procedures/wales.yaml is not read; name it as one of bodies.yml, ",
        ),
        (
            "wording/apology.yml",
            "real: [sorry]\n",
            "wording/apology.yml is not read; name it as one of apologies.yml, ",
        ),
        ("wording/apologies.yml", "real: [sorry]\n", "apologies.yml has no list '"),
        ("wording/apologies.yml", "", "apologies.yml holds no lists: restore the shipped file"),
        ("scoring.yml", "plain_english: 3\n", "scoring.yml"),
    ],
)
def test_a_councils_procedures_and_wordings_are_checked_too(
    run: Run, council: Path, file: str, words: str, expected: str
) -> None:
    (council / file).parent.mkdir(exist_ok=True)
    (council / file).write_text(words, encoding="utf-8")
    status, out, err = run("rules", "check", "council")
    assert (status, err) == (1, "")
    assert expected in out.splitlines()[0]
    assert out.endswith("1 rule checked, 1 fault\n")


@pytest.mark.parametrize(
    ("council_file", "expected"),
    [
        ("off: [no/such_rule]", "council/council.yml, line 1, 'off': there is no rule 'no/such_rule'"),
        ("of: [tone/blame]", "council/council.yml, line 1, 'of': "),
        ("off: [tone/blame", "council/council.yml, line "),
    ],
)
def test_a_fault_in_the_councils_file_does_not_hide_the_others(
    run: Run, council: Path, council_file: str, expected: str
) -> None:
    (council / "council.yml").write_text(f"{council_file}\n", encoding="utf-8")
    (council / "old_name.yml").write_text(COUNCIL_RULE.format(flag="[[Streets]] were cleaned."), encoding="utf-8")
    (council / "wrong.yml").write_text(COUNCIL_RULE.format(flag="x").replace("warning", "bad"), encoding="utf-8")
    status, out, err = run("rules", "check", "council")
    told = out.splitlines()
    assert (status, err) == (1, "")
    assert told[0].startswith(expected)
    assert told[1].startswith("council/wrong.yml, line 6")
    assert told[2] == "old_name: flag example 1: nothing is flagged"
    assert told[-1] == "1 rule checked, 4 faults"


def test_rules_about_facts_wait_until_the_files_are_mended(run: Run, council: Path) -> None:
    about_facts = (
        COUNCIL_RULE.format(flag="x").replace("existence", "facts").partition("tokens")[0] + "when: {late: [true]}\n"
    )
    (council / "late.yml").write_text(about_facts, encoding="utf-8")
    (council / "council.yml").write_text("off: [no/such_rule]\n", encoding="utf-8")
    _, out, _ = run("rules", "check", "council")
    assert out.endswith("1 rule checked, 1 fault, 1 rule about facts not tried until the files are mended\n")

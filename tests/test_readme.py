"""What the README says can be done can be done, and gives what it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reviewer import Reviewer
from reviewer.cli import program
from reviewer.commands.shared import rendered
from reviewer.rules import load_rules
from reviewer.samples import load_sample

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
LINKS = re.findall(r"\]\(([^)#:]+)\)", README)


def blocks(language: str) -> list[str]:
    """The code blocks in this language, in order."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("link", LINKS)
def test_every_link_leads_somewhere(link: str) -> None:
    assert (ROOT / link).exists()


def test_the_library_example_prints_what_is_shown(
    reviewer: Reviewer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("reviewer.pipeline.Reviewer", lambda: reviewer)
    (example,) = blocks("python")
    exec(compile(example, "README.md", "exec"), {})
    assert f"```python\n{example}```\n\n```\n{capsys.readouterr().out}```\n" in README


def test_the_sample_is_reviewed_as_is_shown(reviewer: Reviewer) -> None:
    shown = README[README.index("Revise (") :].partition("```")[0]
    case = load_sample("council-tax-moved-out").case
    told = rendered("text", reviewer.review(case), case, None)
    for part in shown.split("…\n"):
        assert part in told


def test_the_councils_rules_load(tmp_path: Path) -> None:
    shown = blocks("yaml")
    assert len(shown) == 2
    for block in shown:
        place = tmp_path / block.partition("\n")[0].removeprefix("# ")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(block, encoding="utf-8")
    shipped, ours = load_rules(), load_rules(council=tmp_path / "our-rules")
    assert set(ours.by_id) - set(shipped.by_id) == {"names/old_service"}
    assert set(shipped.by_id) - set(ours.by_id) == {"readability/hidden_actor"}


def test_the_commands_shown_exist() -> None:
    shown = re.findall(r"^\.venv/bin/reviewer (.+)$", "\n".join(blocks("sh")), re.MULTILINE)
    assert shown
    for line in shown:
        words = line.partition("#")[0].split()
        command = program.commands[words[0]]
        known = {option for parameter in command.params for option in parameter.opts}
        assert {word for word in words if word.startswith("--")} <= known


@pytest.mark.parametrize("target", ["demo", "test"])
def test_the_two_commands_are_targets_of_make(target: str) -> None:
    assert f"make {target}" in README
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)

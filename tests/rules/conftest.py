"""Small rule books made of a few files, and what they find."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from reviewer.rules import Context, Match, RuleBook, load_rules
from reviewer.text import LetterParser

Files = Mapping[str, Mapping[str, Any] | str]

COMMON: Mapping[str, Any] = {
    "title": "A rule",
    "message": "'{match}' is flagged.",
    "why": "To be tried.",
    "source": "A standard, 1.2",
    "severity": "warning",
    "category": "tone",
    "criterion": "tone_and_apology",
    "examples": {"flag": ["[[It]]"], "pass": ["Nothing."]},
}


def write(folder: Path, files: Files) -> Path:
    """Write rule files below `folder`; a mapping is completed with COMMON, words are written as they stand."""
    for name, content in files.items():
        path = folder / f"{name}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        if not isinstance(content, str):
            common = {} if name in ("council",) or "changes" in content or "extends" in content else COMMON
            content = yaml.safe_dump({**common, **content}, allow_unicode=True, sort_keys=False)
        path.write_text(content, encoding="utf-8")
    for pack in {path.parent for path in folder.rglob("*.yml")} - {folder}:
        if not (pack / "pack.yml").exists():
            (pack / "pack.yml").write_text('title: A pack\nversion: "1.0"\n', encoding="utf-8")
    return folder


@pytest.fixture
def make_book(tmp_path: Path) -> Callable[[Files], RuleBook]:
    """Loads a book from files by name, such as `{"pack/rule": {"kind": …}}`."""
    return lambda files: load_rules(write(tmp_path / "rules", files))


@pytest.fixture
def run(make_book: Callable[[Files], RuleBook], parser: LetterParser) -> Callable[..., tuple[Match, ...]]:
    """Runs one rule, or the files of several, over a reply."""

    def run(rule: Mapping[str, Any], reply: str, complaint: str | None = None, **case: Any) -> tuple[Match, ...]:
        book = make_book({"pack/rule": rule} if "kind" in rule else rule)
        letter = parser.parse(reply, quoting=complaint)
        context = Context(
            letter=letter,
            complaint_letter=parser.parse(complaint) if complaint else None,
            people=parser.people(letter),
            **case,
        )
        return book.run(context)

    return run


@pytest.fixture
def found(run: Callable[..., tuple[Match, ...]]) -> Callable[..., list[str]]:
    """The words that one rule flags in a reply."""
    return lambda *arguments, **case: [match.text for match in run(*arguments, **case)]

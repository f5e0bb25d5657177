"""Lists of wordings kept under `rules/wording/`, as compiled patterns by name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from reviewer.case import Span
from reviewer.errors import ReviewError
from reviewer.lines import plain_copy
from reviewer.rules.patterns import any_space


@dataclass(frozen=True)
class Wording:
    """Named lists of patterns from one file.

    A pattern matches whole words, whatever their capitals; curly quotation marks match straight ones, and a space any
    white space, so that a wording is found across the lines of a letter.
    """

    patterns: Mapping[str, re.Pattern[str]]

    def found(self, name: str, text: str) -> bool:
        """Whether a wording of the list `name` stands in `text`."""
        return self.patterns[name].search(plain_copy(text)) is not None

    def first(self, text: str, names: tuple[str, ...]) -> str | None:
        """The first of the lists `names` with a wording in `text`."""
        return next((name for name in names if self.found(name, text)), None)

    def spans(self, name: str, text: str, offset: int = 0) -> Iterator[Span]:
        """The places of the wordings of the list `name`, in code points from `offset`."""
        for found in self.patterns[name].finditer(plain_copy(text)):
            yield Span(start=offset + found.start(), end=offset + found.end())


def load_wording(rules: Path, name: str) -> Wording:
    """Read `wording/<name>.yml`; raises ReviewError naming the list that is wrong."""
    path = rules / "wording" / f"{name}.yml"
    try:
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise ReviewError(
            "rules", "A rule file cannot be read", f"{path.name}: restore the shipped file", 500
        ) from error
    if not isinstance(told, dict):
        raise ReviewError("rules", "A rule file is wrong", f"{path.name} holds no lists: restore the shipped file", 500)
    parts = told.pop("parts", {})
    return Wording({key: _compiled(path, key, wordings, parts) for key, wordings in told.items()})


def _compiled(path: Path, key: str, wordings: object, parts: Mapping[str, str]) -> re.Pattern[str]:
    if not isinstance(wordings, list) or not all(isinstance(one, str) and one for one in wordings):
        raise ReviewError("rules", "A rule file is wrong", f"{path.name}: '{key}' is a list of patterns", 500)
    pattern = "|".join(wordings)
    for name, part in reversed(list(parts.items())):
        pattern = pattern.replace("{" + name + "}", part)
    try:
        return re.compile(r"(?<!\w)(?:" + any_space(pattern) + r")(?!\w)", re.IGNORECASE)
    except re.error as error:
        raise ReviewError(
            "rules", "A rule file is wrong", f"{path.name}: a pattern of '{key}': {error.msg}", 500
        ) from error

"""What is wrong in a rule file, in words that whoever keeps the rules can act on: file, line, key, what to write."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic_core import ErrorDetails

from reviewer.errors import ReviewError

_NOUNS: Mapping[str, str] = {
    "kind": "a kind of rule",
    "extends": "a kind of Vale rule that can be used here",
    "severity": "a severity",
    "level": "a Vale level",
    "category": "a category",
    "criterion": "a criterion",
    "procedure": "a procedure",
    "stage": "a stage",
    "nation": "a nation",
    "blocks": "a part of a letter",
    "document": "a document",
    "scope": "a scope",
    "span": "a span",
    "of": "something that this kind of rule can look for",
}
_WRITE: Mapping[str, str] = {
    "tuple_type": "is not a list; write each entry on a line of its own after a hyphen",
    "list_type": "is not a list; write each entry on a line of its own after a hyphen",
    "dict_type": "is not a set of 'name: value' lines; indent them below the key",
    "mapping_type": "is not a set of 'name: value' lines; indent them below the key",
    "model_type": "is not a set of 'name: value' lines; indent them below the key",
    "model_attributes_type": "is not a set of 'name: value' lines; indent them below the key",
    "string_type": "is not text; write words, in quotation marks if they look like a number or hold a colon",
    "string_too_short": "is empty; write some words",
    "bool_type": "is not true or false",
    "bool_parsing": "is not true or false",
    "int_type": "is not a whole number",
    "int_parsing": "is not a whole number",
    "date_from_datetime_parsing": "is not a date; write it as 2026-03-12",
    "date_parsing": "is not a date; write it as 2026-03-12",
    "date_type": "is not a date; write it as 2026-03-12",
}


@dataclass(frozen=True)
class Fault:
    """One thing wrong in one file. `line` counts from 1; `key` is the key's path, dotted."""

    file: str
    cause: str
    line: int | None = None
    key: str | None = None

    def __str__(self) -> str:
        place = [self.file]
        if self.line is not None:
            place.append(f"line {self.line}")
        if self.key:
            place.append(f"'{self.key}'")
        return f"{', '.join(place)}: {self.cause}"


class RuleError(ReviewError):
    """Rule files that cannot be used. `faults` holds all that was found; the error's text shows the first."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        more = len(self.faults) - 1
        detail = str(self.faults[0])
        if more:
            detail += f" (and {more} more {'fault' if more == 1 else 'faults'})"
        super().__init__("rules", "A rule file cannot be used", detail, status=500)


def did_you_mean(word: str, options: Iterable[str]) -> str:
    """`; did you mean 'x'?` for the option nearest to `word`, or nothing if none is near."""
    near = difflib.get_close_matches(word, list(options), n=1, cutoff=0.6)
    return f"; did you mean '{near[0]}'?" if near else ""


def either(options: Sequence[str]) -> str:
    """`a, b or c`."""
    return options[0] if len(options) == 1 else f"{', '.join(options[:-1])} or {options[-1]}"


def not_one_of(key: str, value: object, options: Sequence[str]) -> str:
    """The cause for a value outside a closed list."""
    noun = _NOUNS.get(key, "something that can be written here")
    return f"{_shown(value)} is not {noun}; write {either(options)}{did_you_mean(str(value), options)}"


def explain(error: ErrorDetails, path: Sequence[str | int], keys: Sequence[str]) -> tuple[str, str]:
    """The dotted key and the cause for one of pydantic's errors at `path`; `keys` are those the file may have."""
    named = [part for part in path if isinstance(part, str)]
    key = ".".join(named)
    kind, context, shown = error["type"], error.get("ctx", {}), _shown(error["input"])
    if kind == "extra_forbidden":
        options = keys if len(path) == 1 else ()
        return key, f"there is no such key{did_you_mean(named[-1], options)}" + ("" if options else "; leave it out")
    if kind == "missing":
        return key, f"is missing; add a line '{named[-1]}: …'" if named else "is missing"
    if kind in {"enum", "literal_error"}:
        options = re.findall(r"'([^']*)'", str(context.get("expected", "")))
        return key, not_one_of(named[-1] if named else "", error["input"], options)
    if kind == "value_error":
        cause = str(context.get("error", error["msg"]))
        return key, f"{shown} {cause}" if cause.startswith(("is ", "could ")) else cause
    return (
        key,
        f"{shown} {_WRITE[kind]}" if kind in _WRITE else f"{shown}: {error['msg'][:1].lower()}{error['msg'][1:]}",
    )


def _shown(value: Any) -> str:
    if isinstance(value, str | int | float | bool):
        words = str(value).lower() if isinstance(value, bool) else str(value)
        return f"'{words if len(words) <= 40 else words[:39] + '…'}'"
    return "nothing" if value is None else "this"

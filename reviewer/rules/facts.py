"""What the stages found, as plain data, so that rules can speak about it without knowing the stages."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from reviewer.case import Span
from reviewer.review import Document

Value = str | int | float | bool | None

_COMPARISON = re.compile(r"(>=|<=|>|<)\s*(-?\d+(?:\.\d+)?)")
_COMPARE: Mapping[str, Callable[[float, float], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
}


@dataclass(frozen=True)
class FactItem:
    """One concern, action, apology and so on: its values, its place, and where the knowledge comes from."""

    values: Mapping[str, Value]
    span: Span | None = None
    document: Document = Document.RESPONSE
    confidence: float | None = None
    source: Literal["rule", "model"] = "rule"


@dataclass(frozen=True)
class Facts:
    """What is known of the letter as a whole, and its items by kind, in the order of the text."""

    letter: Mapping[str, Value] = field(default_factory=dict)
    items: Mapping[str, tuple[FactItem, ...]] = field(default_factory=dict)


def holds(conditions: Mapping[str, tuple[Value, ...]], values: Mapping[str, Value]) -> bool:
    """Whether every named value is one of those wanted. A value that is not known counts as null."""
    return all(any(_is(values.get(name), wanted) for wanted in choices) for name, choices in conditions.items())


def _is(value: Value, wanted: Value) -> bool:
    if isinstance(wanted, str) and (found := _COMPARISON.fullmatch(wanted)):
        return (
            isinstance(value, int | float)
            and not isinstance(value, bool)
            and _COMPARE[found[1]](float(value), float(found[2]))
        )
    return value == wanted and isinstance(value, bool) == isinstance(wanted, bool)

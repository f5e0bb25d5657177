"""A regular expression as a small tree, for what must be known about it before it is run.

Python's own parser reads it (`re._parser`, the one private module used here); the `regex` library runs it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

MANY = 1 << 20  # stands for "without end" in a repeat

_PROPERTY = re.compile(r"\\[pP](?:\{[^{}]*\}|[A-Za-z])")
_FUZZY = re.compile(r"(?<!\\)\{[^{}]*[eisd]\s*<")
_INLINE_FLAGS = re.compile(r"(?<!\\)\(\?([imsxau]+)\)")


@dataclass(frozen=True)
class Sign:
    """One character out of a set. `literal` where only one will do (in either case)."""

    matches: Callable[[str], bool]
    literal: str | None = None
    mentioned: tuple[str, ...] = ()  # characters that the set's definition names


@dataclass(frozen=True)
class Sequence:
    """One after the other."""

    items: tuple[Node, ...]


@dataclass(frozen=True)
class Choice:
    """One of several."""

    options: tuple[Node, ...]


@dataclass(frozen=True)
class Repeat:
    """The item `least` to `most` times."""

    item: Node
    least: int
    most: int


@dataclass(frozen=True)
class Assertion:
    """Something that takes up no room: a boundary, or a look ahead or behind."""

    item: Node | None = None


Node = Sign | Sequence | Choice | Repeat | Assertion


def parse(expression: str) -> Node:
    """The tree of `expression`. Raises ValueError with the cause, in words, if it is not a regular expression."""
    if found := _FUZZY.search(expression):
        raise ValueError(f"is not a regular expression that can be used here: '{found[0]}' is not understood")
    plain = _INLINE_FLAGS.sub("", _PROPERTY.sub(r"\\w", expression))
    try:
        return _sequence(parser.parse(plain))
    except (re.error, OverflowError, RecursionError) as error:
        cause = getattr(error, "msg", "it is too long")
        place = getattr(error, "pos", None)
        where = f" at character {place + 1}" if place is not None else ""
        raise ValueError(
            f"is not a regular expression ({cause}{where}); write \\ before . ? * + ( ) [ ] to mean the sign"
        ) from None


def _sequence(parsed: Any) -> Sequence:
    return Sequence(tuple(_node(code, value) for code, value in parsed))


def _node(code: Any, value: Any) -> Node:
    match code:
        case codes.LITERAL:
            sign = chr(value)
            return Sign(lambda one: one == sign, sign, (sign,))
        case codes.NOT_LITERAL:
            sign = chr(value)
            return Sign(lambda one: one != sign, None, (sign,))
        case codes.ANY:
            return Sign(lambda one: one != "\n")
        case codes.IN:
            return _set(value)
        case codes.BRANCH:
            return Choice(tuple(_sequence(option) for option in value[1]))
        case codes.SUBPATTERN | codes.ATOMIC_GROUP:
            return _sequence(value[3] if code is codes.SUBPATTERN else value)
        case codes.MAX_REPEAT | codes.MIN_REPEAT | codes.POSSESSIVE_REPEAT:
            least, most, item = value
            return Repeat(_sequence(item), int(least), MANY if most is codes.MAXREPEAT else int(most))
        case codes.ASSERT | codes.ASSERT_NOT:
            return Assertion(_sequence(value[1]))
        case codes.AT:
            return Assertion()
        case codes.GROUPREF | codes.GROUPREF_EXISTS:
            return _reference(code, value)
    return Assertion()


def _reference(code: Any, value: Any) -> Node:
    """What an earlier group matched, which may be anything; or a choice that depends on whether it matched."""
    if code is codes.GROUPREF:
        return Repeat(Sign(lambda _: True), 0, MANY)
    return Choice(tuple(_sequence(option) for option in value[1:] if option is not None))


def _set(items: Any) -> Sign:
    negated = bool(items) and items[0][0] is codes.NEGATE
    tests = [_member(code, value) for code, value in items if code is not codes.NEGATE]
    mentioned = tuple(
        sign
        for code, value in items
        if code in (codes.LITERAL, codes.RANGE)
        for sign in ([chr(value)] if code is codes.LITERAL else [chr(value[0]), chr(value[1])])
    )
    only = mentioned[0] if len(items) == 1 and not negated and items[0][0] is codes.LITERAL else None
    return Sign(lambda one: any(test(one) for test in tests) != negated, only, mentioned)


def _member(code: Any, value: Any) -> Callable[[str], bool]:
    if code is codes.LITERAL:
        return lambda one: ord(one) == value
    if code is codes.RANGE:
        return lambda one: bool(value[0] <= ord(one) <= value[1])
    category = str(value)
    negated = "_NOT_" in category
    if "DIGIT" in category:
        return lambda one: one.isdigit() != negated
    if "SPACE" in category:
        return lambda one: one.isspace() != negated
    return lambda one: (one.isalnum() or one == "_") != negated

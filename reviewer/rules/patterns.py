"""Regular expressions as rule authors write them, made ready to run over a letter.

A space in an expression stands for any white space, so that a phrase is found across a line break; curly quotation
marks stand for straight ones. Before an expression is run, the letter is searched for words without which it cannot
match: that is some fifty times cheaper, and most rules find nothing in most letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import regex

from reviewer.errors import ReviewError
from reviewer.rules.safety import refuse_dangerous
from reviewer.rules.syntax import Choice, Node, Repeat, Sequence, Sign, parse

SECONDS = 2.0  # more than any sound expression needs for the longest letter
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " "})
_QUANTIFIED = re.compile(r"[*+?]|\{\d*,?\d*\}")
_SHORTEST = 2  # a shorter literal is in every letter


@dataclass(frozen=True)
class Pattern:
    """One compiled expression. `needles`: lower-case words of which a text that matches holds at least one."""

    expression: str
    compiled: regex.Pattern[str]
    needles: tuple[str, ...]

    def may_match(self, low: str) -> bool:
        """Whether a text, given in lower case, could match at all."""
        return not self.needles or any(needle in low for needle in self.needles)

    def find(self, text: str, low: str) -> Iterator[regex.Match[str]]:
        """The matches that are not empty, from left to right. Raises ReviewError after SECONDS."""
        if not self.may_match(low):
            return
        try:
            yield from (found for found in self.compiled.finditer(text, timeout=SECONDS) if found.end() > found.start())
        except TimeoutError:
            raise _too_slow(self.expression) from None

    def is_in(self, text: str) -> bool:
        """Whether `text` matches anywhere. Raises ReviewError after SECONDS."""
        try:
            return self.compiled.search(text, timeout=SECONDS) is not None
        except TimeoutError:
            raise _too_slow(self.expression) from None


def _too_slow(expression: str) -> ReviewError:
    return ReviewError(
        "rules",
        "A rule takes too long on this letter",
        f"ask whoever keeps the rules to simplify its expression '{expression}', or to switch the rule off",
        status=500,
    )


def compile_pattern(expression: str, *, whole_words: bool = False, ignorecase: bool = True) -> Pattern:
    """Compile what an author wrote. Raises ValueError with the cause if it is not an expression, or a dangerous one."""
    inner, needles = _checked(expression)
    full = rf"(?<!\w)(?:{inner})(?!\w)" if whole_words else inner
    flags = regex.VERSION0 | regex.MULTILINE | (regex.IGNORECASE if ignorecase else 0)
    try:
        return Pattern(expression, regex.compile(full, flags), needles)
    except regex.error as error:
        raise ValueError(f"'{expression}' is not a regular expression ({error})") from None


def check_pattern(expression: str) -> str:
    """The expression itself, if it is a safe one: for use as a validator. Raises ValueError with the cause."""
    _checked(expression)
    return expression


@lru_cache(maxsize=8192)  # a validator and a kind ask for the same one in turn; what is kept is constant
def _checked(expression: str) -> tuple[str, tuple[str, ...]]:
    """What is compiled for `expression`, and its needles."""
    inner = any_space(expression.translate(_STRAIGHT))
    try:
        tree = parse(inner)
    except ValueError:
        parse(expression)  # tells the place in what the author wrote
        raise
    refuse_dangerous(tree)
    return inner, tuple(sorted(_needles(tree) or ()))


def compile_all(
    expressions: Iterable[str], *, whole_words: bool = False, ignorecase: bool = True
) -> tuple[Pattern, ...]:
    """Compile several, in order."""
    return tuple(compile_pattern(one, whole_words=whole_words, ignorecase=ignorecase) for one in expressions)


def any_space(expression: str) -> str:
    """Runs of spaces outside brackets become `\\s+`; an optional space becomes optional white space."""
    out: list[str] = []
    place, in_set = 0, False
    while place < len(expression):
        sign = expression[place]
        if sign == "\\":
            out.append(expression[place : place + 2])
            place += 2
            continue
        if sign == " " and not in_set:
            end = place + len(expression[place:]) - len(expression[place:].lstrip(" "))
            repeat = _QUANTIFIED.match(expression, end)
            if repeat is None:
                out.append(r"\s+")
            elif repeat[0][0] == "{":
                out.append(rf"\s{repeat[0]}")
            else:
                out.append(r"\s+" if repeat[0] == "+" else r"\s*")
            place = repeat.end() if repeat else end
            continue
        if sign == "[" and not in_set:
            in_set = True
            if expression[place + 1 : place + 2] == "]":
                out.append(sign)
                place += 1
                sign = "]"
        elif sign == "]":
            in_set = False
        out.append(sign)
        place += 1
    return "".join(out)


def _needles(node: Node) -> frozenset[str] | None:
    """Lower-case literals of which every match holds at least one; None where nothing can be said."""
    match node:
        case Choice(options):
            found = [_needles(option) for option in options]
            return frozenset().union(*(one for one in found if one)) if all(found) else None
        case Repeat(item, least):
            return _needles(item) if least else None
        case Sequence(items):
            return _best(_candidates(items))
    return None


def _candidates(items: Iterable[Node]) -> Iterator[frozenset[str]]:
    run = ""
    for item in items:
        if isinstance(item, Sign) and item.literal is not None:
            run += item.literal.lower()
            continue
        if len(run) >= _SHORTEST:
            yield frozenset({run})
        run = ""
        if found := _needles(item):
            yield found
    if len(run) >= _SHORTEST:
        yield frozenset({run})


def _best(candidates: Iterable[frozenset[str]]) -> frozenset[str] | None:
    """The most telling: the one whose shortest literal is longest."""
    return max(candidates, key=lambda one: (min(map(len, one)), -len(one)), default=None)

"""Near misses: what a slip of the keyboard makes of a number or a name."""

from __future__ import annotations

from difflib import SequenceMatcher

_ALIKE = 0.6  # share of letters in common from which two names may be one, misspelt


def is_transposed(one: str, other: str) -> bool:
    """Whether the two differ by two neighbouring characters that have changed places."""
    places = _differences(one, other)
    return (
        len(places) == 2
        and places[1] == places[0] + 1
        and one[places[0]] == other[places[1]]
        and one[places[1]] == other[places[0]]
    )


def is_one_off(one: str, other: str) -> bool:
    """Whether the two differ in one character."""
    return len(_differences(one, other)) == 1


def is_alike(one: str, other: str) -> bool:
    """Whether two names in small letters differ as a misspelling does: they start alike and share most letters."""
    return one != other and one[:1] == other[:1] and SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE


def _differences(one: str, other: str) -> list[int]:
    if len(one) != len(other):
        return []
    return [place for place, (left, right) in enumerate(zip(one, other, strict=True)) if left != right]

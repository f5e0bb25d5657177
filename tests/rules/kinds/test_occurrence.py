from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from reviewer.rules import Match

COMMAS = "We wrote, rang, called, and came. We waited, then left."


@pytest.mark.parametrize(
    ("keys", "reply", "flagged"),
    [
        ({"token": ",", "max": 2, "scope": "sentence"}, COMMAS, ["We wrote, rang, called, and came."]),
        ({"token": ",", "max": 3, "scope": "sentence"}, COMMAS, []),
        ({"token": ",", "max": 3, "scope": "paragraph"}, COMMAS, [COMMAS]),
        ({"token": ",", "max": 3}, COMMAS, [","]),
        ({"token": ",", "max": 4}, COMMAS, []),
        ({"token": r"\bsorry\b", "min": 1}, "We were late.", [""]),
        ({"token": r"\bsorry\b", "min": 1}, "We are Sorry.", []),
        ({"token": r"\bsorry\b", "min": 1, "ignorecase": False}, "We are Sorry.", [""]),
        ({"token": r"\bwe\b", "min": 1, "scope": "sentence"}, "The bin was missed. We came.", ["The bin was missed."]),
        ({"token": r"\bwe\b", "min": 1, "scope": "sentence", "unless": ["bin"]}, "The bin was missed. We came.", []),
    ],
)
def test_occurrence(found: Callable[..., list[str]], keys: dict[str, Any], reply: str, flagged: list[str]) -> None:
    assert found({"kind": "occurrence", **keys}, reply) == flagged


def test_too_many_in_a_text_shows_the_first_one_too_many_and_the_others_beside_it(
    run: Callable[..., tuple[Match, ...]],
) -> None:
    rule = {"kind": "occurrence", "token": ",", "max": 2, "message": "There are {count}; {limit} will do."}
    (match,) = run(rule, COMMAS)
    assert [place.start for place in match.places] == [22, 43]
    assert match.message == "There are 4; 2 will do."


def test_too_few_in_a_text_has_no_place(run: Callable[..., tuple[Match, ...]]) -> None:
    (match,) = run({"kind": "occurrence", "token": "sorry", "min": 1}, "We were late.")
    assert match.span is None
    assert match.places == ()

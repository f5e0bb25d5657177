from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from reviewer.rules import RuleError

PASSIVE = [[{"LEMMA": "be"}, {"POS": "ADV", "OP": "*"}, {"TAG": "VBN"}]]


@pytest.mark.parametrize(
    ("keys", "reply", "flagged"),
    [
        pytest.param({"patterns": PASSIVE}, "The bin was missed.", ["was missed"], id="a match"),
        pytest.param({"patterns": PASSIVE}, "We missed the bin.", [], id="none"),
        pytest.param({"patterns": PASSIVE}, "The bin was twice missed.", ["was twice missed"], id="the widest"),
        pytest.param(
            {"patterns": PASSIVE, "span": "sentence"}, "It was missed. We came.", ["It was missed."], id="sentence"
        ),
        pytest.param(
            {"patterns": PASSIVE, "unless": ["missed by"]},
            "It was missed by us. It was lost.",
            ["was lost"],
            id="unless",
        ),
        pytest.param(
            {"patterns": PASSIVE, "also": [[{"LOWER": "soon"}]]},
            "It will be done soon. It was lost.",
            ["be done"],
            id="also",
        ),
        pytest.param(
            {"patterns": [[{"LOWER": {"REGEX": "^lo?st$"}}]]}, "It was lost.", ["lost"], id="an expression in a token"
        ),
        pytest.param(
            {"patterns": [[{"LOWER": "us"}, {"LOWER": "we"}]]}, "It was us. We came.", [], id="not across sentences"
        ),
        pytest.param({"patterns": PASSIVE, "applies": {"blocks": ["heading"]}}, "It was lost.", [], id="other blocks"),
    ],
)
def test_pattern(found: Callable[..., list[str]], keys: dict[str, Any], reply: str, flagged: list[str]) -> None:
    assert found({"kind": "pattern", **keys}, reply) == flagged


@pytest.mark.parametrize(
    ("patterns", "cause"),
    [
        ([[{"LEMA": "be"}]], "not a token pattern"),
        ([[{"LOWER": {"REGEX": "(a+)+"}}]], "could take for ever"),
        ([[{"OP": "many"}]], "not a token pattern"),
    ],
)
def test_what_is_not_a_token_pattern(make_book: Callable[..., Any], patterns: Any, cause: str) -> None:
    with pytest.raises(RuleError, match=cause):
        make_book({"pack/rule": {"kind": "pattern", "patterns": patterns}})

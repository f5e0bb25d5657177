from __future__ import annotations

from collections.abc import Callable

import pytest

from reviewer.rules import Match

SWAP = {
    "in order to": "to",
    "prior to": "before",
    "(?:utilise|utilize)[sd]?": "use|work with",
    r"at (?:the )?(\w+) juncture": r"at the \1 time",
    "hereby": "",
    "GOV": "gov",
}


@pytest.mark.parametrize(
    ("reply", "flagged"),
    [
        ("We wrote in order to explain.", [("in order to", ("to",))]),
        ("Prior to May we wrote.", [("Prior to", ("Before",))]),
        ("We were Prior to May in error.", [("Prior to", ("before",))]),
        ("We utilised it.", [("utilised", ("use", "work with"))]),
        ("At this juncture we wait.", [("At this juncture", ("At the this time",))]),
        ("We hereby say so.", [("hereby", ())]),
        ("The gov site.", []),
        ("In disorder to.", []),
    ],
)
def test_substitution(
    run: Callable[..., tuple[Match, ...]], reply: str, flagged: list[tuple[str, tuple[str, ...]]]
) -> None:
    matches = run({"kind": "substitution", "swap": SWAP}, reply)
    assert [(match.text, match.suggestions) for match in matches] == flagged


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        ("We wrote in order to explain.", "Write to for in order to."),
        ("We utilised it.", "Write use or work with for utilised."),
        ("We hereby say so.", "Write (leave it out) for hereby."),
    ],
)
def test_the_message(run: Callable[..., tuple[Match, ...]], reply: str, message: str) -> None:
    rule = {"kind": "substitution", "swap": SWAP, "message": "Write {suggestion} for {match}."}
    assert [match.message for match in run(rule, reply)] == [message]


def test_a_rules_own_suggestions_take_the_place_of_the_plain_words(run: Callable[..., tuple[Match, ...]]) -> None:
    rule = {"kind": "substitution", "swap": SWAP, "suggestions": ["say ‘{suggestion}’"]}
    assert run(rule, "Prior to May.")[0].suggestions == ("say ‘Before’",)

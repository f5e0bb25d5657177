from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from reviewer.rules import Match


@pytest.mark.parametrize(
    ("keys", "reply", "flagged"),
    [
        pytest.param({"tokens": ["lessons learned"]}, "There are lessons learned.", ["lessons learned"], id="words"),
        pytest.param(
            {"tokens": ["lessons learned"]}, "Lessons  Learned!", ["Lessons  Learned"], id="any case and space"
        ),
        pytest.param({"tokens": ["lessons learned"], "ignorecase": False}, "Lessons learned.", [], id="only this case"),
        pytest.param({"tokens": ["all"]}, "I shall call you all.", ["all"], id="whole words only"),
        pytest.param({"tokens": ["all"], "nonword": True}, "I shall.", ["all"], id="parts of words"),
        pytest.param({"tokens": ["£5"]}, "Pay £5, not £50.", ["£5"], id="a word that starts with a sign"),
        pytest.param({"tokens": ["don't"]}, "I don’t know.", ["don’t"], id="a curly apostrophe in the letter"),
        pytest.param({"tokens": ["don’t"]}, "I don't know.", ["don't"], id="a curly apostrophe in the rule"),
        pytest.param({"tokens": ["we", "we take"]}, "Today we take care.", ["we take"], id="the longest of two"),
        pytest.param({"raw": [r"\[[A-Z ]+\]"]}, "Your officer is [NAME], as you know.", ["[NAME]"], id="raw"),
        pytest.param({"tokens": ["sorry"]}, "I am sorry. We are sorry.", ["sorry", "sorry"], id="each match"),
        pytest.param(
            {"tokens": ["sorry"], "span": "sentence"},
            "I am sorry, so sorry. Bye.",
            ["I am sorry, so sorry."],
            id="sentence",
        ),
        pytest.param(
            {"tokens": ["policy"], "exceptions": ["insurance policy"]},
            "Our policy, your insurance policy.",
            ["policy"],
            id="exceptions",
        ),
        pytest.param(
            {"tokens": ["failed"], "unless": ["we failed"]}, "You failed. We failed you.", ["failed"], id="unless"
        ),
        pytest.param({"tokens": ["sorry"], "exempt": ["Sorry"]}, "I am sorry.", [], id="exempt"),
        pytest.param({"tokens": ["a flat"]}, "You live in a\nflat.", [], id="across two blocks"),
        pytest.param({"raw": ["^Ref"]}, "Ref 12 is closed. Ref 13 is not.", ["Ref"], id="the start of a block"),
    ],
)
def test_existence(found: Callable[..., list[str]], keys: dict[str, Any], reply: str, flagged: list[str]) -> None:
    assert found({"kind": "existence", **keys}, reply) == flagged


LETTER = """Our ref: sorry/12

Dear Ms Sorry

Sorry, late

I am sorry that we were late. You wrote “I am sorry that I ever wrote to you”.

- sorry about the bin

Yours sincerely
Ann Sorry"""


@pytest.mark.parametrize(
    ("blocks", "count"),
    [(None, 3), (["paragraph"], 1), (["list_item"], 1), (["salutation"], 1), (["sign_off"], 1), (["reference"], 1)],
)
def test_where_a_rule_applies(found: Callable[..., list[str]], blocks: list[str] | None, count: int) -> None:
    applies = {} if blocks is None else {"applies": {"blocks": blocks}}
    assert len(found({"kind": "existence", "tokens": ["sorry"], **applies}, LETTER)) == count


def test_words_repeated_from_the_complaint_are_quotations(found: Callable[..., list[str]]) -> None:
    said = "nobody from the council rang me back about the broken window in my kitchen"
    assert found({"kind": "existence", "tokens": ["nobody"]}, f"You say that {said}. Nobody did.", said) == ["Nobody"]


def test_offsets_are_into_the_letter_as_given(run: Callable[..., tuple[Match, ...]]) -> None:
    reply = "Thank you 🙂.\r\n\r\nWe\u00a0are truly\u00a0sorry for cafe\u0301 noise."
    (match,) = run({"kind": "existence", "tokens": ["truly sorry"]}, reply)
    assert match.span is not None
    assert match.span.of(reply) == match.text == "truly\u00a0sorry"

from __future__ import annotations

import pytest

from reviewer.rules.safety import refuse_dangerous
from reviewer.rules.syntax import parse


@pytest.mark.parametrize(
    "expression",
    [
        r"(a+)+",
        r"(a*)*",
        r"(?:a|ab|b)*",
        r"(?:a{1,3})*",
        r"(?:a{1,2}){2,}",
        r"(\w+\s?)*x",
        r"(?:\w+ ?){0,5}",
        r"(.*)*",
        r"(?:.*,)*",
        r"(\d+,?)+",
        r"([a-z]+[A-Z])+",
        r"(?:foo|bar|foobar)+",
        r"(?=(a+)+)b",
        r"x(?:y(?:a|a?b)*z?)*",
        r"(?:(?=(?:a+)+)b)*",
        r"(?:a?){30}a{30}",
        r"(\w+)(?:\1|b)*",
    ],
)
def test_exponential_expressions_are_refused(expression: str) -> None:
    with pytest.raises(ValueError, match="could take for ever"):
        refuse_dangerous(parse(expression))


@pytest.mark.parametrize(
    "expression",
    [
        r"we (?:always )?take (?:your|all) complaints? seriously",
        r"(?:\w+\s)*x",
        r"(?:\w+ ){0,5}of",
        r"(?:very |really )*sorry",
        r"\d+(?:,\d{3})*(?:\.\d\d)?",
        r"(?:a|b){3,9}",
        r"sorry\b[^.]{0,60}? if",
        r"(?:[A-Z][a-z]+ ){1,4}",
        r"(\w+) \1",
        r"(?<!not )upheld",
        r"(?:foo|bar|baz)+",
        r"",
    ],
)
def test_sound_expressions_are_let_pass(expression: str) -> None:
    refuse_dangerous(parse(expression))


def test_an_expression_too_long_to_check_is_refused() -> None:
    with pytest.raises(ValueError, match="too long"):
        refuse_dangerous(parse(f"(?:{'|'.join(chr(97 + number % 26) * 5 + str(number) for number in range(400))})*"))


@pytest.mark.parametrize("expression", ["(a", "[a", "a)", "*a", r"(?P<n>a)(?P<n>b)", "a{e<=1}", r"(?Z)"])
def test_what_is_no_expression(expression: str) -> None:
    with pytest.raises(ValueError, match="is not a regular expression"):
        parse(expression)

from __future__ import annotations

import pytest

from reviewer.errors import ReviewError
from reviewer.rules import patterns
from reviewer.rules.patterns import compile_pattern


@pytest.mark.parametrize(
    ("expression", "text", "matches"),
    [
        ("a b", "a  \n b", True),
        ("a ?b", "ab", True),
        ("a ?b", "a b", True),
        ("a +b", "a  b", True),
        ("a *b", "ab", True),
        ("a {2}b", "a  b", True),
        ("a {2}b", "a b", False),
        ("[a ]b", " b", True),
        ("[a ]b", "\nb", False),
        (r"a\ b", "a b", True),
        ("[]a ]b", "]b", True),
        ("“it’s”", '"it\'s"', True),
        (r"\p{Lu}b", "Éb", True),
        ("STRASSE", "strasse", True),
    ],
)
def test_spaces_and_quotation_marks(expression: str, text: str, matches: bool) -> None:
    assert compile_pattern(expression).is_in(text) is matches


@pytest.mark.parametrize(
    ("expression", "needles"),
    [
        ("in order to", ("order",)),
        ("(?:in|with) regard to", ("regard",)),
        ("sorry|regret", ("regret", "sorry")),
        ("(?:Sorry )?we", ("we",)),
        (r"\w+", ()),
        ("colou?r", ("colo",)),
        ("(?:ab|c)d", ()),
        ("(?:foo){2,3}", ("foo",)),
        ("(?!foo)b[ao]r", ()),
    ],
)
def test_the_words_without_which_nothing_can_match(expression: str, needles: tuple[str, ...]) -> None:
    assert compile_pattern(expression).needles == needles


@pytest.mark.parametrize(
    ("expression", "text", "found"),
    [("in order", "IN ORDER", ["IN ORDER"]), (r"\b", "a b", []), ("x*", "axxb", ["xx"]), ("order", "none", [])],
)
def test_find(expression: str, text: str, found: list[str]) -> None:
    assert [match[0] for match in compile_pattern(expression).find(text, text.lower())] == found


def test_an_expression_that_takes_too_long_is_an_error_that_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "SECONDS", 0.05)
    slow = compile_pattern(r"\w+\s*\w+\s*\w+\s*\w+\s*[!?]")
    text = "a" * 3_000
    with pytest.raises(ReviewError, match="takes too long") as caught:
        list(slow.find(text, text))
    assert "aaaa" not in str(caught.value)
    with pytest.raises(ReviewError, match="takes too long"):
        slow.is_in(text)


@pytest.mark.parametrize("expression", ["(a+)+", "(a"])
def test_a_bad_expression_is_refused(expression: str) -> None:
    with pytest.raises(ValueError, match=r"for ever|not a regular expression"):
        compile_pattern(expression)

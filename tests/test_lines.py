"""Lines with their places, and the plain copy that a letter is parsed through."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.lines import flat_copy, plain_copy, read_lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("one\ntwo", [("one", 0), ("two", 0)]),
        ("one\r\ntwo\r\n\r\nthree", [("one", 0), ("two", 0), ("three", 1)]),
        ("one\rtwo\r\rthree", [("one", 0), ("two", 0), ("three", 1)]),
        ("\n\n  one \t\n \u00a0 \n\ttwo", [("one", 0), ("two", 1)]),
        (
            "one\u2028two\u2029three\x0bfour\x0cfive\u0085six",
            [("one", 0), ("two", 0)] + [(w, 1) for w in ("three", "four", "five", "six")],
        ),
        ("\ufeffone\u200b\n\u202atwo\u202c", [("one", 0), ("two", 0)]),
        ("one" + "\n" + " " * 500 + "\n" + "two", [("one", 0), ("two", 1)]),
        ("", []),
        (" \n\u00a0\r\n", []),
    ],
)
def test_lines(text: str, lines: list[tuple[str, int]]) -> None:
    found = list(read_lines(text))
    assert [(line.text, line.paragraph) for line in found] == lines
    assert all(text[line.start : line.end] == line.text for line in found)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("it’s “ours”", 'it\'s "ours"'),
        ("£45\u00a0a week", "£45 a week"),
        ("re‑assess", "re-assess"),
        ("one\u2028two", "one\ntwo"),
        ("half \ud83d a face", "half \ufffd a face"),
        ("Café 👨‍👩‍👧 e\u0301", "Café 👨‍👩‍👧 e\u0301"),
    ],
)
def test_the_copy_is_plain(text: str, plain: str) -> None:
    assert plain_copy(text) == plain


def test_the_flat_copy_stands_on_one_line() -> None:
    assert flat_copy("\ufeffstage\u00a01\r\n  isn’t ") == "stage 1 isn't"


@pytest.mark.parametrize(("sign", "longest"), [("a", 1000), ("(", 25), ("-", 25)])
def test_no_run_is_left_long(sign: str, longest: int) -> None:
    assert max(map(len, plain_copy(sign * 5000).split())) < longest


@given(st.text() | st.text(alphabet="a(’\u2028\r\n ", max_size=3000))
def test_the_copy_keeps_every_place(text: str) -> None:
    copy = plain_copy(text)
    assert len(copy) == len(text)
    assert [line.start for line in read_lines(text)] == sorted({line.start for line in read_lines(text)})

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.case import Span
from reviewer.formats.marking import Place
from reviewer.formats.rows import cells, fold, rows, shown, underline
from reviewer.review import Severity

LETTERS = st.text(st.sampled_from("ab  \n\r\tX🙂e\u0301\u00a0日\x1b-"), max_size=120)


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("", 10, []),
        ("one two", 10, [("one two", 1)]),
        ("one two three", 8, [("one two ", 1), ("three", None)]),
        ("one\r\ntwo\n\nthree", 10, [("one", 1), ("two", 2), ("", 3), ("three", 4)]),
        ("abcdefghij", 4, [("abcd", 1), ("efgh", None), ("ij", None)]),
        ("ab abcdefghij k", 4, [("ab ", 1), ("abcd", None), ("efgh", None), ("ij k", None)]),
        ("🙂🙂🙂", 4, [("🙂🙂", 1), ("🙂", None)]),
    ],
)
def test_rows(text: str, width: int, expected: list[tuple[str, int | None]]) -> None:
    assert [(text[row.start : row.end], row.line) for row in rows(text, width)] == expected


@given(LETTERS, st.integers(2, 30))
def test_rows_show_every_sign_once_and_fit(text: str, width: int) -> None:
    shows = list(rows(text, width))
    for row in shows:
        assert cells(text[row.start : row.end].rstrip()) <= width
    seen = {at for row in shows for at in range(row.start, row.end)}
    assert len(seen) == sum(row.end - row.start for row in shows)
    assert all(text[at].isspace() for at in range(len(text)) if at not in seen)


@given(LETTERS)
def test_what_is_shown_is_as_long_and_steers_nothing(text: str) -> None:
    assert len(shown(text)) == len(text)
    assert shown(text).isprintable() or not text.isprintable()
    assert "\x1b" not in shown(text)


@pytest.mark.parametrize(
    ("text", "words", "severity", "expected"),
    [
        ("one two three", "two", Severity.ERROR, "    ^^^"),
        ("one two three", "two", Severity.WARNING, "    ~~~"),
        ("🙂 two", "two", Severity.ERROR, "   ^^^"),
        ("Cafe\u0301 two", "two", Severity.ERROR, "     ^^^"),
        ("a 日本 b", "日本", Severity.ERROR, "  ^^^^"),
    ],
)
def test_underlines_stand_under_the_words(text: str, words: str, severity: Severity, expected: str) -> None:
    start = text.index(words)
    place = Place("F1", Span(start=start, end=start + len(words)), severity)
    (row,) = rows(text, 40)
    assert "".join(signs for signs, _ in underline(text, row, [place])) == expected


def test_a_place_over_two_rows_is_underlined_on_both() -> None:
    text = "one two three four"
    place = Place("F1", Span(start=4, end=13), Severity.ERROR)
    drawn = ["".join(signs for signs, _ in underline(text, row, [place])) for row in rows(text, 8)]
    assert drawn == ["    ^^^", "^^^^^", ""]


def test_fold_runs_white_space_together() -> None:
    assert fold("one\n\n two   three", 8) == ["one two", "three"]

"""Plain text in every encoding that a letter comes in; and bytes that are no text."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.errors import ReviewError
from reviewer.formats.plain import decode, read_plain

LETTER = "Dear Ms Café,\r\n\r\nWe will pay you £45 – it’s “our” fault.\r\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (LETTER.encode(), "utf-8"),
        (LETTER.encode("utf-8-sig"), "utf-8"),
        (LETTER.encode("utf-16"), "utf-16-le"),
        (b"\xfe\xff" + LETTER.encode("utf-16-be"), "utf-16-be"),
        (LETTER.encode("utf-16-le"), "utf-16-le"),
        (LETTER.encode("utf-16-be"), "utf-16-be"),
        (LETTER.encode("utf-32"), "utf-32-le"),
        (LETTER.encode("cp1252"), "Windows-1252"),
    ],
)
def test_encodings(data: bytes, encoding: str) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.encoding) == (LETTER, encoding)


@pytest.mark.parametrize(
    ("words", "written_in", "declared"),
    [
        ("£45 – it’s", "cp1252", "iso-8859-1"),
        ("£45 – it’s", "cp1252", "windows-1252"),
        ("£45 – it’s", "utf-8", "iso-8859-1"),
        ("£45 – it’s", "utf-8", "us-ascii"),
        ("£45 – it’s", "utf-8", "no-such-thing"),
        ("£45 – it’s", "utf-8", "unicode_escape"),
        ("Zażółć gęślą", "iso-8859-2", "ISO-8859-2"),
        ("Привет", "koi8-r", "koi8-r"),
    ],
)
def test_what_the_sender_declares_is_used_where_it_can_be(words: str, written_in: str, declared: str) -> None:
    decoded = decode(words.encode(written_in), declared)
    assert (decoded.text, decoded.notes) == (words, ())


def test_a_guess_is_noted() -> None:
    (note,) = read_plain(LETTER.encode("cp1252")).notes
    assert note.startswith("The encoding was taken to be Windows-1252")
    assert read_plain(LETTER.encode()).notes == ()


def test_bytes_that_are_not_windows_1252_are_guessed() -> None:
    words = "こんにちは。ごみが集められていません。いつ来ますか。" * 5
    decoded = decode(words.encode("shift_jis"))
    assert (decoded.text, decoded.guessed) == (words, True)


@pytest.mark.parametrize("text", ["one\rtwo", "one\r\ntwo\n", "\tone\u00a0two\u2028", "🙂 e\u0301"])
def test_text_is_kept_exactly(text: str) -> None:
    assert read_plain(text.encode()).text == text


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)),
        b"Dear Ms Bell\x00\x00\x00",
        b"\x01\x02\x03\x04" * 10,
        "Dear\x00Ms Bell".encode("utf-16"),
        b"\x00" * 40,
        bytes(range(128, 256)),
    ],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(ReviewError) as told:
        decode(data)
    assert told.value.kind == "unsupported"


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"], exclude_characters="\ufeff\ufffd")))
def test_utf_8_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode()).text == text


@given(st.binary(max_size=60), st.none() | st.sampled_from(["utf-8", "utf-16", "big5", "ascii", "iso-2022-jp", "x"]))
def test_any_bytes_are_text_or_refused(data: bytes, declared: str | None) -> None:
    with contextlib.suppress(ReviewError):
        assert "\x00" not in decode(data, declared).text

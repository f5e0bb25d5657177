"""Plain Word files of letters given as text."""

from __future__ import annotations

import io

import docx
import pytest

from reviewer.formats.word import read_word, run_pieces
from reviewer.formats.word_letter import make_letter
from reviewer.formats.word_package import WORD


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("Dear Ms Bell", ["Dear Ms Bell"]),
        ("Dear Ms Bell,\r\n\r\nWe were wrong.\r\n", ["Dear Ms Bell,", "We were wrong."]),
        ("14 Elm Row\nWestmarch\n\nDear Ms Bell", ["14 Elm Row\nWestmarch", "Dear Ms Bell"]),
        ("One\n \t\nTwo\n\n\n\nThree\rFour", ["One", "Two", "Three\nFour"]),
        ("\n\n  Indented\tby a tab 🙂\u00a0\n", ["  Indented\tby a tab 🙂\u00a0"]),
        ("A bell\x07 and\x0ba feed", ["A bell␇ and␋a feed"]),
    ],
)
def test_paragraphs_and_lines_are_kept_and_every_run_is_where_it_says(text: str, paragraphs: list[str]) -> None:
    data, places = make_letter(text)
    made = docx.Document(io.BytesIO(data))
    assert [one.text for one in made.paragraphs] == paragraphs
    assert read_word(data).text.split() == " ".join(paragraphs).split()
    runs = list(made.element.body.iter(WORD + "r"))
    for place in places:
        shown = "".join(words for _, words in run_pieces(runs[place.run]))
        given = text[place.start : place.end]
        assert len(shown) == len(given)
        assert [one for one in given if one.isalnum()] == [one for one in shown if one.isalnum()]


def test_the_file_names_nobody_and_is_british() -> None:
    made = docx.Document(io.BytesIO(make_letter("Dear Ms Bell")[0]))
    assert (made.core_properties.author, made.core_properties.comments) == ("", "")
    assert {one.get(WORD + "val") for one in made.styles.element.iter(WORD + "lang")} == {"en-GB"}
    assert round(made.sections[0].page_width.mm) == 210

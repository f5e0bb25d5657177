"""The marks that Word shows before list items."""

from __future__ import annotations

import pytest

from reviewer.formats.word import read_word
from tests.formats.making import paragraph, word_file


def level(number: int, form: str, text: str, start: int = 1) -> str:
    shape = f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{number}">{shape}</w:lvl>'


def listing(*levels: str, number: str = "1", more: str = "") -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/>{more}</w:num>'
    )


def item(words: str, number: str = "1", depth: int = 0) -> str:
    return paragraph(words, properties=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def marks(body: str, numbering: str, styles: str = "") -> list[str]:
    text = read_word(word_file(body, {"numbering": numbering, "styles": styles})).text
    return [line.partition("§")[0] for line in text.split("\n") if line]


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("decimal", "%1.", ["1. ", "2. "]),
        ("decimal", "(%1)", ["(1) ", "(2) "]),
        ("lowerLetter", "%1)", ["a) ", "b) "]),
        ("upperLetter", "%1.", ["A. ", "B. "]),
        ("lowerRoman", "%1.", ["i. ", "ii. "]),
        ("upperRoman", "%1.", ["I. ", "II. "]),
        ("decimalZero", "%1", ["01 ", "02 "]),
        ("bullet", "\uf0b7", ["• ", "• "]),
        ("none", "", ["", ""]),
        ("ordinalText", "%1.", ["1. ", "2. "]),
    ],
)
def test_forms(form: str, text: str, expected: list[str]) -> None:
    assert marks(item("§") + item("§"), listing(level(0, form, text))) == expected


@pytest.mark.parametrize(
    ("count", "form", "expected"),
    [(27, "lowerLetter", "aa. "), (9, "lowerRoman", "ix. "), (44, "upperRoman", "XLIV. ")],
)
def test_higher_numbers(count: int, form: str, expected: str) -> None:
    assert marks(item("§"), listing(level(0, form, "%1.", count))) == [expected]


def test_deeper_levels_start_again_below_each_item() -> None:
    numbering = listing(level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"))
    body = item("§") + item("§", depth=1) + item("§", depth=1) + item("§") + item("§", depth=1)
    assert marks(body, numbering) == ["1. ", "1.1 ", "1.2 ", "2. ", "2.1 "]


def test_text_between_does_not_start_a_list_again_and_another_list_counts_for_itself() -> None:
    numbering = listing(level(0, "decimal", "%1.")) + listing(level(0, "decimal", "%1)", 5), number="2")
    assert marks(item("§") + paragraph("§") + item("§") + item("§", "2"), numbering) == ["1. ", "", "2. ", "5) "]


def test_a_list_made_from_another_may_start_again() -> None:
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    again = f'<w:num w:numId="2"><w:abstractNumId w:val="1"/>{start}</w:num>'
    numbering = listing(level(0, "decimal", "%1.")) + again
    assert marks(item("§") + item("§") + item("§", "2") + item("§", "2"), numbering) == ["1. ", "2. ", "1. ", "2. "]


def test_a_style_numbers_its_paragraphs_and_those_based_on_it() -> None:
    styles = (
        '<w:style w:styleId="A"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'
        '<w:style w:styleId="C"><w:basedOn w:val="C"/></w:style>'
    )
    body = "".join(paragraph("§", properties=f'<w:pStyle w:val="{style}"/>') for style in "ABC")
    off = paragraph("§", properties='<w:pStyle w:val="A"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert marks(body + off, listing(level(0, "decimal", "%1.")), styles) == ["1. ", "2. ", "", ""]


@pytest.mark.parametrize(("number", "depth"), [("7", 0), ("1", 99), ("1", -1)])
def test_what_is_not_defined_does_no_harm(number: str, depth: int) -> None:
    assert len(marks(item("§", number, depth), listing(level(0, "decimal", "%1.")))) == 1

"""Word letters: tables of XML and the text it reads as; the places of runs."""

from __future__ import annotations

import io
from xml.sax.saxutils import escape

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.errors import ReviewError
from reviewer.formats.word import read_word, run_pieces
from tests.formats.making import paragraph, word_file, word_run

LONG = "We missed your bin on 3 March 2026, and I am sorry that we did so."
BULLETS = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl>'
    "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
ITEM = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
BOX = f"<w:txbxContent>{paragraph('Civic Centre')}{paragraph('WM1 1AA')}</w:txbxContent>"


def cell(*paragraphs: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraph(one) for one in paragraphs)}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param(paragraph("One run", " and another"), "One run and another", id="runs"),
        pytest.param(paragraph(LONG) + paragraph(LONG), f"{LONG}\n\n{LONG}", id="paragraphs"),
        pytest.param(
            paragraph("Ms A Bell")
            + paragraph("14 Elm Row,")
            + paragraph("Westmarch")
            + paragraph()
            + paragraph("Dear Ms Bell"),
            "Ms A Bell\n14 Elm Row,\nWestmarch\n\nDear Ms Bell",
            id="an address and a blank paragraph",
        ),
        pytest.param(
            paragraph("Our decision", properties='<w:outlineLvl w:val="0"/>') + paragraph("Upheld"),
            "Our decision\n\nUpheld",
            id="heading",
        ),
        pytest.param(
            paragraph("<w:r><w:t>One</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>x</w:t></w:r>"),
            "One\ntwo\tx",
            id="soft breaks",
        ),
        pytest.param(
            paragraph("<w:r><w:t>re</w:t><w:noBreakHyphen/><w:t>assess</w:t></w:r>"), "re‑assess", id="fixed hyphen"
        ),
        pytest.param(paragraph("<w:r><w:t>co</w:t><w:softHyphen/><w:t>op</w:t></w:r>"), "coop", id="hyphen not shown"),
        pytest.param(
            paragraph('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:t> paid</w:t></w:r>'), "✓ paid", id="symbol"
        ),
        pytest.param(paragraph("We ", f"<w:ins>{word_run('did ')}</w:ins>", "pay"), "We did pay", id="insertion"),
        pytest.param(
            paragraph("We ", "<w:del><w:r><w:delText>did not </w:delText></w:r></w:del>", "pay"),
            "We pay",
            id="deletion",
        ),
        pytest.param(
            paragraph(
                "<w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom>", f"<w:moveTo>{word_run('here')}</w:moveTo>"
            ),
            "here",
            id="move",
        ),
        pytest.param(
            paragraph("One ", properties="<w:rPr><w:del/></w:rPr>") + paragraph("paragraph"),
            "One paragraph",
            id="deleted paragraph end",
        ),
        pytest.param(
            paragraph(
                "<w:commentRangeStart/>", "Paid", "<w:commentRangeEnd/>", '<w:r><w:commentReference w:id="0"/></w:r>'
            ),
            "Paid",
            id="comment",
        ),
        pytest.param(
            paragraph("See ", f"<w:hyperlink>{word_run('our site')}</w:hyperlink>"), "See our site", id="link"
        ),
        pytest.param(
            paragraph(
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
                "<w:r><w:instrText>DATE</w:instrText></w:r>",
                word_run("inner"),
                '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
                word_run("3 March"),
                '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
                word_run(" 2026"),
            ),
            "3 March 2026",
            id="field",
        ),
        pytest.param(
            paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "Dear Ms Bell"),
            "Dear Ms Bell",
            id="field that never ends",
        ),
        pytest.param(
            paragraph("Dear ", f"<w:sdt><w:sdtPr/><w:sdtContent>{word_run('[name]')}</w:sdtContent></w:sdt>"),
            "Dear [name]",
            id="content control",
        ),
        pytest.param(
            f"<w:sdt><w:sdtContent>{paragraph('In a block')}</w:sdtContent></w:sdt>", "In a block", id="block control"
        ),
        pytest.param(paragraph("Seen", word_run("unseen", "<w:vanish/>")), "Seen", id="hidden"),
        pytest.param(paragraph(word_run("shown", '<w:vanish w:val="0"/>')), "shown", id="not hidden after all"),
        pytest.param(
            paragraph("We will:")
            + paragraph("pay you", properties=ITEM)
            + paragraph("call you", properties=ITEM)
            + paragraph(LONG),
            f"We will:\n• pay you\n• call you\n\n{LONG}",
            id="list",
        ),
        pytest.param(
            paragraph(
                "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>"
                f"{BOX}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback>"
                "</mc:AlternateContent></w:r>",
                "12 March 2026",
            ),
            "12 March 2026\n\nCivic Centre\nWM1 1AA",
            id="text box, drawn twice",
        ),
        pytest.param(
            paragraph(f"<w:r><w:pict><v:textbox>{BOX}</v:textbox></w:pict></w:r>"),
            "Civic Centre\nWM1 1AA",
            id="old text box",
        ),
        pytest.param(
            table(cell("Our ref:") + cell("CF/25"), cell("Date:") + cell("3 May")) + paragraph("Dear Ms Bell"),
            "Our ref: CF/25\nDate: 3 May\n\nDear Ms Bell",
            id="table of short cells",
        ),
        pytest.param(
            table(cell("Point") + cell("Answer"), cell("Bin", "Box") + cell("Upheld. The map was wrong.")),
            "Point | Answer\n\nBin\nBox\nUpheld. The map was wrong.",
            id="table of sentences",
        ),
        pytest.param(
            table(
                cell("A", properties='<w:vMerge w:val="restart"/>') + cell("1"),
                cell("", properties="<w:vMerge/>") + cell("2"),
            ),
            "A | 1\n\n2",
            id="merged cells",
        ),
        pytest.param(
            table(f"<w:tc>{table(cell('In') + cell('side'))}{paragraph()}</w:tc>"), "In | side", id="table in a table"
        ),
        pytest.param(
            f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr>{cell('Gone')}</w:tr><w:tr>{cell('Here')}</w:tr></w:tbl>",
            "Here",
            id="deleted row",
        ),
    ],
)
def test_text(body: str, text: str) -> None:
    assert read_word(word_file(body, {"numbering": BULLETS})).text == text


def test_headers_and_footers_are_left_out() -> None:
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "Westmarch Borough Council"
    made.sections[0].footer.paragraphs[0].text = "Page 1"
    made.add_heading("Your complaint", 1)
    made.add_paragraph("We will:", style="Normal")
    made.add_paragraph("pay you", style="List Bullet")
    made.add_paragraph("call you", style="List Number")
    made.add_paragraph("write to you", style="List Number")
    target = io.BytesIO()
    made.save(target)
    assert read_word(target.getvalue()).text == "Your complaint\n\nWe will:\n• pay you\n1. call you\n2. write to you"


@pytest.mark.parametrize(
    ("body", "note"),
    [
        (paragraph("We", "<w:ins><w:r><w:t> paid</w:t></w:r></w:ins>"), "Tracked changes"),
        (paragraph("We", '<w:r><w:commentReference w:id="0"/></w:r>'), "Comments"),
        (paragraph("We", word_run("hid", "<w:vanish/>")), "Hidden text"),
    ],
)
def test_what_was_left_out_is_noted(body: str, note: str) -> None:
    (told,) = read_word(word_file(body)).notes
    assert told.startswith(note)


def test_a_plain_letter_has_no_notes() -> None:
    notes = '<w:footnote w:type="separator"/>'
    assert read_word(word_file(paragraph(LONG), {"footnotes": notes})).notes == ()
    assert read_word(word_file(paragraph(LONG), {"footnotes": notes + "<w:footnote/>"})).notes == (
        "Footnotes and endnotes were not read.",
    )


def test_macros_are_noted_and_the_letter_is_read() -> None:
    enabled = "application/vnd.ms-word.document.macroEnabled.main+xml"
    read = read_word(word_file(paragraph(LONG), main_type=enabled))
    assert read.text == LONG
    assert read.notes == ("The file holds macros: they were neither run nor read.",)


@pytest.mark.parametrize("body", ["", paragraph(), paragraph(" "), "<w:sectPr/>"])
def test_a_letter_without_text_is_refused(body: str) -> None:
    with pytest.raises(ReviewError) as told:
        read_word(word_file(body))
    assert told.value.kind == "no-text"


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), max_size=8
)
RUNS = st.lists(WORDS | st.just("<w:tab/>") | st.just("<w:br/>") | st.just("deleted"), max_size=5)


@settings(max_examples=60, deadline=None)
@given(paragraphs=st.lists(RUNS, min_size=1, max_size=6), listed=st.booleans())
def test_every_run_is_where_it_says_and_python_docx_finds_it(paragraphs: list[list[str]], listed: bool) -> None:
    properties = ITEM if listed else ""
    body = paragraph("Dear Ms Bell") + "".join(
        paragraph(*map(_run_of, runs), properties=properties) for runs in paragraphs
    )
    data = word_file(body, {"numbering": BULLETS})
    read = read_word(data)
    runs = list(docx.Document(io.BytesIO(data)).element.body.iter(qn("w:r")))
    end = 0
    for place in read.runs:
        assert end <= place.start < place.end <= len(read.text)
        shown = "".join(text for _, text in run_pieces(runs[place.run]))
        assert read.text[place.start : place.end] == shown
        end = place.end
    kept = "".join(read.text[place.start : place.end] for place in read.runs)
    shown = "".join(read.text).replace("• ", "") if listed else read.text
    assert [sign for sign in kept if sign.isalnum()] == [sign for sign in shown if sign.isalnum()]


def _run_of(words: str) -> str:
    if words.startswith("<"):
        return f"<w:r>{words}</w:r>"
    if words == "deleted":
        return "<w:del><w:r><w:delText>deleted</w:delText></w:r></w:del>"
    return word_run(escape(words))

"""A letter edited as text elsewhere: its edits in the Word file, as tracked changes that can be accepted or refused."""

from __future__ import annotations

import pytest
from lxml import etree

from reviewer.formats.word import read_word
from reviewer.formats.word_edits import with_edits
from reviewer.formats.word_package import WORD
from tests.formats.making import paragraph, word_file, word_run
from tests.formats.word_reading import parts_of

LETTER = (
    paragraph("Dear Ms Okoro")
    + paragraph(
        "We will ", word_run("utilise", "<w:b/>"), " a new list in respect of your road. I am sorry if it was missed."
    )
    + paragraph("It will be checked each week, and the crew will be told.")
    + paragraph("Yours sincerely")
)
TEXT = (
    "Dear Ms Okoro\n\nWe will utilise a new list in respect of your road. I am sorry if it was missed.\n\n"
    "It will be checked each week, and the crew will be told.\n\nYours sincerely"
)


def test_the_letter_reads_as_the_cases_say() -> None:
    assert read_word(word_file(LETTER)).text == TEXT


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("utilise", "use"),
        ("in respect of", "about"),
        ("utilise a new list in respect of", "use a list about"),
        ("told.", "told by our Collections Manager by 3 May."),
        ("I am sorry if it was missed.", "I am sorry that we missed it, and that you had to ring twice."),
        (" I am sorry if it was missed.", ""),
        ("Dear Ms", "Dear Mrs"),
        ("Dear", "My dear"),
        ("\n\nYours", "\n\nYou can ask for a review within 20 working days of this letter.\n\nYours"),
        ("\n\nYours", "\n\nThis is the first paragraph that is put in.\n\nThis is the second one of them.\n\nYours"),
        ("It will be checked each week, and the crew will be told.\n\n", ""),
        (
            "It will be checked each week, and the crew will be told.",
            "I have asked for a new caddy. You have it by Friday.",
        ),
        ("Dear Ms Okoro", "Good morning"),
    ],
)
def test_an_edit_is_in_the_file_and_can_be_refused(before: str, after: str) -> None:
    edited = TEXT.replace(before, after)
    made = with_edits(word_file(LETTER), edited, "An officer")
    assert made is not None
    assert read_word(made).text.split() == edited.split()
    assert refused(made).split() == TEXT.split()


@pytest.mark.parametrize(
    "edited", ["Another letter altogether, with nothing of the first.", f"A new first line\n\n{TEXT}"]
)
def test_what_cannot_be_put_into_the_file_is_not(edited: str) -> None:
    body = f"<w:p><w:hyperlink>{word_run('Dear Ms Okoro')}</w:hyperlink></w:p>" + LETTER.partition("</w:p>")[2]
    assert with_edits(word_file(body), edited, "An officer") is None


def test_a_point_is_added_to_a_list_of_the_same_kind() -> None:
    body = paragraph("We will do this:") + paragraph("• check the list") + paragraph("Yours sincerely")
    text = read_word(word_file(body)).text
    edited = text.replace("check the list", "check the list\n• tell the crew")
    made = with_edits(word_file(body), edited, "An officer")
    assert made is not None
    assert "• tell the crew" in read_word(made).text


def test_words_keep_their_formatting_and_the_change_its_author() -> None:
    made = with_edits(word_file(LETTER), TEXT.replace("utilise", "use"), "An officer")
    assert made is not None
    (change,) = etree.fromstring(parts_of(made)["word/document.xml"]).iter(WORD + "ins")
    assert change.get(WORD + "author") == "An officer"
    assert change.find(f"{WORD}r/{WORD}rPr/{WORD}b") is not None


def refused(data: bytes) -> str:
    """The words of the file once every change in it is refused, a paragraph a line."""
    root = etree.fromstring(parts_of(data)["word/document.xml"])
    lines = []
    for one in root.iter(WORD + "p"):
        if one.find(f"{WORD}pPr/{WORD}rPr/{WORD}ins") is not None:
            continue
        runs = (run for run in one.iter(WORD + "r") if run.getparent().tag != WORD + "ins")
        lines.append("".join(text.text or "" for run in runs for text in run.iter(WORD + "t", WORD + "delText")))
    return "\n".join(lines)


def test_a_paragraph_that_is_written_anew_is_struck_out_whole_and_the_new_one_stands_behind_it() -> None:
    anew = "I have asked the crew why, and nobody had told them of the change."
    made = with_edits(word_file(LETTER), TEXT.replace(TEXT.split("\n\n")[1], anew), "An officer")
    assert made is not None
    document = parts_of(made)["word/document.xml"]
    paragraphs = etree.fromstring(document).iter(f"{WORD}p")
    told = [("".join(one.itertext(f"{WORD}delText")), "".join(one.itertext(f"{WORD}t"))) for one in paragraphs]
    assert told[1:3] == [(TEXT.split("\n\n")[1], ""), ("", anew)]


def test_a_new_paragraph_does_not_take_the_bold_of_the_words_before_it() -> None:
    body = paragraph("Dear Ms Okoro") + paragraph(word_run("I find no substance in this.", "<w:b/>"))
    made = with_edits(
        word_file(body), "Dear Ms Okoro\n\nI find no substance in this.\n\nWe sent an inspector.", "An officer"
    )
    assert made is not None
    put_in = etree.fromstring(parts_of(made)["word/document.xml"]).findall(f".//{WORD}ins/{WORD}r")
    assert [one.find(f"{WORD}rPr/{WORD}b") for one in put_in] == [None]

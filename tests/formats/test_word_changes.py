"""Tracked changes: what is replaced, what is not and why."""

from __future__ import annotations

import io

import docx
import pytest
from lxml import etree

from reviewer.case import Span
from reviewer.formats.word import read_word
from reviewer.formats.word_comments import Skipped, annotate
from reviewer.formats.word_package import WORD
from tests.formats.making import paragraph, word_file, word_run, zip_file
from tests.formats.test_word_comments import LETTER, TEXT, case_of, finding, ours, review_of
from tests.formats.word_reading import parts_of

LINK = f"<w:hyperlink>{word_run('utilise it')}</w:hyperlink>"
FIELD = f"<w:fldSimple>{word_run('utilise it')}</w:fldSimple>"
INSERTED = f'<w:ins w:id="3" w:author="A colleague">{word_run("utilise it")}</w:ins>'


def changed(body: str, words: str, replacement: str) -> tuple[str, tuple[Skipped, ...], bytes]:
    """The text once the change is accepted, what was skipped, and the file."""
    data = word_file(body)
    text = read_word(data).text
    found = finding(words, letter=text, replacement=replacement)
    made = annotate(data, review_of([found]), case_of(text), track_changes=True)
    return read_word(made.data).text, made.skipped, made.data


@pytest.mark.parametrize(
    ("body", "words", "replacement", "text"),
    [
        (paragraph("We will utilise it."), "utilise", "use", "We will use it."),
        (paragraph("We will ", "util", "ise it."), "utilise", "use", "We will use it."),
        (paragraph("We ", word_run("will util", "<w:b/>"), "ise it."), "utilise", "use", "We will use it."),
        (paragraph("Utilise it."), "Utilise", "Use", "Use it."),
        (paragraph("We act in respect of", " it."), "in respect of", "about", "We act about it."),
        (paragraph("We did an amendment."), "amendment", "amount", "We did an amount."),
        (paragraph("It is a utilisation."), "utilisation", "use", "It is a use."),
        (paragraph("It took an eon."), "eon", "hour", "It took an hour."),
        (paragraph("<w:r><w:t>re</w:t><w:noBreakHyphen/><w:t>apply</w:t></w:r>"), "re‑apply", "ask", "ask"),
    ],
)
def test_the_words_are_replaced_for_whoever_accepts(body: str, words: str, replacement: str, text: str) -> None:
    after, skipped, data = changed(body, words, replacement)
    assert (after, skipped) == (text, ())
    (comment,) = ours(data)
    assert comment.text.endswith("The change is marked in the text: accept or reject it.")


def test_old_words_and_new_ones_are_marked_and_keep_their_formatting() -> None:
    _, _, data = changed(paragraph("We ", word_run("utilise", "<w:b/>"), " it."), "utilise", "use")
    body = etree.fromstring(parts_of(data)["word/document.xml"])
    (deleted,), (inserted,) = body.iter(WORD + "del"), body.iter(WORD + "ins")
    assert "".join(deleted.itertext(WORD + "delText")) == "utilise"
    assert "".join(inserted.itertext(WORD + "t")) == "use"
    for one in (deleted, inserted):
        assert one.get(WORD + "author") == "Quality review"
        assert one.find(f"{WORD}r/{WORD}rPr/{WORD}b") is not None
    assert deleted.get(WORD + "id") != inserted.get(WORD + "id")


def test_whoever_rejects_has_the_text_as_it_was() -> None:
    found = [finding("operative", replacement="worker"), finding("utilise", 2, replacement="use")]
    made = annotate(LETTER, review_of(found), case_of(), track_changes=True)
    body = etree.fromstring(parts_of(made.data)["word/document.xml"])
    for one in list(body.iter(WORD + "ins", WORD + "del")):
        if one.get(WORD + "author") == "Quality review" and one.tag == WORD + "ins":
            one.getparent().remove(one)
        elif one.get(WORD + "author") == "Quality review":
            for text in one.iter(WORD + "delText"):
                text.tag = WORD + "t"
            one.tag = WORD + "ins"
    parts = {**parts_of(made.data), "word/document.xml": etree.tostring(body)}
    assert read_word(zip_file(parts)).text == TEXT
    assert read_word(made.data).text == TEXT.replace("operative", "worker").replace("utilise", "use")


@pytest.mark.parametrize(
    ("body", "words", "replacement", "reason"),
    [
        (paragraph("We ", LINK), "utilise", "use", "part of a link, a field"),
        (paragraph("We ", FIELD), "utilise", "use", "part of a link, a field"),
        (paragraph("We ", FIELD), "utilise it", "use it", "part of a link, a field"),
        (paragraph("We ", INSERTED), "utilise", "use", "a change that is marked already"),
        (
            paragraph("We act in") + paragraph("respect of it."),
            "in\n\nrespect of",
            "about",
            "not those that were reviewed",
        ),
        (paragraph("<w:r><w:t>in</w:t><w:br/><w:t>lieu</w:t></w:r>"), "in\nlieu", "not", "something other than text"),
        (
            paragraph("<w:r><w:t>util</w:t><w:footnoteReference/><w:t>ise</w:t></w:r>"),
            "utilise",
            "use",
            "something other than text",
        ),
        (paragraph("We did an amendment."), "amendment", "change", "the 'a' or 'an' before the words"),
        (paragraph("It is a big operative."), "big operative", "eager one", "the 'a' or 'an' before the words"),
    ],
)
def test_what_cannot_be_replaced_is_told(body: str, words: str, replacement: str, reason: str) -> None:
    after, skipped, data = changed(body, words, replacement)
    assert after == read_word(word_file(body)).text
    (one,) = skipped
    assert one.finding == "F1"
    assert reason in one.reason
    (comment,) = ours(data)
    assert f"Not changed: {one.reason}." in comment.text.splitlines()


def test_words_that_are_not_the_findings_are_left() -> None:
    found = finding("RCV", replacement="lorry", span=Span(start=0, end=4))
    made = annotate(LETTER, review_of([found]), case_of(), track_changes=True)
    assert made.skipped == (Skipped("F1", "the words in the file are not those that were reviewed"),)
    assert read_word(made.data).text == TEXT


def test_of_two_changes_in_the_same_words_the_first_is_made() -> None:
    found = [finding("did not", 1, replacement="failed to"), finding("not come", 2, replacement="stay")]
    made = annotate(LETTER, review_of([*found]), case_of(), track_changes=True)
    assert [one.finding for one in made.skipped] == ["F2"]
    assert "operative failed to come." in read_word(made.data).text
    summary = next(one for one in docx.Document(io.BytesIO(made.data)).comments if one.author == "Quality review")
    assert summary.paragraphs[-1].text == "1 change marked in the text, 1 left: see the comments."


def test_a_finding_without_a_replacement_changes_nothing() -> None:
    made = annotate(LETTER, review_of([finding("RCV", suggestions=("lorry",))]), case_of(), track_changes=True)
    assert (read_word(made.data).text, made.skipped) == (TEXT, ())


def test_without_the_wish_nothing_is_changed() -> None:
    made = annotate(LETTER, review_of([finding("RCV", replacement="lorry")]), case_of())
    assert (read_word(made.data).text, made.skipped) == (TEXT, ())

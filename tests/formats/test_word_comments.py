"""Word files that come back with comments: the words they stand beside, and what stays as it was."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.case import Case, Span
from reviewer.errors import ReviewError
from reviewer.formats.document import Kind
from reviewer.formats.word import read_word
from reviewer.formats.word_comments import annotate, annotate_draft, annotate_text
from reviewer.review import Category, Concern, Criterion, Document, Finding, Review, Severity, Status
from tests.formats.making import paragraph, word_file, word_run, zip_file
from tests.formats.officers_letter import LETTER
from tests.formats.word_reading import ReadComment, comments_of, parts_of
from tests.handmade import COMPLAINT, REPLY, make_concern, make_review, quotation, span_of

CHANGED = {"word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
USUAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"


TEXT = read_word(LETTER).text


def finding(words: str, number: int = 1, letter: str = TEXT, **more: Any) -> Finding:
    return Finding.model_validate(
        {
            "id": f"F{number}",
            "fingerprint": f"print {number}",
            "rule": "jargon/council",
            "category": Category.JARGON,
            "criterion": Criterion.PLAIN_ENGLISH,
            "severity": Severity.WARNING,
            "document": Document.RESPONSE,
            "span": span_of(letter, words),
            "text": words,
            "message": f"Message {number}.",
            "why": f"Reason {number}.",
            "suggestions": (f"suggestion {number}",),
            **more,
        }
    )


def review_of(findings: Sequence[Finding], concerns: Sequence[Concern] = (), **more: Any) -> Review:
    return make_review(findings=tuple(findings), concerns=tuple(concerns), **more)


def case_of(text: str = TEXT, **more: Any) -> Case:
    return Case(response=text, complaint=COMPLAINT, **more)


def ours(data: bytes) -> list[ReadComment]:
    """Our comments but for the summary."""
    found = [one for one in comments_of(data) if one.author == "Quality review"]
    others = [one for one in found if not one.text.startswith(("Ready", "Revise"))]
    assert len(others) == len(found) - 1
    return others


# --- where comments stand -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "RCV",  # three runs, cut by their formatting
        "V oper",
        "operative did not come",
        "The RCV operative did not come. We paid you £\u00a050 on 3\u00a0March.",
        "\u00a050",
        "🙂",
        "note:\nwe",
        "website",
        "See our",
        "details or",
        "forthwith",
        "We shall forthwith act.",
        "utilise",
        "ring you",
        "Our answer",
        "map",
        "3 March 2026",
        "Date: 3 March 2026",
        "me. We",
        "Yours sincerely",
    ],
)
def test_a_comment_stands_at_just_the_words_of_its_finding(words: str) -> None:
    made = annotate(LETTER, review_of([finding(words)]), case_of())
    (comment,) = ours(made.data)
    assert comment.words == words
    assert read_word(made.data).text == TEXT


def test_a_comment_on_a_list_stands_at_its_words() -> None:
    made = annotate(LETTER, review_of([finding("• utilise a new list\n1. ring")]), case_of())
    (comment,) = ours(made.data)
    assert comment.words == "utilise a new listring"


@pytest.mark.parametrize(
    ("body", "words", "beside"),
    [
        pytest.param(
            paragraph("Dear Ms Bell, ", f"<w:fldSimple>{word_run('3 March 2026')}</w:fldSimple>"),
            "March",
            "3 March 2026",
            id="a simple field",
        ),
        pytest.param(
            paragraph("Dear ", f"<w:sdt><w:sdtContent>{word_run('[insert name]')}</w:sdtContent></w:sdt>"),
            "insert",
            "[insert name]",
            id="a content control",
        ),
        pytest.param(
            paragraph(
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
                "<w:r><w:instrText>DATE</w:instrText></w:r>",
                '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
                word_run("3 March"),
                '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
                word_run(" 2026"),
            ),
            "March 2026",
            "3 March 2026",
            id="a field",
        ),
        pytest.param(
            paragraph(
                "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>"
                f"{paragraph('Civic Centre')}</w:txbxContent></wps:txbx></w:drawing></mc:Choice>"
                "</mc:AlternateContent></w:r>",
                "Dear Ms Bell",
            ),
            "Centre",
            "Civic Centre",
            id="a text box",
        ),
        pytest.param(
            paragraph(
                "Dear Ms Bell",
                "<w:r><w:pict><v:textbox><w:txbxContent>"
                f"{paragraph('Civic Centre')}</w:txbxContent></v:textbox></w:pict></w:r>",
            )
            + paragraph("We were wrong."),
            "Bell\n\nCivic",
            "BellCivic Centre",
            id="words and a text box",
        ),
    ],
)
def test_what_word_keeps_together_is_not_cut(body: str, words: str, beside: str) -> None:
    data = word_file(body)
    text = read_word(data).text
    made = annotate(data, review_of([finding(words, letter=text)]), case_of(text))
    (comment,) = ours(made.data)
    assert comment.words == beside
    assert comment.text.endswith(f"About the words “{' '.join(words.split())}”.")
    assert read_word(made.data).text == text


def test_several_comments_at_one_place_stand_in_the_order_of_the_findings() -> None:
    found = [finding("operative", 1), finding("operative did", 2), finding("operative", 3), finding("RCV operative", 4)]
    made = annotate(LETTER, review_of(found), case_of())
    assert [(one.words, one.text.splitlines()[1]) for one in ours(made.data)] == [
        ("RCV operative", "Message 4."),
        ("operative did", "Message 2."),
        ("operative", "Message 1."),
        ("operative", "Message 3."),
    ]


def test_further_places_have_comments_of_their_own() -> None:
    also = (span_of(TEXT, "act"), span_of(TEXT, "wrong"))
    made = annotate(LETTER, review_of([finding("RCV", also=also)]), case_of())
    assert [(one.words, one.text.splitlines()[0]) for one in ours(made.data)] == [
        ("RCV", "Warning: Plain english"),
        ("act", "Warning: Plain english, again"),
        ("wrong", "Warning: Plain english, again"),
    ]


PIECES = {
    "<tab>": "<w:r><w:tab/></w:r>",
    "<break>": "<w:r><w:br/></w:r>",
    "<link>": f"<w:hyperlink>{word_run('a link')}</w:hyperlink>",
    "<inserted>": f"<w:ins>{word_run('put in')}</w:ins>",
    "<deleted>": "<w:del><w:r><w:delText>deleted</w:delText></w:r></w:del>",
}
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), max_size=8
)
RUNS = st.lists(WORDS | st.sampled_from(sorted(PIECES)), max_size=5)


@settings(max_examples=60, deadline=None)
@given(made=st.lists(RUNS, min_size=1, max_size=5), data=st.data())
def test_whatever_the_runs_the_words_are_those_of_the_finding(made: list[list[str]], data: st.DataObject) -> None:
    body = paragraph("Dear Ms Bell") + "".join(paragraph(*map(_piece, runs)) for runs in made)
    file = word_file(body)
    text = read_word(file).text
    found = []
    for number in range(1, data.draw(st.integers(1, 4)) + 1):
        start = data.draw(st.integers(0, len(text) - 1))
        span = Span(start=start, end=data.draw(st.integers(start + 1, len(text))))
        found.append(finding("Dear", number, text).model_copy(update={"span": span, "text": span.of(text)}))
    after = annotate(file, review_of(found), case_of(text)).data
    assert read_word(after).text == text
    in_runs = {place for one in read_word(file).runs for place in range(one.start, one.end)}
    told = {one.text.splitlines()[1]: one.words for one in ours(after)}
    for one in found:
        assert one.span is not None
        words = "".join(text[place] for place in range(one.span.start, one.span.end) if place in in_runs)
        if words:  # a blank line between them is marked too
            assert "".join(told[one.message].split()) == "".join(words.split())


def _piece(words: str) -> str:
    return PIECES.get(words) or word_run(escape(words))


# --- what comments say ----------------------------------------------------------------------------------------------


def test_a_comment_says_what_is_wrong_and_why() -> None:
    made = annotate(LETTER, review_of([finding("RCV", suggestions=("bin lorry", "truck"))]), case_of())
    (comment,) = ours(made.data)
    assert (comment.author, comment.initials) == ("Quality review", "QR")
    assert comment.text.splitlines() == [
        "Warning: Plain english",
        "Message 1.",
        "Try: bin lorry / truck",
        "Why: Reason 1.",
        "From rule jargon/council.",
    ]


def test_the_summary_is_the_first_comment() -> None:
    concerns = [make_concern("C2", "I rang twice and nobody rang back.", Status.NOT_ANSWERED)]
    review = review_of([finding("Date")], concerns, notes=("The reply: Comments were left out.",))
    summary = next(one for one in comments_of(annotate(LETTER, review, case_of()).data) if one.author != "A colleague")
    lines = summary.text.splitlines()
    assert summary.words == "Date: 3 March 2026"
    assert lines[0] == "Revise (15 of 24): 1 warning, 1 concern not answered"
    assert "Note: The reply: Comments were left out." in lines
    assert "Concerns answered: 1 of 3. Basis of concerns_answered." in lines
    assert "Desired outcome: does not apply. Basis of desired_outcome." in lines
    assert "Learning: 2 of 3. Basis of learning. Query: When?" in lines
    assert sum(" of 3. " in line or "does not apply" in line for line in lines) == 9
    assert "C2 Not answered: concern: “I rang twice and nobody rang back.”" in lines


@pytest.mark.parametrize(
    ("status", "evidence", "words"),
    [
        (Status.NOT_ANSWERED, None, "The RCV operative did not come. We paid you £\u00a050 on 3\u00a0March."),
        (Status.PARTLY_ANSWERED, "we will write.", "we will write."),
    ],
)
def test_a_concern_left_open_has_a_comment_in_the_complainants_words(
    status: Status, evidence: str | None, words: str
) -> None:
    concern = make_concern("C2", "I rang twice and nobody rang back.", status)
    if evidence:
        concern = concern.model_copy(update={"evidence": (quotation(TEXT, evidence),)})
    (comment,) = ours(annotate(LETTER, review_of([], [concern]), case_of()).data)
    assert comment.words == words
    assert comment.text.splitlines()[1] == "They said: “I rang twice and nobody rang back.”"


def test_a_finding_about_a_concern_is_told_in_its_comment() -> None:
    concern = make_concern("C2", "I rang twice and nobody rang back.", Status.NOT_ANSWERED)
    told = finding(
        "Date",
        category=Category.CONCERN,
        criterion=Criterion.CONCERNS_ANSWERED,
        severity=Severity.ERROR,
        document=Document.COMPLAINT,
        span=concern.span,
        text=concern.text,
    )
    (comment,) = ours(annotate(LETTER, review_of([told], [concern]), case_of()).data)
    assert comment.text.splitlines() == [
        "Error: Concerns answered",
        "They said: “I rang twice and nobody rang back.”",
        "Message 1.",
        "Try: suggestion 1",
        "Why: Reason 1.",
        "C2, concern: not answered (97% confident).",
    ]
    aside = {**told.model_dump(), "reason": "Answered by telephone."}
    assert not ours(annotate(LETTER, review_of([], [concern], dismissed=(aside,)), case_of()).data)


def test_an_answered_concern_has_no_comment() -> None:
    concern = make_concern("C2", "I rang twice and nobody rang back.", Status.ANSWERED)
    assert not ours(annotate(LETTER, review_of([], [concern]), case_of()).data)


@pytest.mark.parametrize(
    ("more", "line"),
    [
        ({"span": None, "text": ""}, "This is about the letter as a whole."),
        (
            {"document": Document.COMPLAINT, "span": span_of(COMPLAINT, "10 March"), "text": "10 March"},
            "In the complaint: “10 March”",
        ),
    ],
)
def test_what_has_no_place_in_the_reply_stands_where_it_begins(more: dict[str, Any], line: str) -> None:
    (comment,) = ours(annotate(LETTER, review_of([finding("RCV", **more)]), case_of()).data)
    assert comment.words.startswith("The RCV operative")
    assert line in comment.text.splitlines()


def test_signs_that_xml_cannot_hold_are_made_visible() -> None:
    (comment,) = ours(
        annotate(LETTER, review_of([finding("RCV", message="a\x00b\x1b[c\ufffed\u202ee")]), case_of()).data
    )
    assert comment.text.splitlines()[1] == "a␀b␛[c\ufffdd\ufffde"


# --- what stays as it was -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("track_changes", [False, True])
def test_every_part_that_need_not_change_stays_byte_for_byte(track_changes: bool) -> None:
    found = [finding("RCV"), finding("operative", 2, replacement="worker")]
    made = annotate(LETTER, review_of(found), case_of(), track_changes=track_changes)
    before, after = parts_of(LETTER), parts_of(made.data)
    assert list(after) == list(before)
    assert {name for name in before if before[name] != after[name]} == {"word/document.xml", "word/comments.xml"}


def test_a_file_without_comments_is_given_a_part_for_them() -> None:
    data = word_file(paragraph("Dear Ms Bell"), {"styles": ""})
    made = annotate(data, review_of([finding("Bell", letter="Dear Ms Bell")]), case_of("Dear Ms Bell"))
    before, after = parts_of(data), parts_of(made.data)
    assert list(after) == [*before, "word/comments.xml"]
    assert {name for name in after if before.get(name) != after[name]} == CHANGED
    assert [one.words for one in comments_of(made.data)] == ["Dear Ms Bell", "Bell"]


def test_comments_and_changes_that_were_there_stay() -> None:
    made = annotate(LETTER, review_of([finding("V operative did"), finding("shall", 2)]), case_of())
    (theirs,) = (one for one in comments_of(made.data) if one.author == "A colleague")
    assert (theirs.text, theirs.words) == ("Is this right?", "V operative did not ")
    xml = parts_of(made.data)["word/document.xml"].decode()
    assert xml.count('w:author="A colleague"') == 2
    assert xml.count("will not </w:delText>") == 1


def test_both_halves_of_a_run_keep_its_formatting() -> None:
    data = word_file(paragraph(word_run("We utilise it", "<w:b/><w:color w:val='FF0000'/>")))
    made = annotate(data, review_of([finding("utilise", letter="We utilise it")]), case_of("We utilise it"))
    runs = [run for run in docx.Document(io.BytesIO(made.data)).paragraphs[0].runs if run.text]
    assert [run.text for run in runs] == ["We ", "utilise", " it"]
    assert all(run.bold and str(run.font.color.rgb) == "FF0000" for run in runs)


def test_only_the_runs_that_a_span_cuts_are_cut() -> None:
    before = [run.text for one in docx.Document(io.BytesIO(LETTER)).paragraphs for run in one.runs]
    made = annotate(LETTER, review_of([finding("paid")]), case_of())
    after = [run.text for one in docx.Document(io.BytesIO(made.data)).paragraphs for run in one.runs]
    place = before.index(" We paid you £\u00a050 on 3\u00a0March.")
    left = [text for text in after if text]
    assert left == [
        *(text for text in before[:place] if text),
        " We ",
        "paid",
        " you £\u00a050 on 3\u00a0March.",
        *(text for text in before[place + 1 :] if text),
    ]


def test_the_same_file_and_review_give_the_same_bytes() -> None:
    review, case = review_of([finding("RCV"), finding("operative", 2, replacement="worker")]), case_of()
    made = [annotate(LETTER, review, case, track_changes=True).data for _ in range(2)]
    assert made[0] == made[1]
    assert annotate_text(review, case_of()).data == annotate_text(review, case_of()).data


@pytest.mark.parametrize(
    ("given", "of_case", "expected"),
    [
        (None, None, None),
        (None, date(2026, 3, 16), "2026-03-16T00:00:00Z"),
        (date(2026, 4, 1), date(2026, 3, 16), "2026-04-01T00:00:00Z"),
    ],
)
def test_comments_bear_the_date_that_is_given(given: date | None, of_case: date | None, expected: str | None) -> None:
    made = annotate(LETTER, review_of([finding("RCV")]), case_of(dated=of_case), dated=given)
    assert {one.date for one in comments_of(made.data) if one.author == "Quality review"} == {expected}


def test_the_strict_form_stays_strict() -> None:
    parts = {name: part.replace(USUAL.encode(), STRICT.encode()) for name, part in
             parts_of(word_file(paragraph("Dear Ms Bell"))).items()}  # fmt: skip
    data = zip_file(parts)
    made = annotate(data, review_of([finding("Bell", letter="Dear Ms Bell")]), case_of("Dear Ms Bell")).data
    assert read_word(made).text == "Dear Ms Bell"
    for name in ("word/document.xml", "word/comments.xml"):
        assert USUAL.encode() not in parts_of(made)[name]
        assert STRICT.encode() in parts_of(made)[name]


# --- refusals -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (word_file(paragraph("Dear Ms Bell"), main_type=MACROS), "not-docx"),
        (word_file(paragraph("Dear Ms Bell"), {"vbaProject": ""}), "not-docx"),
        (word_file(paragraph("Dear Ms Bell"), main_type=TEMPLATE), "not-docx"),
        (word_file(paragraph("Dear Mr Bell")), "other-letter"),
        (b"PK\x03\x04", "damaged"),
    ],
)
def test_what_cannot_be_handed_back_is_refused(data: bytes, kind: str) -> None:
    with pytest.raises(ReviewError) as told:
        annotate(data, review_of([]), case_of("Dear Ms Bell"))
    assert told.value.kind == kind


def test_comments_that_are_not_xml_are_refused() -> None:
    parts = parts_of(LETTER)
    for broken, kind in ((b"<w:comments", "damaged"), (b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", "unsafe")):
        with pytest.raises(ReviewError) as told:
            annotate(zip_file({**parts, "word/comments.xml": broken}), review_of([]), case_of())
        assert told.value.kind == kind


# --- drafts that are no Word files ----------------------------------------------------------------------------------


def test_a_draft_of_another_kind_comes_back_as_a_word_file(review: Review, case: Case) -> None:
    made = annotate_draft(REPLY.encode(), Kind.TEXT, review, case)
    told = {one.text.splitlines()[1]: one.words for one in ours(made.data)}
    assert told["Message of F1."] == "RCV"
    assert told["Message of F3."] == "[INSERT ADDRESS]"
    assert "Yours sincerely\nCustomer Manager" in read_word(made.data).text
    assert annotate_draft(LETTER, Kind.WORD, review_of([]), case_of()) == annotate(LETTER, review_of([]), case_of())

"""A Word letter with the review written beside it: comments at the words concerned, on request tracked changes.

Only the document, its comments and the two parts that name them are written; every other part stays as it is, byte for
byte. Written on lxml, since python-docx would write all parts anew and anchors comments on whole runs only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import shorten

from lxml import etree

from reviewer.case import Case
from reviewer.errors import ReviewError
from reviewer.formats.document import Kind
from reviewer.formats.remarks import Line, Remark, remarks, writable
from reviewer.formats.word import RunPlace, read_word
from reviewer.formats.word_changes import Stamp, replace, why_not
from reviewer.formats.word_comment_part import Styles, comment_parts
from reviewer.formats.word_letter import make_letter
from reviewer.formats.word_marks import ID, PARAGRAPH, RUN, SPACE, Around, Element, Words
from reviewer.formats.word_package import WORD
from reviewer.review import Document, Finding, Review

AUTHOR, INITIALS = "Quality review", "QR"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LONGEST_QUOTE = 200


@dataclass(frozen=True)
class Skipped:
    """A change that a finding asks for and that was not made in the text, and why."""

    finding: str
    reason: str


@dataclass(frozen=True)
class AnnotatedDocument:
    """A .docx with the review in it, and the changes that were asked for and not made."""

    data: bytes
    skipped: tuple[Skipped, ...] = ()


def annotate_draft(
    data: bytes, kind: Kind, review: Review, case: Case, *, track_changes: bool = False
) -> AnnotatedDocument:
    """A draft of any kind with the review in it: a Word file as it is, any other as a plain Word file of its text."""
    if kind is Kind.WORD:
        return annotate(data, review, case, track_changes=track_changes)
    return annotate_text(review, case, track_changes=track_changes)


def annotate(
    data: bytes, review: Review, case: Case, *, track_changes: bool = False, dated: date | None = None
) -> AnnotatedDocument:
    """The .docx in `data`, which holds the reply of `case`, with the review written beside it.

    Without `track_changes` its text stays as it is; with it, the findings that have a `replacement` are changed in the
    text. Comments bear the date `dated`, else that of the case, else none, so that the same input gives the same bytes.
    Raises ReviewError where the file cannot be read (as `read_word` does), where it is a template or holds macros, and
    where it does not hold the reply that was reviewed.
    """
    read = read_word(data)
    if read.text != case.response:
        raise ReviewError(
            "other-letter",
            "The Word file does not hold the reply that was reviewed",
            "review the text that is read from this file, and give both",
        )
    return _annotated(data, read.runs, review, case, track_changes, dated)


def annotate_text(
    review: Review, case: Case, *, track_changes: bool = False, dated: date | None = None
) -> AnnotatedDocument:
    """A plain .docx of the reply of `case`, with the review written beside it as `annotate` does."""
    data, runs = make_letter(case.response)
    return _annotated(data, runs, review, case, track_changes, dated)


def _annotated(
    data: bytes, runs: Sequence[RunPlace], review: Review, case: Case, track_changes: bool, dated: date | None
) -> AnnotatedDocument:
    day = dated or case.dated
    stamp = Stamp(AUTHOR, f"{day.isoformat()}T00:00:00Z" if day else None)
    parts = comment_parts(data)
    words = Words(parts.document, runs)
    wanted = [one for one in review.findings if _is_wanted(one)] if track_changes else []
    changes = dict(_planned(words, wanted, case.response))
    told = remarks(review, case, changes)
    for remark in told:
        words.cut(remark.span)
    for finding in wanted:
        if changes[finding.id] is None and finding.span and finding.replacement:
            replace(words, finding.span, finding.replacement, stamp)
    places = [words.around(remark.span) for remark in told]
    first = parts.first_id
    for number, (remark, place) in enumerate(zip(told, places, strict=True), first):
        lines = _with_quote(remark, place, case.response)
        parts.comments.append(_comment(lines, stamp.on(_element("comment"), str(number)), parts.styles))
    _mark(places, first, parts.styles)
    skipped = tuple(Skipped(name, reason) for name, reason in changes.items() if reason)
    return AnnotatedDocument(parts.written_to(data), skipped)


# --- changes --------------------------------------------------------------------------------------------------------


def _is_wanted(finding: Finding) -> bool:
    return bool(finding.replacement and finding.span and finding.document is Document.RESPONSE)


def _planned(words: Words, wanted: Iterable[Finding], letter: str) -> Iterator[tuple[str, str | None]]:
    """For each finding why its change cannot be made, or None where it can; of two that overlap, the first is."""
    end = 0
    for finding in sorted(wanted, key=lambda one: (one.span.start, one.span.end) if one.span else (0, 0)):
        if finding.span is None or finding.replacement is None:
            continue
        words.cut(finding.span)
        reason = why_not(words, letter, finding.span, finding.text, finding.replacement)
        if finding.span.start < end:
            reason = "another change is made in these words"
        if reason is None:
            end = finding.span.end
        yield finding.id, reason


# --- comments -------------------------------------------------------------------------------------------------------


def _with_quote(remark: Remark, place: Around, letter: str) -> tuple[Line, ...]:
    """The lines of a remark; where it stands beside other words than its own, they name these."""
    if place.exact:
        return remark.lines
    quoted = shorten(remark.span.of(letter), _LONGEST_QUOTE, placeholder=" …")
    return (*remark.lines, Line(f"About the words “{quoted}”."))


def _comment(lines: Sequence[Line], comment: Element, styles: Styles) -> Element:
    """The w:comment with these lines, a paragraph each."""
    comment.set(WORD + "initials", INITIALS)
    for number, line in enumerate(lines):
        paragraph = etree.SubElement(comment, PARAGRAPH)
        if styles.text:
            etree.SubElement(etree.SubElement(paragraph, WORD + "pPr"), WORD + "pStyle").set(WORD + "val", styles.text)
        if number == 0:
            etree.SubElement(_signed(etree.SubElement(paragraph, RUN), styles), WORD + "annotationRef")
        run = etree.SubElement(paragraph, RUN)
        if line.bold:
            etree.SubElement(etree.SubElement(run, WORD + "rPr"), WORD + "b")
        text = etree.SubElement(run, WORD + "t")
        text.text = writable(line.text)
        text.set(SPACE, "preserve")
    return comment


def _mark(places: Sequence[Around], first: int, styles: Styles) -> None:
    """Mark in the document where each comment begins and ends; those at one place in the order of the comments."""
    numbered = list(enumerate(places, first))
    for number, place in numbered:
        start = _element("commentRangeStart")
        start.set(ID, str(number))
        place.first.addprevious(start)
    for number, place in reversed(numbered):
        end, sign = _element("commentRangeEnd"), _signed(_element("r"), styles)
        end.set(ID, str(number))
        etree.SubElement(sign, WORD + "commentReference").set(ID, str(number))
        place.last.addnext(sign)
        place.last.addnext(end)


def _signed(run: Element, styles: Styles) -> Element:
    """A run that holds the sign of a comment, in the file's own style for it."""
    if styles.sign:
        etree.SubElement(etree.SubElement(run, WORD + "rPr"), WORD + "rStyle").set(WORD + "val", styles.sign)
    return run


def _element(name: str) -> Element:
    return etree.Element(WORD + name, nsmap={"w": WORD[1:-1]})

"""What is written beside a letter, and at which words: findings, concerns left open, and a summary at the top."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reviewer.blocks import find_blocks
from reviewer.case import Case, Span
from reviewer.formats import wording
from reviewer.formats.marking import inert
from reviewer.review import Category, Concern, Criterion, Document, Finding, Review, Status
from reviewer.text import BlockKind

_UNWRITABLE = re.compile("[\ud800-\udfff\ufffe\uffff]")  # XML has no way to write these


@dataclass(frozen=True)
class Line:
    """One paragraph of a remark."""

    text: str
    bold: bool = False


@dataclass(frozen=True)
class Remark:
    """What is said of the words at `span`. `finding`: the id of the one it tells of at its first place."""

    span: Span
    lines: tuple[Line, ...]
    finding: str | None = None


def remarks(review: Review, case: Case, changes: Mapping[str, str | None]) -> tuple[Remark, ...]:
    """The summary first, then the rest by place.

    `changes`: by finding, why the change it asks for was not made in the text, or None where it was made.
    """
    top, opening = _first_line(case.response), _first_paragraph(case.response)
    told = {concern.id: _finding_about(concern, review.findings) for concern in review.concerns}
    shown = {finding.id for finding in told.values() if finding}
    rest = [
        *_findings(review, opening, changes, shown),
        *(
            _concern_remark(concern, told[concern.id], review, opening)
            for concern in review.concerns
            if concern.status is not Status.ANSWERED and not _finding_about(concern, review.dismissed)
        ),
    ]
    rest.sort(key=lambda remark: (remark.span.start, -remark.span.end))
    return (Remark(top, tuple(_summary(review, changes))), *rest)


def writable(words: str) -> str:
    """The words with every sign that XML cannot hold, or that could turn a line's order, made visible."""
    return _UNWRITABLE.sub("\ufffd", inert(words))


# --- findings -------------------------------------------------------------------------------------------------------


def _findings(
    review: Review, opening: Span, changes: Mapping[str, str | None], left_out: Collection[str]
) -> Iterator[Remark]:
    titles = _titles(review)
    for finding in review.findings:
        if finding.id in left_out:
            continue
        lines = (*_finding_lines(finding, titles), Line(f"From {wording.source_words(finding)}."))
        if finding.span is None:
            yield Remark(opening, (*lines, Line("This is about the letter as a whole.")), finding.id)
        elif finding.document is Document.COMPLAINT:
            yield Remark(opening, (*lines, Line(f"In the complaint: “{_flat(finding.text)}”")), finding.id)
        else:
            yield Remark(finding.span, (*lines, *_change_line(finding, changes)), finding.id)
            for place in finding.also:
                heading, *others = lines
                yield Remark(place, (Line(f"{heading.text}, again", bold=True), *others))


def _finding_lines(finding: Finding, titles: Mapping[Criterion, str]) -> tuple[Line, ...]:
    heading = f"{wording.SEVERITIES[finding.severity]}: {titles[finding.criterion]}"
    lines = [Line(heading, bold=True), Line(finding.message)]
    if finding.suggestions:
        lines.append(Line(f"Try: {' / '.join(finding.suggestions)}"))
    return (*lines, Line(f"Why: {finding.why}"))


def _change_line(finding: Finding, changes: Mapping[str, str | None]) -> Iterator[Line]:
    if finding.id in changes:
        reason = changes[finding.id]
        yield Line(
            "The change is marked in the text: accept or reject it." if reason is None else f"Not changed: {reason}."
        )


def _titles(review: Review) -> dict[Criterion, str]:
    named = {one: one.value.replace("_", " ").capitalize() for one in Criterion}
    return {**named, **{one.id: one.title for one in review.criteria}}


# --- concerns -------------------------------------------------------------------------------------------------------


def _finding_about(concern: Concern, findings: Sequence[Finding]) -> Finding | None:
    """The finding that says how this concern is answered, if a rule does."""
    words = _flat(concern.text)
    about = (one for one in findings if one.category is Category.CONCERN and one.document is Document.COMPLAINT)
    return next((one for one in about if (one.span == concern.span if one.span else words in one.message)), None)


def _concern_remark(concern: Concern, finding: Finding | None, review: Review, opening: Span) -> Remark:
    """At the nearest that the reply comes to an answer, else where the reply begins."""
    span = concern.evidence[0].span if concern.evidence else opening
    words, status = _flat(concern.text), wording.status_words(concern)
    about = f"{concern.id}, {wording.CONCERN_KINDS[concern.kind].lower()}: {wording.STATUSES[concern.status].lower()}"
    about += f" ({wording.confidence_words(concern)})"
    if finding is None:
        return Remark(span, (Line(status, bold=True), Line(f"They said: “{words}”"), Line(f"{about}.")))
    heading, message, *others = _finding_lines(finding, _titles(review))
    said = () if words in message.text else (Line(f"They said: “{words}”"),)
    return Remark(span, (heading, *said, message, *others, Line(f"{about}.")), finding.id)


# --- summary --------------------------------------------------------------------------------------------------------


def _summary(review: Review, changes: Mapping[str, str | None]) -> Iterator[Line]:
    yield Line(wording.outcome_line(review), bold=True)
    yield Line(f"{wording.PROCEDURES[review.procedure]}, {wording.STAGES[review.stage].lower()}")
    for note in review.notes:
        yield Line(f"Note: {note}")
    yield Line("Scores", bold=True)
    for criterion in review.criteria:
        score = "does not apply" if criterion.score is None else f"{criterion.score} of 3"
        queries = f" Query: {criterion.queries}" if criterion.queries else ""
        yield Line(f"{criterion.title}: {score}. {criterion.basis}{queries}")
    yield Line("Concerns", bold=True)
    if not review.concerns:
        yield Line("None was found, or no complaint was given.")
    for concern in wording.by_urgency(review.concerns):
        kind, words = wording.CONCERN_KINDS[concern.kind].lower(), _flat(concern.text)
        yield Line(f"{concern.id} {wording.status_words(concern)}: {kind}: “{words}”")
    if changes:
        made = sum(reason is None for reason in changes.values())
        left = len(changes) - made
        yield Line(f"{wording.counted(made, 'change')} marked in the text, {left} left: see the comments.")
    if review.dismissed:
        yield Line(f"{wording.counted(len(review.dismissed), 'finding')} set aside by a person:")
        for one in review.dismissed:
            yield Line(f"{one.message} Reason: {one.reason}")


def _flat(words: str) -> str:
    return " ".join(words.split())


# --- places ---------------------------------------------------------------------------------------------------------


def _first_line(text: str) -> Span:
    found = re.search(r"\S(?:[^\r\n]*\S)?", text)
    return Span(start=found.start(), end=found.end()) if found else Span(start=0, end=max(1, len(text)))


def _first_paragraph(text: str) -> Span:
    """Where the reply itself begins: the first paragraph that is a sentence, not a line that says what it is about."""
    found = [block.span for block in find_blocks(text) if block.kind is BlockKind.PARAGRAPH]
    sentence = next((span for span in found if span.of(text).rstrip().endswith((".", "?", "!"))), None)
    return sentence or (found[0] if found else _first_line(text))

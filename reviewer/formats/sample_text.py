"""A scored example for a terminal: both letters, what a person marked in them, how the reviewer's marks compare."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reviewer.annotated import MarkedCase
from reviewer.case import Span
from reviewer.formats import wording
from reviewer.formats.rows import fold, rows, shown
from reviewer.review import Criterion, Review

WIDTH = 80


def list_samples(samples: Sequence[MarkedCase]) -> str:
    """One sample a line: id, procedure, stage and title."""
    lines = [shown(f"{one.name:<24} {_where(one)}: {one.title}") for one in samples]
    return "".join(line + "\n" for line in lines) or "No samples are installed.\n"


def show_sample(sample: MarkedCase) -> str:
    """The whole sample as text: complaint, draft, what was marked, scores and commentary."""
    return "\n".join(_sample(sample)) + "\n"


def compare_scores(sample: MarkedCase, review: Review) -> str:
    """The nine scores a person gave beside the reviewer's."""
    given = {one.id: one.score for one in review.criteria}
    lines = [*_heading("Scores beside a person's"), f"{'Criterion':<24}{'Person':>8}{'Reviewer':>10}"]
    for criterion, score in sample.scores.items():
        differs = "" if score == given[criterion] else "  differs"
        lines.append(f"{_title(criterion):<24}{_mark(score):>8}{_mark(given[criterion]):>10}{differs}")
    return "\n".join(lines) + "\n"


def _sample(sample: MarkedCase) -> Iterator[str]:
    yield from fold(f"{sample.name}: {sample.title}", WIDTH)
    yield _where(sample)
    yield from _heading("The complaint")
    yield from _letter(sample.case.complaint or "")
    yield from _heading("The draft")
    yield from _letter(sample.case.response)
    yield from _heading("Concerns")
    for number, concern in enumerate(sample.concerns, 1):
        kind, status = wording.CONCERN_KINDS[concern.kind], wording.STATUSES[concern.status].lower()
        yield from fold(f'C{number} {kind}, {status}: "{concern.span.of(sample.case.complaint or "")}"', WIDTH)
        for evidence in concern.evidence:
            yield from (f"   {row}" for row in fold(f'"{evidence.of(sample.case.response)}"', WIDTH - 3))
    yield from _heading("Actions")
    for action in sample.actions:
        complete = "complete" if action.complete else "not complete"
        words = f'{wording.ACTION_KINDS[action.kind]}, {complete}: "{action.span.of(sample.case.response)}"'
        yield from fold(words, WIDTH)
    yield from _marked(sample)
    yield from _heading("Scores")
    for criterion, score in sample.scores.items():
        yield f"{_title(criterion):<24}{_mark(score)}"
    yield from fold(wording.SCALE, WIDTH)
    if sample.commentary:
        yield from _heading("Commentary")
        for paragraph in sample.commentary.split("\n"):
            yield from fold(paragraph, WIDTH) or [""]


def _marked(sample: MarkedCase) -> Iterator[str]:
    slips = [one.span for one in sample.privacy]
    for title, spans in (("Jargon", sample.jargon), ("Tone", sample.tone), ("Personal data and slips", slips)):
        if spans:
            yield from _heading(title)
            yield from _quotations(sample, spans)


def _quotations(sample: MarkedCase, spans: Sequence[Span]) -> Iterator[str]:
    for span in spans:
        yield from fold(f'"{span.of(sample.case.response)}"', WIDTH)


def _letter(text: str) -> Iterator[str]:
    for row in rows(text, WIDTH):
        yield shown(text[row.start : row.end]).rstrip()


def _heading(words: str) -> tuple[str, ...]:
    return "", words.upper(), "-" * len(words)


def _where(sample: MarkedCase) -> str:
    return f"{wording.PROCEDURES[sample.case.procedure]}, {wording.STAGES[sample.case.stage].lower()}"


def _title(criterion: Criterion) -> str:
    return criterion.value.replace("_", " ").capitalize()


def _mark(score: int | None) -> str:
    return "-" if score is None else str(score)

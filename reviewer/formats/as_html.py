"""A review as one page that needs nothing else: no script, no request, readable on paper and with a screen reader."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined

from reviewer.case import Case
from reviewer.formats import wording
from reviewer.formats.marking import concern_places, finding_places, inert, paragraphs
from reviewer.review import Document, Review


def render(review: Review, case: Case) -> str:
    """The page. Whatever the letters hold comes out as text: it is escaped, and control signs are made visible."""
    return _environment().get_template("report.html.j2").render(_content(review, case))


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("reviewer.formats", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["inert"] = inert
    return environment


def _content(review: Review, case: Case) -> dict[str, object]:
    told = finding_places(review, Document.COMPLAINT)
    complaint = None if case.complaint is None else paragraphs(case.complaint, (*concern_places(review), *told))
    return {
        "review": review,
        "case": case,
        "outcome_word": wording.outcome_word(review),
        "outcome_line": wording.outcome_line(review),
        "about": _about(review),
        "draft": paragraphs(case.response, finding_places(review)),
        "complaint": complaint,
        "concerns": wording.by_urgency(review.concerns),
        "shown": frozenset(one.id for one in review.findings if one.span is not None),
        "statements": wording.statements(review),
        "readability": wording.readability_rows(review.readability),
        "hardest_lead": wording.HARDEST,
        "scale": wording.SCALE,
        "severities": wording.SEVERITIES,
        "categories": wording.CATEGORIES,
        "concern_kinds": wording.CONCERN_KINDS,
        "status_words": wording.status_words,
        "outcomes": wording.OUTCOMES,
        "action_kinds": wording.ACTION_KINDS,
        "confidence_words": wording.confidence_words,
        "source_words": wording.source_words,
        "timescale_words": wording.timescale_words,
        "complete_words": wording.complete_words,
    }


def _about(review: Review) -> tuple[tuple[str, str], ...]:
    rows = (
        ("Case", review.id),
        ("Reference", review.reference),
        ("Service", review.service_area),
        ("Procedure", wording.PROCEDURES[review.procedure]),
        ("Stage", wording.STAGES[review.stage]),
        ("Nation", wording.NATIONS[review.nation]),
    )
    return tuple((label, words) for label, words in rows if words)

"""What the page shows of a review, in the officer's words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reviewer.case import Span
from reviewer.formats import wording
from reviewer.formats.marking import RANK, Place, Segment, finding_places, inert, paragraphs
from reviewer.review import Action, Category, Concern, Criterion, CriterionScore, Document, Finding, Review, Status
from service.page.memory import digest
from service.page.reviewing import Reviewed

SIGNS = {"error": "✖", "warning": "▲", "suggestion": "●"}
_STATUS_SIGNS = {Status.ANSWERED: "✔", Status.PARTLY_ANSWERED: "◐", Status.NOT_ANSWERED: "✖"}
_UNSURE_SIGN = "?"
_UNSURE_NOTE = "too close to call"  # the page says of each concern that it is to be checked
_URGENT = 3
_OF_SUBSTANCE = frozenset({Category.CONCERN, Category.PRIVACY, Category.PLACEHOLDER, Category.ACCURACY})
_AROUND = 140  # signs of the complaint shown on each side of a concern


@dataclass(frozen=True)
class ShownConcern:
    """A concern with the words around it in the complaint; `number` is its place in the list that the form sends."""

    concern: Concern
    number: int
    own: bool
    sign: str
    status: str
    kind: str
    css: str
    before: str
    after: str


@dataclass(frozen=True)
class ShownFinding:
    """A finding with the suggestions that can stand in the letter (`usable`), and in words the others (`advice`)."""

    finding: Finding
    number: str
    sign: str
    severity: str
    about: str
    criterion: str
    usable: tuple[str, ...]
    advice: str


@dataclass(frozen=True)
class ShownAction:
    """An action, with what is missing from it; `missing` names `owner` and `date`, and `key` tells its fields."""

    action: Action
    key: str
    kind: str
    missing: tuple[str, ...]
    hollow: bool


@dataclass(frozen=True)
class View:
    """All that the template of a review needs."""

    review: Review
    reviewed: Reviewed
    headline: str
    mood: str  # "ready", "check" or "revise"
    counts: str
    urgent: tuple[ShownFinding, ...]
    concerns: tuple[ShownConcern, ...]
    findings: tuple[ShownFinding, ...]
    criteria: tuple[tuple[CriterionScore, int], ...]
    letter: tuple[tuple[Segment, ...], ...]
    actions: tuple[ShownAction, ...]
    statements: tuple[tuple[str, str, tuple[Span, ...]], ...]
    notes: tuple[str, ...]


def view_of(reviewed: Reviewed, notes: Sequence[str] = ()) -> View:
    """What is shown of a review; `notes` say what the readers of the files left out or guessed."""
    review = reviewed.review
    titles = {one.id: one.title for one in review.criteria}
    findings = tuple(_finding(one, titles) for one in review.findings)
    show = reviewed.work.show
    shown = tuple(one for one in findings if show is None or one.finding.criterion is show)
    open_ = sum(not wording.is_settled(one) for one in review.concerns)
    return View(
        review=review,
        reviewed=reviewed,
        headline=_headline(review, open_),
        mood="check" if open_ and review.outcome == "ready" else review.outcome,
        counts=_counts(review),
        urgent=tuple(sorted(findings, key=_importance)[:_URGENT]),
        concerns=tuple(_concerns(reviewed)),
        findings=shown,
        criteria=tuple((one, sum(two.finding.criterion is one.id for two in findings)) for one in review.criteria),
        letter=paragraphs(reviewed.case.response, _places(review, show)),
        actions=tuple(_actions(review)),
        statements=wording.statements(review),
        notes=(*notes, *(one for one in review.notes if _UNSURE_NOTE not in one)),
    )


def _places(review: Review, show: Criterion | None) -> Sequence[Place]:
    names = {one.id for one in review.findings if show is None or one.criterion is show}
    return tuple(place for place in finding_places(review) if place.name in names)


def _importance(one: ShownFinding) -> tuple[int, bool]:
    """By severity; among those of one severity what the person asked, or must not be told, before the wording."""
    return RANK[one.finding.severity], one.finding.category not in _OF_SUBSTANCE


def _headline(review: Review, open_: int) -> str:
    """What to do with the letter; `open_` is how many of its concerns are not surely answered."""
    if review.outcome != "ready":
        return "Not ready to send"
    return f"Check {wording.counted(open_, 'concern')} before you send" if open_ else "Ready to send"


def _counts(review: Review) -> str:
    """What was found, in one sentence."""
    found = [
        wording.counted(number, severity.value)
        for severity in RANK
        if (number := sum(one.severity is severity for one in review.findings))
    ]
    told = f"{_listed(found)} found." if found else "Nothing to change was found."
    if not review.concerns:
        return told
    open_ = sum(one.status is not Status.ANSWERED and not one.unsure for one in review.concerns)
    check = sum(one.unsure for one in review.concerns)
    whole = wording.counted(len(review.concerns), "concern")
    parts = [f"{open_} not fully answered"] if open_ else []
    parts += [f"{check} to check yourself"] if check else []
    return f"{told} Of {whole}: {_listed(parts) if parts else 'all answered'}."


def _listed(words: Sequence[str], last_but_one: str = "and") -> str:
    """The words as a list in a sentence."""
    *first, last = words or ("",)
    return f"{', '.join(first)} {last_but_one} {last}" if first else last


# --- concerns -------------------------------------------------------------------------------------------------------


def _concerns(reviewed: Reviewed) -> Iterator[ShownConcern]:
    """The concerns, those not answered first, and among them the sure ones."""
    kept = reviewed.work.memory.concerns or ()
    complaint = reviewed.case.complaint or ""
    numbered = {one.id: number for number, one in enumerate(reviewed.review.concerns)}
    for concern in wording.by_urgency(reviewed.review.concerns):
        number = numbered[concern.id]
        before, after = _around(complaint, concern.span)
        unsure = concern.unsure
        yield ShownConcern(
            concern=concern,
            number=number,
            own=kept[number].own if number < len(kept) else False,
            sign=_UNSURE_SIGN if unsure else _STATUS_SIGNS[concern.status],
            status=wording.status_words(concern),
            kind=wording.CONCERN_KINDS[concern.kind],
            css="unsure" if unsure else concern.status.value,
            before=before,
            after=after,
        )


def _around(complaint: str, span: Span | None) -> tuple[str, str]:
    """The words of the same paragraph before and behind a place, cut at whole words."""
    if span is None:
        return "", ""
    before = complaint[: span.start].rpartition("\n\n")[2]
    after = complaint[span.end :].partition("\n\n")[0]
    if len(before) > _AROUND:
        before = "… " + before[-_AROUND:].partition(" ")[2]
    if len(after) > _AROUND:
        after = after[:_AROUND].rpartition(" ")[0] + " …"
    return inert(before), inert(after)


# --- findings and actions -------------------------------------------------------------------------------------------


def _finding(finding: Finding, titles: Mapping[Criterion, str]) -> ShownFinding:
    usable = tuple(words for words in finding.suggestions if _is_usable(finding, words))
    return ShownFinding(
        finding=finding,
        number=finding.id.lstrip("FD"),
        sign=SIGNS[finding.severity.value],
        severity=wording.SEVERITIES[finding.severity],
        about=wording.CATEGORIES[finding.category],
        criterion=titles[finding.criterion],
        usable=usable,
        advice=_listed([words for words in finding.suggestions if words not in usable], "or"),
    )


def _is_usable(finding: Finding, words: str) -> bool:
    """Whether a suggestion can take the place of the words found, if the officer says so.

    It can where the reviewer says so itself, where it writes an abbreviation out, and where it is the name, date,
    reference or amount that the complaint has. All others explain a word, have another form, or tell what to do.
    """
    if finding.span is None or finding.document is not Document.RESPONSE:
        return False
    writes_out = f" ({finding.text}" in words
    is_figure = finding.category is Category.ACCURACY and not words.endswith(".")
    return words == finding.replacement or writes_out or is_figure


def _actions(review: Review) -> Iterator[ShownAction]:
    told: Counter[str] = Counter()
    for action in review.actions:
        key = digest(action.text)
        told[key] += 1
        yield _action(action, key if told[key] == 1 else f"{key}-{told[key]}")


def _action(action: Action, key: str) -> ShownAction:
    names = {"owner": "owner", "timescale": "date"}
    missing = tuple(names[name] for name in action.lacks) if action.specific else ()
    return ShownAction(action, key, wording.ACTION_KINDS[action.kind], missing, hollow=not action.specific)

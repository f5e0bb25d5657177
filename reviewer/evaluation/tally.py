"""One case's counts and mistakes: what a person marked against what the reviewer gave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from reviewer.annotated import MarkedCase
from reviewer.case import Span
from reviewer.evaluation.matching import HALF, over_shorter, over_union, pair, shared
from reviewer.evaluation.statistics import SCORES
from reviewer.review import Category, Concern, Criterion, Document, Finding, Quotation, Review, Severity, Status

_STATUSES = tuple(Status)
_SLIPS = {
    Category.PRIVACY: frozenset({"identifier", "third_party"}),
    Category.PLACEHOLDER: frozenset({"placeholder"}),
    Category.ACCURACY: frozenset({"wrong_name", "wrong_reference", "wrong_fact"}),
}


@dataclass(frozen=True)
class Mistake:
    """One difference between person and reviewer. `text` is the passage it is about."""

    case: str
    what: str
    expected: str | None
    found: str | None
    text: str = ""


@dataclass
class Tally:
    """Counts by name, and the mistakes behind them."""

    case: str
    counts: dict[str, tuple[float, ...]] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def add(self, name: str, *counts: float) -> None:
        """Add counts to those under `name`."""
        before = self.counts.get(name, (0.0,) * len(counts))
        self.counts[name] = tuple(old + new for old, new in zip(before, counts, strict=True))

    def agree(self, name: str, expected: object, found: object, text: str = "", *, as_one: bool | None = None) -> None:
        """Count whether two values agree (`as_one` overrules equality), and keep the mistake if not."""
        right = expected == found if as_one is None else as_one
        self.add(name, right, 1)
        if not right:
            self.miss(name, expected, found, text)

    def miss(self, what: str, expected: object, found: object, text: str = "") -> None:
        """Keep a mistake."""
        self.mistakes.append(Mistake(self.case, what, _said(expected), _said(found), text))


def _said(value: object) -> str | None:
    return None if value is None else str(value)


def tally(marked: MarkedCase, free: Review, given: Review) -> Tally:
    """Counts of one case; `free` is the review of the case as it came, `given` the one with the concerns given."""
    kept = Tally(marked.name)
    _concerns(kept, marked, free)
    _answers(kept, marked, given)
    _actions(kept, marked, free)
    _passages(kept, marked, free)
    _jargon(kept, marked, free)
    kept.agree("apology", marked.apology, free.apology.kind)
    kept.agree("decision", marked.decision, free.decision.outcome)
    kept.agree("escalation", marked.escalation, free.escalation.kind)
    kept.agree("escalation_correct", marked.escalation_correct, free.escalation.correct)
    _scores(kept, marked, free)
    if marked.plainly_good:
        kept.agree("ready", "ready", free.outcome)
        kept.add("warnings", sum(one.severity is Severity.WARNING for one in free.findings), 1)
    return kept


# --- concerns -------------------------------------------------------------------------------------------------------


def _concerns(kept: Tally, marked: MarkedCase, review: Review) -> None:
    text = marked.case.complaint or ""
    spans = [one.span for one in marked.concerns]
    pairs = pair(spans, [one.span for one in review.concerns], over_union, HALF)
    kept.add("concerns", len(pairs), len(review.concerns), len(pairs), len(spans))
    _unpaired(kept, "concerns", pairs, [one.of(text) for one in spans], [one.text for one in review.concerns])
    for i, j in pairs:
        kept.agree("concern_kind", marked.concerns[i].kind, review.concerns[j].kind, review.concerns[j].text)
    unanswered = {i for i, one in enumerate(marked.concerns) if one.status is Status.NOT_ANSWERED}
    called = {j for j, one in enumerate(review.concerns) if one.status is Status.NOT_ANSWERED}
    both = sum(i in unanswered and j in called for i, j in pairs)
    kept.add("unanswered", both, len(called), both, len(unanswered))


def _answers(kept: Tally, marked: MarkedCase, review: Review) -> None:
    text = marked.case.complaint or ""
    for expected, found in zip(marked.concerns, _in_order(marked, review), strict=True):
        words = expected.span.of(text)
        left, called = expected.status is Status.NOT_ANSWERED, found.status is Status.NOT_ANSWERED
        kept.add("given_unanswered", left and called, left and not called, not left and not called, called and not left)
        kept.add(
            "given_status", *_cell(len(_STATUSES), _STATUSES.index(expected.status), _STATUSES.index(found.status))
        )
        kept.add("given_unsure", found.unsure, 1)
        if expected.status is not found.status:
            kept.miss("given_status", expected.status, found.status, words)
        if expected.kind != "desired_outcome":
            kept.agree("given_decision", expected.decision, found.decision, words)
        if expected.evidence:
            first = found.evidence[0].span if found.evidence else None
            shown = None if first is None else first.of(marked.case.response)
            told = expected.evidence[0].of(marked.case.response)
            hit = first is not None and any(map(first.overlaps, expected.evidence))
            kept.agree("evidence_any", told, shown, words, as_one=hit)
            kept.add("evidence_first", first is not None and first.overlaps(expected.evidence[0]), 1)


def _in_order(marked: MarkedCase, review: Review) -> list[Concern]:
    """The review's concerns in the order in which they were given; raises ValueError where one is not there."""
    left = list(review.concerns)
    ordered = []
    for one in marked.concerns:
        same = [found for found in left if found.span == one.span and found.kind is one.kind]
        if not same:
            raise ValueError(f"case {marked.name}: a concern that was given did not come back")
        ordered.append(same[0])
        left.remove(same[0])
    return ordered


def _cell(side: int, row: int, column: int) -> tuple[int, ...]:
    """A confusion matrix laid flat with a single one in it."""
    return tuple(int(at == row * side + column) for at in range(side * side))


def _unpaired(
    kept: Tally, what: str, pairs: Iterable[tuple[int, int]], marked: Sequence[str], found: Sequence[str]
) -> None:
    """Keep what was missed and what was found for nothing."""
    ours, theirs = {i for i, _ in pairs}, {j for _, j in pairs}
    for i, words in enumerate(marked):
        if i not in ours:
            kept.miss(what, "marked", None, words)
    for j, words in enumerate(found):
        if j not in theirs:
            kept.miss(what, None, "found", words)


# --- actions --------------------------------------------------------------------------------------------------------


def _actions(kept: Tally, marked: MarkedCase, review: Review) -> None:
    text = marked.case.response
    spans = [one.span for one in marked.actions]
    pairs = pair(spans, [one.span for one in review.actions], over_shorter, HALF)
    kept.add("actions", len(pairs), len(review.actions), len(pairs), len(spans))
    _unpaired(kept, "actions", pairs, [one.of(text) for one in spans], [one.text for one in review.actions])
    for i, j in pairs:
        expected, found = marked.actions[i], review.actions[j]
        words = expected.span.of(text)
        kept.agree("action_kind", expected.kind, found.kind, words)
        _slot(kept, "action_owner", text, expected.owner, found.owner, words)
        _slot(kept, "action_timescale", text, expected.timescale, found.timescale, words)
        kept.agree("action_done", expected.done, found.done, words)
        kept.agree("action_specific", expected.specific, found.specific, words)
        kept.agree("action_complete", expected.complete, found.complete, words)


def _slot(kept: Tally, name: str, text: str, expected: Span | None, found: Quotation | None, words: str) -> None:
    """Two slots agree where both are empty, or they share words."""
    told = None if expected is None else expected.of(text)
    said = None if found is None else found.text
    if expected is None or found is None or told is None or said is None:
        right = told is said
    else:
        right = expected.overlaps(found.span) or told.casefold() == said.casefold()
    kept.agree(name, told, said, words, as_one=right)


# --- findings -------------------------------------------------------------------------------------------------------


def _places(findings: Iterable[Finding], categories: Iterable[Category]) -> list[Span]:
    """Where findings of these categories stand in the reply."""
    wanted = frozenset(categories)
    return [
        place
        for one in findings
        if one.category in wanted and one.document is Document.RESPONSE and one.span is not None
        for place in (one.span, *one.also)
    ]


def _passages(kept: Tally, marked: MarkedCase, review: Review) -> None:
    _covered(kept, "tone", marked, marked.tone, _places(review.findings, [Category.TONE]))
    for category, kinds in _SLIPS.items():
        expected = [one.span for one in marked.privacy if one.kind in kinds]
        _covered(kept, category.value, marked, expected, _places(review.findings, [category]))
    everything = [one.span for one in marked.privacy]
    found = _places(review.findings, _SLIPS)
    kept.add("slips", *_coverage(everything, found))


def _coverage(marked: Sequence[Span], found: Sequence[Span]) -> tuple[int, int, int, int]:
    """Found and touching something marked, found, marked and touched, marked: several findings may share a sentence."""
    right = sum(any(map(one.overlaps, marked)) for one in found)
    return right, len(found), sum(any(map(one.overlaps, found)) for one in marked), len(marked)


def _covered(kept: Tally, name: str, case: MarkedCase, marked: Sequence[Span], found: Sequence[Span]) -> None:
    kept.add(name, *_coverage(marked, found))
    for one in marked:
        if not any(map(one.overlaps, found)):
            kept.miss(name, "marked", None, one.of(case.case.response))
    for one in found:
        if not any(map(one.overlaps, marked)):
            kept.miss(name, None, "found", one.of(case.case.response))


def _jargon(kept: Tally, marked: MarkedCase, review: Review) -> None:
    text = marked.case.response
    found = _first_uses(text, _places(review.findings, [Category.JARGON]))
    pairs = pair(marked.jargon, found, over_shorter, 0.0)
    kept.add("jargon", len(pairs), len(found), len(pairs), len(marked.jargon))
    _unpaired(kept, "jargon", pairs, [one.of(text) for one in marked.jargon], [one.of(text) for one in found])
    alarms = [one for one in found if not any(shared(one, term) for term in marked.jargon)]
    for places in marked.jargon_ok:
        cried = any(place.overlaps(alarm) for place in places for alarm in alarms)
        kept.add("jargon_ok", cried, 1)


def _first_uses(text: str, places: Iterable[Span]) -> list[Span]:
    """The first place of each term, terms told apart by their words."""
    first: dict[str, Span] = {}
    for place in sorted(places, key=lambda one: (one.start, one.end)):
        first.setdefault(place.of(text).casefold(), place)
    return list(first.values())


# --- scores ---------------------------------------------------------------------------------------------------------


def _scores(kept: Tally, marked: MarkedCase, review: Review) -> None:
    given: Mapping[Criterion, int | None] = {one.id: one.score for one in review.criteria}
    for criterion, expected in marked.scores.items():
        found = given[criterion]
        kept.add(f"applies_{criterion}", (expected is None) == (found is None), 1)
        if expected is not None and found is not None:
            kept.add(f"score_{criterion}", *_cell(SCORES, expected, found))
            kept.add("score_all", *_cell(SCORES, expected, found))
        kept.add("applies_all", (expected is None) == (found is None), 1)
        if expected != found:
            kept.miss(f"score_{criterion}", expected, found)

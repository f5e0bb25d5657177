"""The words in which a review is put to an officer: one place, so that text and HTML say the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reviewer.case import ConcernKind, Nation, Procedure, Span, Stage
from reviewer.dates import in_full
from reviewer.review import (
    Action,
    ActionKind,
    ApologyKind,
    Category,
    Concern,
    EscalationKind,
    Finding,
    Outcome,
    Readability,
    ReadingBand,
    Review,
    Severity,
    Status,
    Timescale,
)

SEVERITIES = {Severity.ERROR: "Error", Severity.WARNING: "Warning", Severity.SUGGESTION: "Suggestion"}
STATUSES = {
    Status.NOT_ANSWERED: "Not answered",
    Status.PARTLY_ANSWERED: "Partly answered",
    Status.ANSWERED: "Answered",
}
UNSURE = {
    Status.NOT_ANSWERED: "Please check: this may not be answered",
    Status.PARTLY_ANSWERED: "Please check: this may be only partly answered",
    Status.ANSWERED: "Please check: this seems to be answered",
}
CONCERN_KINDS = {
    ConcernKind.CONCERN: "Concern",
    ConcernKind.QUESTION: "Question",
    ConcernKind.DESIRED_OUTCOME: "Outcome wanted",
}
ACTION_KINDS = {ActionKind.REMEDY: "Remedy", ActionKind.LEARNING: "Learning", ActionKind.FOLLOW_UP: "Follow-up"}
OUTCOMES = {
    Outcome.UPHELD: "Upheld",
    Outcome.PARTLY_UPHELD: "Partly upheld",
    Outcome.NOT_UPHELD: "Not upheld",
    Outcome.NO_FINDING: "No finding can be made",
    Outcome.NONE: "No decision is stated",
}
APOLOGIES = {
    ApologyKind.GENUINE: "A genuine apology",
    ApologyKind.CONDITIONAL: "Only a conditional apology",
    ApologyKind.NONE: "No apology",
}
ESCALATIONS = {
    EscalationKind.NEXT_STAGE: "The next stage",
    EscalationKind.OMBUDSMAN: "The ombudsman",
    EscalationKind.BOTH: "The next stage and the ombudsman",
    EscalationKind.NONE: "Nowhere to go is named",
}
CATEGORIES = {
    Category.JARGON: "jargon",
    Category.READABILITY: "ease of reading",
    Category.TONE: "tone",
    Category.APOLOGY: "apology",
    Category.DECISION: "decision",
    Category.CONCERN: "concern",
    Category.REMEDY: "remedy",
    Category.LEARNING: "learning",
    Category.ESCALATION: "next steps",
    Category.PRIVACY: "privacy",
    Category.PLACEHOLDER: "placeholder",
    Category.ACCURACY: "accuracy",
    Category.SPELLING: "spelling",
}
PROCEDURES = {
    Procedure.CORPORATE: "Corporate complaints",
    Procedure.ADULT_SOCIAL_CARE: "Adult social care",
    Procedure.CHILDREN_STATUTORY: "Children's statutory complaints",
    Procedure.HOUSING: "Housing",
}
STAGES = {Stage.STAGE_1: "Stage 1", Stage.STAGE_2: "Stage 2"}
NATIONS: Mapping[str, str] = {
    Nation.ENGLAND: "England",
    Nation.WALES: "Wales",
    Nation.SCOTLAND: "Scotland",
    Nation.NORTHERN_IRELAND: "Northern Ireland",
}
BANDS = {
    ReadingBand.GREEN: "Green: easy to read",
    ReadingBand.AMBER: "Amber: could be easier",
    ReadingBand.RED: "Red: hard to read",
}
HARDEST = "Splitting these sentences would help most:"
SCALE = "3 strong evidence; 2 some, with gaps; 1 goes through the motions; 0 none; - does not apply"
_URGENCY = tuple(STATUSES)


def counted(number: int, noun: str) -> str:
    """`1 warning`, `2 warnings`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def outcome_word(review: Review) -> str:
    """`Ready` or `Revise`."""
    return "Ready" if review.outcome == "ready" else "Revise"


def outcome_line(review: Review) -> str:
    """The one line that says whether the letter can go, and what was found."""
    count = {severity: sum(one.severity is severity for one in review.findings) for severity in Severity}
    parts = [counted(count[severity], severity.value) for severity in Severity if count[severity]]
    unanswered = sum(one.status is Status.NOT_ANSWERED and not one.unsure for one in review.concerns)
    unsure = sum(one.unsure for one in review.concerns)
    if unanswered:
        parts.append(f"{counted(unanswered, 'concern')} not answered")
    if unsure:
        parts.append(f"{counted(unsure, 'concern')} to check")
    found = ", ".join(parts) or "nothing found"
    return f"{outcome_word(review)} ({review.score.total} of {review.score.maximum}): {found}"


def by_urgency(concerns: Sequence[Concern]) -> tuple[Concern, ...]:
    """The unanswered concerns first, then the partly answered, the sure before the unsure; otherwise as they come."""
    return tuple(sorted(concerns, key=_urgency))


def _urgency(concern: Concern) -> tuple[bool, int, bool]:
    return is_settled(concern), _URGENCY.index(concern.status), concern.unsure


def is_settled(concern: Concern) -> bool:
    """Whether nobody need look at it again: it is answered, and surely so."""
    return concern.status is Status.ANSWERED and not concern.unsure


def status_words(concern: Concern) -> str:
    """Whether a concern is answered; where that is too close to call, what to check."""
    return (UNSURE if concern.unsure else STATUSES)[concern.status]


def confidence_words(concern: Concern) -> str:
    """How sure the model is; a figure would say little where it is not."""
    return "too close to call" if concern.unsure else f"{concern.confidence:.0%} confident"


def verdict_words(concern: Concern) -> str:
    """Whether a concern is answered, what was decided on it, and how sure that is."""
    decision = f", {OUTCOMES[concern.decision].lower()}" if concern.decision else ""
    sure = "" if concern.unsure else f" ({confidence_words(concern)})"
    return f"{status_words(concern)}{decision}{sure}"


def source_words(finding: Finding) -> str:
    """Whether a rule or a model said so, and how sure the model is."""
    if finding.source == "rule":
        return f"rule {finding.rule}"
    sure = "" if finding.confidence is None else f", {finding.confidence:.0%} confident"
    return f"{finding.rule}, judged by a model{sure}"


def complete_words(action: Action) -> str:
    """Whether an action can be held to, and what it wants if not."""
    if action.complete:
        return "Yes, done" if action.done else "Yes"
    if not action.specific:
        return "No: nothing specific"
    wanting = [name for name, slot in (("owner", action.owner), ("date", action.timescale)) if slot is None]
    return f"No: no {' and no '.join(wanting)}" if wanting else "No"


def timescale_words(timescale: Timescale | None) -> str:
    """The words that say by when, with the date they come to."""
    if timescale is None:
        return "-"
    return timescale.text if timescale.due is None else f"{timescale.text} ({in_full(timescale.due)})"


def next_step_words(review: Review) -> str:
    """Where the reply sends someone still unhappy, whether that is right, and what it leaves out."""
    escalation = review.escalation
    procedure = PROCEDURES[review.procedure]
    here = f"{STAGES[review.stage].lower()} of {procedure[0].lower()}{procedure[1:]} in {NATIONS[review.nation]}"
    verdict = f"right for {here}" if escalation.correct else f"not right for {here}"
    missing = f"; missing: {', '.join(escalation.missing)}" if escalation.missing else ""
    return f"{ESCALATIONS[escalation.kind]} ({verdict}{missing})"


def statements(review: Review) -> tuple[tuple[str, str, tuple[Span, ...]], ...]:
    """Apology, decision and next step: label, words, and the places in the reply that they rest on."""
    apology, decision = review.apology, review.decision
    return (
        ("Apology", APOLOGIES[apology.kind], (apology.span,) if apology.span else ()),
        ("Decision", OUTCOMES[decision.outcome], (decision.span,) if decision.span else ()),
        ("Next step", next_step_words(review), review.escalation.spans),
    )


def readability_rows(figures: Readability) -> tuple[tuple[str, str], ...]:
    """The readability band and figures as label and value."""
    band = (("Band", BANDS[figures.band]),) if figures.band else ()
    return (
        *band,
        ("Words", f"{figures.words:,}"),
        ("Sentences", str(figures.sentences)),
        ("Words a sentence", f"{figures.mean_sentence_words:.1f} on average, {figures.longest_sentence_words} at most"),
        ("Flesch reading ease", f"{figures.flesch_reading_ease:.0f} (60 and over is plain English)"),
        ("Reading age", f"{figures.reading_age:.0f} years (Flesch-Kincaid grade {figures.flesch_kincaid_grade:.1f})"),
        ("SMOG grade", f"{figures.smog:.1f}"),
        ("Passive sentences", f"{figures.passive_share:.0%}"),
    )

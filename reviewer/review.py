"""What the reviewer gives: the Review of the contract, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from reviewer.case import ConcernKind, Frozen, Procedure, Span, Stage

SCHEMA_VERSION = "1"
Score = Annotated[int, Field(ge=0, le=3)]
Confidence = Annotated[float, Field(ge=0.0, le=1.0)]


class Criterion(StrEnum):
    """The nine criteria, in the order in which every review gives them."""

    CONCERNS_ANSWERED = "concerns_answered"
    DECISION_AND_REASONS = "decision_and_reasons"
    PLAIN_ENGLISH = "plain_english"
    TONE_AND_APOLOGY = "tone_and_apology"
    DESIRED_OUTCOME = "desired_outcome"
    REMEDY = "remedy"
    LEARNING = "learning"
    NEXT_STEPS = "next_steps"
    PRIVACY_AND_ACCURACY = "privacy_and_accuracy"


class Category(StrEnum):
    """What a finding is about."""

    JARGON = "jargon"
    READABILITY = "readability"
    TONE = "tone"
    APOLOGY = "apology"
    DECISION = "decision"
    CONCERN = "concern"
    REMEDY = "remedy"
    LEARNING = "learning"
    ESCALATION = "escalation"
    PRIVACY = "privacy"
    PLACEHOLDER = "placeholder"
    ACCURACY = "accuracy"
    SPELLING = "spelling"


class Severity(StrEnum):
    """How much a finding matters: an error stops the letter, a warning should be looked at, a suggestion may be."""

    ERROR = "error"
    WARNING = "warning"
    SUGGESTION = "suggestion"


class Document(StrEnum):
    """Which of the two texts a span lies in."""

    RESPONSE = "response"
    COMPLAINT = "complaint"


class Status(StrEnum):
    """Whether a concern is answered in the reply."""

    ANSWERED = "answered"
    PARTLY_ANSWERED = "partly_answered"
    NOT_ANSWERED = "not_answered"


class Outcome(StrEnum):
    """A decision on a complaint or on one concern."""

    UPHELD = "upheld"
    PARTLY_UPHELD = "partly_upheld"
    NOT_UPHELD = "not_upheld"
    NO_FINDING = "no_finding"
    NONE = "none"


class ActionKind(StrEnum):
    """What an action is for."""

    REMEDY = "remedy"
    LEARNING = "learning"
    FOLLOW_UP = "follow_up"


class ApologyKind(StrEnum):
    """How the reply says sorry."""

    GENUINE = "genuine"
    CONDITIONAL = "conditional"
    NONE = "none"


class EscalationKind(StrEnum):
    """Where the reply sends someone who is still unhappy."""

    NEXT_STAGE = "next_stage"
    OMBUDSMAN = "ombudsman"
    BOTH = "both"
    NONE = "none"


class ReadingBand(StrEnum):
    """How easy the reply is to read, from its sentences and its words."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class Quotation(Frozen):
    """Words of a document with their place in it."""

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(gt=0)]
    text: str

    @property
    def span(self) -> Span:
        """The place of the words."""
        return Span(start=self.start, end=self.end)


class Timescale(Quotation):
    """Words that say by when, and the date they come to where that can be told."""

    due: date | None = None


class Concern(Frozen):
    """One concern of the complainant and what the reply makes of it."""

    id: str
    kind: ConcernKind
    text: str
    span: Span | None = None
    status: Status
    confidence: Confidence
    unsure: bool = False
    decision: Literal[Outcome.UPHELD, Outcome.PARTLY_UPHELD, Outcome.NOT_UPHELD, Outcome.NO_FINDING] | None = None
    evidence: tuple[Quotation, ...] = ()


class Action(Frozen):
    """One thing the organisation has done, will do or offers because of this complaint."""

    id: str
    kind: ActionKind
    text: str
    span: Span
    owner: Quotation | None = None
    timescale: Timescale | None = None
    done: bool = False
    specific: bool = True
    complete: bool = False

    @property
    def lacks(self) -> tuple[str, ...]:
        """Which of "owner" and "timescale" it does not tell; neither is needed once it is done."""
        slots = {"owner": self.owner, "timescale": self.timescale}
        return () if self.done else tuple(name for name, slot in slots.items() if slot is None)


class Apology(Frozen):
    """The best apology in the reply; `weak_spans` lists the conditional ones that stand beside it."""

    kind: ApologyKind = ApologyKind.NONE
    span: Span | None = None
    weak_spans: tuple[Span, ...] = ()


class Decision(Frozen):
    """The overall outcome as stated, with the sentence that states it; `reason_spans` support it."""

    outcome: Outcome = Outcome.NONE
    span: Span | None = None
    reason_spans: tuple[Span, ...] = ()


class Escalation(Frozen):
    """What the reply says to do if still unhappy; `missing` names what it leaves out."""

    kind: EscalationKind = EscalationKind.NONE
    spans: tuple[Span, ...] = ()
    correct: bool = False
    missing: tuple[str, ...] = ()


class Finding(Frozen):
    """Something to look at: the words, what is wrong, why, and what to write instead."""

    id: str
    fingerprint: str
    rule: str
    category: Category
    criterion: Criterion
    severity: Severity
    document: Document
    span: Span | None
    text: str
    message: str
    why: str
    suggestions: tuple[str, ...] = ()
    replacement: Annotated[
        str | None,
        Field(description="words that can stand in the place of `text` as it is; null: a person has to choose"),
    ] = None
    source: Literal["rule", "model"] = "rule"
    confidence: Confidence | None = None
    page: Annotated[str | None, Field(description="the page about this rule")] = None
    also: Annotated[tuple[Span, ...], Field(description="further places with the same cause")] = ()


class DismissedFinding(Finding):
    """A finding set aside by a person: shown, not counted."""

    reason: str


class CriterionScore(Frozen):
    """One criterion's score with its basis, as self-assessments are written."""

    id: Criterion
    title: str
    score: Score | None
    basis: str
    queries: str | None = None
    findings: tuple[str, ...] = ()


class TotalScore(Frozen):
    """The sum over the criteria that apply, and the most it could be."""

    total: int
    maximum: int


class Readability(Frozen):
    """Figures over the reply's own sentences and list items; furniture and the ombudsman paragraph are left out."""

    words: int
    sentences: int
    mean_sentence_words: float
    longest_sentence_words: int
    flesch_reading_ease: float
    flesch_kincaid_grade: float
    smog: float
    reading_age: Annotated[float, Field(description="years: the Flesch-Kincaid grade plus five")]
    passive_share: Annotated[float, Field(ge=0.0, le=1.0)]
    band: Annotated[ReadingBand | None, Field(description="null: there is nothing to measure")] = None
    hardest: Annotated[tuple[Span, ...], Field(description="the sentences whose mending would help most")] = ()


class Versions(Frozen):
    """Which code, rules and models gave this review."""

    reviewer: str
    rules: Mapping[str, str]
    models: Mapping[str, str]


class Review(Frozen):
    """The whole review of one case."""

    schema_version: str = SCHEMA_VERSION
    id: str | None
    reference: str | None
    service_area: str | None
    procedure: Procedure
    stage: Stage
    nation: str
    outcome: Literal["ready", "revise"]
    score: TotalScore
    criteria: tuple[CriterionScore, ...]
    concerns: tuple[Concern, ...]
    actions: tuple[Action, ...]
    apology: Apology
    decision: Decision
    escalation: Escalation
    findings: tuple[Finding, ...]
    dismissed: tuple[DismissedFinding, ...]
    readability: Readability
    notes: Annotated[tuple[str, ...], Field(description="what could not be judged, and why")] = ()
    versions: Versions

"""Everything the stages found about one case, and the same as plain facts for the rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from reviewer.apologies import Apologies
from reviewer.case import Case, ConcernKind, Nation, Span, Stage
from reviewer.date_slips import DateSlip
from reviewer.dates import in_full
from reviewer.delay import Delay
from reviewer.jargon import UnknownTerm
from reviewer.lines import flat_copy
from reviewer.payments import Payment
from reviewer.people import OtherPerson
from reviewer.procedures import Procedures
from reviewer.reader import Reading
from reviewer.review import (
    Action,
    ActionKind,
    Apology,
    ApologyKind,
    Concern,
    Decision,
    Document,
    Escalation,
    Outcome,
    Readability,
    Status,
)
from reviewer.rules.facts import FactItem, Facts, Value
from reviewer.spelling import Slip
from reviewer.text import BlockKind, Letter

_UPHELD = frozenset({Outcome.UPHELD, Outcome.PARTLY_UPHELD})
_ASKED = {"owner": "who", "timescale": "by when"}
_SURNAME = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Cllr|Councillor|Sir|Rev|Reverend|Professor)\.? [\w'’-]+(?: [\w'’-]+){0,2}"
)
_STAGE_NAMES = {
    Stage.STAGE_1: re.compile(r"\b(?:stage (?:1|one)|first stage|final (?:response|reply|stage))\b", re.IGNORECASE),
    Stage.STAGE_2: re.compile(r"\b(?:stage (?:2|two)|second stage|final (?:response|reply|stage))\b", re.IGNORECASE),
}


@dataclass(frozen=True)
class Assessment:
    """The results of the stages for one case; `complaint` and what needs it are None where none was given."""

    case: Case
    nation: Nation
    reply: Letter
    complaint: Letter | None
    reading: Reading
    concerns: tuple[Concern, ...]
    actions: tuple[Action, ...]
    apologies: Apologies
    decision: Decision
    escalation: Escalation
    readability: Readability
    slips: tuple[Slip, ...]
    people: tuple[Span, ...]  # people's names in the reply
    others: tuple[OtherPerson, ...]  # those whom the complaint does not name, or of whom something more is told
    procedures: Procedures
    decided_parts: tuple[Outcome, ...] = ()  # what is decided of parts of the complaint alone
    decides_plainly: bool = False  # something is decided, if only in plain words
    dated: date | None = None  # as the case gives it, else as the reply bears it
    delay: Delay | None = None  # where the reply is late
    date_slips: tuple[DateSlip, ...] = ()
    unknown_terms: tuple[UnknownTerm, ...] = ()
    payments: Mapping[str, Payment] = field(default_factory=dict)  # by the id of the action that pays
    apologised: frozenset[str] = frozenset()  # the ids of the concerns that an apology is for
    refused: frozenset[str] = frozenset()  # and of those that are refused without a reason

    @property
    def apology(self) -> Apology:
        """The best apology."""
        return self.apologies.best

    @property
    def fault_accepted(self) -> bool:
        """Whether something went wrong by the reply's own account."""
        upheld = self.decision.outcome in _UPHELD or any(one.decision in _UPHELD for one in self.concerns)
        return upheld or self.apology.kind is ApologyKind.GENUINE

    @property
    def decides(self) -> bool:
        """Whether the reply decides anything: the whole complaint, one concern, or something in plain words."""
        overall = self.decision.outcome is not Outcome.NONE
        return overall or self.decides_plainly or any(one.decision for one in self.concerns)

    @property
    def each_decided(self) -> bool:
        """Whether each concern has a decision of its own; False where there is none to decide."""
        points = points_to_decide(self.concerns)
        return bool(points) and all(one.decision for one in points)

    def actions_of(self, kind: ActionKind) -> tuple[Action, ...]:
        """The actions of one kind."""
        return tuple(one for one in self.actions if one.kind is kind)

    def defensive(self) -> tuple[int, ...]:
        """The sentences that the reader takes to defend, blame or dismiss, by index."""
        return tuple(one.index for one in self.reply.prose if self.reading.has(one.index, "defence"))


def facts_of(assessed: Assessment) -> Facts:
    """The assessment as plain data for the rules of kind `facts`."""
    return Facts(
        letter=_letter_facts(assessed),
        items={
            "concern": tuple(_concerns(assessed)),
            "action": tuple(_actions(assessed)),
            "weak_apology": tuple(FactItem({}, span, source="model") for span in assessed.apology.weak_spans),
            "defence": tuple(_defences(assessed)),
            "next_step": tuple(_next_steps(assessed)),
            "slip": tuple(_slips(assessed)),
            "person": tuple(_people(assessed)),
            "sentence": tuple(_sentences(assessed)),
            "unknown_term": tuple(_terms(assessed)),
            "date_slip": tuple(
                FactItem({"kind": one.kind, "expected": one.expected}, one.span) for one in assessed.date_slips
            ),
        },
    )


def _letter_facts(assessed: Assessment) -> Mapping[str, Value]:
    escalation = assessed.escalation
    learning, remedies = assessed.actions_of(ActionKind.LEARNING), assessed.actions_of(ActionKind.REMEDY)
    return {
        "has_complaint": assessed.complaint is not None,
        "concerns": len(assessed.concerns),
        "concerns_raised": sum(one.kind is ConcernKind.CONCERN for one in assessed.concerns),
        **_apology_facts(assessed),
        "decision": assessed.decision.outcome.value,
        "decides": assessed.decides,
        "each_decided": assessed.each_decided,
        "parts_upheld": sum(one in _UPHELD for one in assessed.decided_parts),
        "parts_not_upheld": assessed.decided_parts.count(Outcome.NOT_UPHELD),
        "reasons": len(assessed.decision.reason_spans),
        "fault_accepted": assessed.fault_accepted,
        "apology": assessed.apology.kind.value,
        "escalation": escalation.kind.value,
        "escalation_correct": escalation.correct,
        "time_limit": "time limit" not in escalation.missing,
        "how_to_reach": "how to reach them" not in escalation.missing,
        "names_ombudsman": "which ombudsman" not in escalation.missing,
        "expected_next": _expected_next(assessed),
        "remedies": len(remedies),
        "learning": len(learning),
        "specific_learning": sum(one.specific for one in learning),
        "mean_sentence_words": assessed.readability.mean_sentence_words,
        "reading_ease": assessed.readability.flesch_reading_ease,
        "words": assessed.readability.words,
        "shows_date": _shows_date(assessed),
        "shows_stage": _shows_stage(assessed),
        "one_stage": _has_one_stage(assessed),
        **_delay_facts(assessed.delay),
    }


def _apology_facts(assessed: Assessment) -> Mapping[str, Value]:
    upheld = [one.id for one in assessed.concerns if one.decision in _UPHELD]
    owned = sum(one in assessed.apologised for one in upheld)
    return {
        "names_effect": assessed.apologies.names_effect,
        "upheld_concerns": len(upheld),
        "not_apologised_for": len(upheld) - owned,
        "share_apologised_for": owned / len(upheld) if upheld else 1.0,
    }


def _expected_next(assessed: Assessment) -> str | None:
    """The stage or the ombudsman that comes after this stage of this procedure."""
    case = assessed.case
    end = assessed.procedures.end_of(assessed.nation, case.procedure, case.stage)
    return end.name if end.next == "stage" else assessed.procedures.body(end.body or "").title


def _next_steps(assessed: Assessment) -> Iterator[FactItem]:
    """The first of the sentences that say what to do if still unhappy."""
    escalation = assessed.escalation
    if escalation.spans:
        values: dict[str, Value] = {
            "kind": escalation.kind.value,
            "correct": escalation.correct,
            "expected": _expected_next(assessed),
        }
        yield FactItem(values, escalation.spans[0])


def _delay_facts(delay: Delay | None) -> Mapping[str, Value]:
    if delay is None:
        return {"late": False}
    return {
        "late": True,
        "delay_spoken_of": delay.spoken_of,
        "received": in_full(delay.received),
        "reply_due": in_full(delay.due),
        "dated": in_full(delay.dated),
        "time_allowed": delay.allowed,
        "if_extended": f", or {in_full(delay.extended)} if you extended it" if delay.extended else "",
    }


def _concerns(assessed: Assessment) -> Iterator[FactItem]:
    name = complainant_name(assessed.reply)
    for one in assessed.concerns:
        values: dict[str, Value] = {
            "kind": one.kind.value,
            "status": one.status.value,
            "unsure": one.unsure,
            "sureness": one.confidence,
            "decision": one.decision.value if one.decision else None,
            "refused_without_reason": one.id in assessed.refused,
            "text": " ".join(one.text.split()),
            "name": name,
        }
        yield FactItem(values, one.span, Document.COMPLAINT, one.confidence, "model")


def complainant_name(reply: Letter) -> str:
    """How the salutation names the person written to, or "the complainant"."""
    for block in reply.blocks_of(BlockKind.SALUTATION):
        if found := _SURNAME.search(flat_copy(block.span.of(reply.text))):
            return found[0]
    return "The complainant"


def _actions(assessed: Assessment) -> Iterator[FactItem]:
    for one in assessed.actions:
        values: dict[str, Value] = {
            "kind": one.kind.value,
            "owner": one.owner.text if one.owner else None,
            "timescale": one.timescale.text if one.timescale else None,
            "done": one.done,
            "specific": one.specific,
            "complete": one.complete,
            "lacks": " and ".join(_ASKED[name] for name in one.lacks),
            **_payment_facts(assessed.payments.get(one.id)),
        }
        yield FactItem(values, one.span, source="model")


def _payment_facts(payment: Payment | None) -> Mapping[str, Value]:
    if payment is None:
        return {"pays": False}
    return {
        "pays": True,
        "offered": payment.offered,
        "amount": payment.has_amount,
        "route": payment.has_route,
        "reason": payment.has_reason,
    }


def _people(assessed: Assessment) -> Iterator[FactItem]:
    for one in assessed.others:
        values: dict[str, Value] = {
            "name": one.span.of(assessed.reply.text),
            "private": one.is_private,
            "grave": one.is_grave,
        }
        yield FactItem(values, one.span)


def _defences(assessed: Assessment) -> Iterator[FactItem]:
    for index in assessed.defensive():
        figure = assessed.reading.probability(index, "defence")
        span = assessed.reply.sentences[index].span
        yield FactItem({"sureness": figure}, span, confidence=round(figure, 3), source="model")


def _slips(assessed: Assessment) -> Iterator[FactItem]:
    for slip in assessed.slips:
        suggestion = " / ".join(slip.suggestions)
        yield FactItem({"kind": slip.kind, "suggestion": suggestion, "suggested": bool(suggestion)}, slip.span)


def _sentences(assessed: Assessment) -> Iterator[FactItem]:
    for one in assessed.reply.prose:
        if not assessed.reply.is_quoted(one.span) and not any(
            span.covers(one.span) for span in assessed.escalation.spans
        ):
            yield FactItem({"words": len(one.words)}, one.span)


def _terms(assessed: Assessment) -> Iterator[FactItem]:
    """Terms that may be jargon, at their first use; some overlap."""
    for term in assessed.unknown_terms:
        values: dict[str, Value] = {
            "term": " ".join(term.span.of(assessed.reply.text).split()),
            "sureness": term.sureness,
        }
        yield FactItem(values, term.span, confidence=round(term.sureness, 3), source="model")


def _shows_date(assessed: Assessment) -> bool:
    top = " | ".join(
        flat_copy(block.span.of(assessed.reply.text))
        for block in assessed.reply.blocks
        if block.kind is not BlockKind.PARAGRAPH
    )
    return bool(re.search(r"\b\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+(?: \d{4})?\b|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b", top))


def _shows_stage(assessed: Assessment) -> bool:
    """Whether the reply says which stage it ends, outside the paragraph about the next step."""
    rest = flat_copy(
        " ".join(
            assessed.reply.words_of(one)
            for one in assessed.reply.sentences
            if not any(span.covers(one.span) for span in assessed.escalation.spans)
        )
    )
    return bool(_STAGE_NAMES[assessed.case.stage].search(rest))


def _has_one_stage(assessed: Assessment) -> bool:
    """Whether the ombudsman comes straight after the first reply, so that there is no stage to name."""
    end = assessed.procedures.end_of(assessed.nation, assessed.case.procedure, Stage.STAGE_1)
    return end.next == "ombudsman"


def outcomes_wanted(concerns: tuple[Concern, ...]) -> tuple[Concern, ...]:
    """The outcomes that the complainant wants."""
    return tuple(one for one in concerns if one.kind is ConcernKind.DESIRED_OUTCOME)


def points_raised(concerns: tuple[Concern, ...]) -> tuple[Concern, ...]:
    """The concerns and questions, outcomes wanted left out."""
    return tuple(one for one in concerns if one.kind is not ConcernKind.DESIRED_OUTCOME)


def points_to_decide(concerns: tuple[Concern, ...]) -> tuple[Concern, ...]:
    """What calls for a decision: each concern, and a question only where it was given one."""
    return tuple(one for one in points_raised(concerns) if one.kind is ConcernKind.CONCERN or one.decision is not None)


def count(concerns: tuple[Concern, ...], status: Status) -> int:
    """How many concerns have this status."""
    return sum(one.status is status for one in concerns)

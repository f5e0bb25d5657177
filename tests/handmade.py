"""A small case with a review made by hand, and a stand-in for the Reviewer that gives it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from reviewer.case import Case, ConcernKind, Procedure, Span, Stage
from reviewer.errors import ReviewError
from reviewer.review import (
    Action,
    ActionKind,
    Apology,
    ApologyKind,
    Category,
    Concern,
    Criterion,
    CriterionScore,
    Decision,
    Document,
    Escalation,
    EscalationKind,
    Finding,
    Outcome,
    Quotation,
    Readability,
    ReadingBand,
    Review,
    Severity,
    Status,
    Timescale,
    TotalScore,
    Versions,
)
from reviewer.text import Letter

COMPLAINT = (
    "You missed my bin on 3 March 😡 and again on 10 March.\r\nI rang twice and nobody rang back.\r\n\r\n"
    "Why was I told that it had been collected? I want a written apology."
)
REPLY = (
    "Dear Ms Cafe\u0301 🙂,\r\n\r\n"
    "The crew did not have your road on their list, so we missed your bin twice. I am sorry that we did. The RCV "
    "operative has been spoken to.\r\n\r\n"
    "The Waste Operations Manager will add your road to the list by 21 March 2026. Lessons will be learned.\r\n\r\n"
    "I uphold your complaint.\r\n\r\nIf you are unhappy, ask for a stage 2 review [INSERT ADDRESS].\r\n\r\n"
    "Yours sincerely\r\nCustomer Manager"
)


def span_of(text: str, words: str) -> Span:
    """The first place of `words` in `text`."""
    start = text.index(words)
    return Span(start=start, end=start + len(words))


def quotation(text: str, words: str) -> Quotation:
    """`words` with their first place in `text`."""
    span = span_of(text, words)
    return Quotation(start=span.start, end=span.end, text=words)


def concern_answered_by_first(letter: Letter) -> Concern:
    """A concern that the letter's first sentence answers."""
    answer = letter.sentences[0]
    return Concern(
        id="C1",
        kind=ConcernKind.CONCERN,
        text="You missed my bin",
        status=Status.ANSWERED,
        confidence=0.9,
        evidence=(Quotation(start=answer.span.start, end=answer.span.end, text=letter.words_of(answer)),),
    )


def make_concern(
    identifier: str,
    words: str,
    status: Status,
    *evidence: str,
    kind: ConcernKind = ConcernKind.CONCERN,
    unsure: bool = False,
) -> Concern:
    """A concern of COMPLAINT with its evidence in REPLY."""
    return Concern(
        id=identifier,
        kind=kind,
        text=words,
        span=span_of(COMPLAINT, words),
        status=status,
        confidence=0.55 if unsure else 0.97,
        unsure=unsure,
        evidence=tuple(quotation(REPLY, one) for one in evidence),
    )


def make_finding(
    identifier: str,
    rule: str,
    category: Category,
    criterion: Criterion,
    severity: Severity,
    words: str | None,
    **more: object,
) -> Finding:
    """A finding of REPLY; without words it is about the letter as a whole."""
    return Finding(
        id=identifier,
        fingerprint=f"print-{identifier}",
        rule=rule,
        category=category,
        criterion=criterion,
        severity=severity,
        document=Document.RESPONSE,
        span=span_of(REPLY, words) if words else None,
        text=words or "",
        **{"message": f"Message of {identifier}.", "why": f"Reason of {identifier}.", **more},  # type: ignore[arg-type]
    )


def make_review(**changes: object) -> Review:
    """The hand-made review of COMPLAINT and REPLY, with the changes given."""
    marks: Mapping[Criterion, int | None] = {**dict.fromkeys(Criterion, 2), Criterion.DESIRED_OUTCOME: None}
    marks = {**marks, Criterion.CONCERNS_ANSWERED: 1}
    findings = (
        make_finding(
            "F1",
            "jargon/terms",
            Category.JARGON,
            Criterion.PLAIN_ENGLISH,
            Severity.WARNING,
            "RCV",
            suggestions=("bin lorry",),
        ),
        make_finding(
            "F2",
            "learning/hollow",
            Category.LEARNING,
            Criterion.LEARNING,
            Severity.SUGGESTION,
            "Lessons will be learned.",
            source="model",
            confidence=0.81,
        ),
        make_finding(
            "F3",
            "privacy/placeholder",
            Category.PLACEHOLDER,
            Criterion.PRIVACY_AND_ACCURACY,
            Severity.ERROR,
            "[INSERT ADDRESS]",
        ),
        make_finding("F4", "next-steps/time-limit", Category.ESCALATION, Criterion.NEXT_STEPS, Severity.WARNING, None),
    )
    promise = "The Waste Operations Manager will add your road to the list by 21 March 2026."
    hollow = "Lessons will be learned."
    fields: dict[str, object] = {
        "id": "case-1",
        "reference": "CF/1",
        "service_area": "waste",
        "procedure": Procedure.CORPORATE,
        "stage": Stage.STAGE_1,
        "nation": "england",
        "outcome": "revise",
        "score": TotalScore(total=15, maximum=24),
        "criteria": tuple(
            CriterionScore(
                id=one,
                title=one.value.replace("_", " ").capitalize(),
                score=mark,
                basis=f"Basis of {one.value}.",
                queries="When?" if one is Criterion.LEARNING else None,
                findings=tuple(finding.id for finding in findings if finding.criterion is one),
            )
            for one, mark in marks.items()
        ),
        "concerns": (
            make_concern(
                "C1",
                "You missed my bin on 3 March 😡 and again on 10 March.",
                Status.ANSWERED,
                "The crew did not have your road on their list, so we missed your bin twice.",
            ),
            make_concern("C2", "I rang twice and nobody rang back.", Status.NOT_ANSWERED),
            make_concern(
                "C3",
                "Why was I told that it had been collected?",
                Status.PARTLY_ANSWERED,
                "I am sorry that we did.",
                kind=ConcernKind.QUESTION,
                unsure=True,
            ),
        ),
        "actions": (
            Action(
                id="A1",
                kind=ActionKind.REMEDY,
                text=promise,
                span=span_of(REPLY, promise),
                owner=quotation(REPLY, "The Waste Operations Manager"),
                timescale=Timescale(**quotation(REPLY, "by 21 March 2026").model_dump(), due="2026-03-21"),  # type: ignore[arg-type]
                complete=True,
            ),
            Action(id="A2", kind=ActionKind.LEARNING, text=hollow, span=span_of(REPLY, hollow), specific=False),
        ),
        "apology": Apology(kind=ApologyKind.GENUINE, span=span_of(REPLY, "I am sorry that we did.")),
        "decision": Decision(outcome=Outcome.UPHELD, span=span_of(REPLY, "I uphold your complaint.")),
        "escalation": Escalation(
            kind=EscalationKind.NEXT_STAGE,
            spans=(span_of(REPLY, "If you are unhappy, ask for a stage 2 review [INSERT ADDRESS]."),),
            correct=True,
            missing=("time limit",),
        ),
        "findings": findings,
        "dismissed": (),
        "readability": Readability(
            words=60,
            sentences=7,
            mean_sentence_words=8.6,
            longest_sentence_words=15,
            flesch_reading_ease=71.2,
            flesch_kincaid_grade=5.1,
            smog=7.4,
            reading_age=10.1,
            passive_share=0.14,
            band=ReadingBand.GREEN,
            hardest=(span_of(REPLY, "The crew did not have your road on their list, so we missed your bin twice."),),
        ),
        "notes": (),
        "versions": Versions(reviewer="0.1.0", rules={"jargon": "1"}, models={"answers": "1"}),
    }
    return Review.model_validate({**fields, **changes})


class StandIn:
    """Gives the hand-made review for any case, with the case's own id; the reply `fail` cannot be reviewed."""

    def __init__(self, template: Review) -> None:
        self.template = template

    def review(self, case: Case) -> Review:
        if case.response == "fail":
            raise ReviewError("stand-in", "The stand-in was told to fail", "give another reply")
        return self.template.model_copy(update={"id": case.id})

    def review_many(self, cases: Iterable[Case]) -> Iterator[Review | ReviewError]:
        for case in cases:
            try:
                yield self.review(case)
            except ReviewError as error:
                yield error

    def timings(self, case: Case) -> dict[str, float]:
        return {"parse": 0.02, "reader": 0.03, "rules": 0.01}


def annotated(**changes: object) -> dict[str, object]:
    """An annotated case as it is written, about COMPLAINT and REPLY, with the changes given to its annotation."""
    promise = "The Waste Operations Manager will add your road to the list by 21 March 2026."
    annotation: dict[str, object] = {
        "concerns": [
            {
                "quote": "You missed my bin on 3 March 😡 and again on 10 March.",
                "kind": "concern",
                "status": "answered",
                "decision": "upheld",
                "evidence": ["The crew did not have your road on their list, so we missed your bin twice."],
            },
            {"quote": "I rang twice and nobody rang back.", "kind": "concern", "status": "not_answered"},
            {
                "quote": "Why was I told that it had been collected?",
                "kind": "question",
                "status": "answered",
                "evidence": ["I uphold your complaint."],
            },
            {
                "quote": "I want a written apology.",
                "kind": "desired_outcome",
                "status": "answered",
                "evidence": ["I uphold your complaint.", "I am sorry that we did."],
            },
        ],
        "actions": [
            {
                "quote": promise,
                "kind": "learning",
                "owner": "The Waste Operations Manager",
                "timescale": "by 21 March 2026",
                "done": False,
                "specific": True,
            },
            {"quote": "Lessons will be learned.", "kind": "learning", "specific": False},
        ],
        "apology": {"kind": "genuine", "quote": "I am sorry that we did."},
        "decision": {"outcome": "upheld", "quote": "I uphold your complaint."},
        "escalation": {"kind": "next_stage", "quotes": [], "correct": True},
        "jargon": ["RCV", "operative"],
        "jargon_ok": ["stage 2", "crew"],
        "tone": ["Lessons will be learned."],
        "privacy": [{"quote": "[INSERT ADDRESS]", "kind": "placeholder"}],
        "scores": {**dict.fromkeys(map(str, Criterion), 2), "remedy": None},
    }
    return {
        "id": "made-1",
        "title": "A missed bin",
        "complaint": COMPLAINT,
        "response": REPLY,
        "procedure": "corporate",
        "stage": "stage_1",
        "commentary": "The second concern is left.",
        "annotation": {**annotation, **changes},
    }

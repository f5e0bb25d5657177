"""The review, stage by stage."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TypeVar

from reviewer.answer_features import pair_features
from reviewer.answers import Answers, AnswersModel, ShippedModel
from reviewer.apologies import apologises_for, read_apologies
from reviewer.assessment import Assessment, facts_of
from reviewer.case import Case, Nation
from reviewer.concerns import ConcernFinder, FoundConcern, given_concerns
from reviewer.date_slips import find_date_slips
from reviewer.dates import letter_date
from reviewer.encoder import Encoder
from reviewer.errors import ReviewError
from reviewer.findings import make_findings
from reviewer.jargon import JargonFinder
from reviewer.knowledge import load_knowledge
from reviewer.outcome import decide_each, decided_parts, decides_something, read_decision
from reviewer.payments import read_payment, refuses_without_reason
from reviewer.people import others_named
from reviewer.procedures import Procedures
from reviewer.readability import load_pronunciations, measure
from reviewer.reader import ComplaintReader, LetterReader, Reading
from reviewer.resources import data_folder
from reviewer.review import (
    Concern,
    Criterion,
    CriterionScore,
    Document,
    Finding,
    Review,
    Severity,
    TotalScore,
    Versions,
)
from reviewer.rules import Context, RuleBook
from reviewer.scoring import score
from reviewer.text import Letter, LetterParser

Result = TypeVar("Result")


@dataclass
class Stopwatch:
    """Seconds spent in each stage, by name, in the order in which they ran."""

    seconds: dict[str, float] = field(default_factory=dict)

    def time(self, stage: str, work: Callable[[], Result]) -> Result:
        """Do the work and note how long it took."""
        started = time.perf_counter()
        result = work()
        self.seconds[stage] = self.seconds.get(stage, 0.0) + time.perf_counter() - started
        return result


class Reviewer:
    """Reviews cases. Build once: it loads the language pipeline, the models and the rules.

    `rules` is a council's own folder, laid over the shipped rules. Raises ReviewError where a rule file is wrong.
    `answers_model` takes the place of the shipped model that tells which concerns are answered.
    With `remembers`, what the models say of a passage is kept for some minutes, as figures without a word, so that a
    letter changed in one place is read again there alone: for drafts that are reviewed again and again.
    """

    def __init__(
        self, rules: Path | None = None, answers_model: AnswersModel | None = None, *, remembers: bool = False
    ) -> None:
        weights = data_folder("weights")
        self._parser = LetterParser.load()
        self._reader = LetterReader.load(weights, remembers=remembers)
        self._complaint_reader = ComplaintReader.load(weights, self._reader, remembers=remembers)
        self._encoder = Encoder.load(weights, remembers=remembers)
        self._finder = ConcernFinder.load(weights)
        self._jargon = JargonFinder.load(weights)
        self._answers = Answers(answers_model or ShippedModel.load(weights, remembers=remembers))
        self._knowledge = load_knowledge(rules)
        load_pronunciations(weights / "pronunciations")

    @property
    def rules(self) -> RuleBook:
        """The rules that reviews are made by."""
        return self._knowledge.rules

    @property
    def procedures(self) -> Procedures:
        """The complaints procedures that next steps are judged by."""
        return self._knowledge.procedures

    @property
    def titles(self) -> Mapping[Criterion, str]:
        """What the criteria are called."""
        return self._knowledge.scoring.titles

    def with_rules(self, rules: Path) -> Reviewer:
        """The same reviewer with another council's folder laid over the shipped rules; the models are shared."""
        other = copy(self)
        other._knowledge = load_knowledge(rules)
        return other

    def review(self, case: Case) -> Review:
        """Review one case."""
        return self._review(case, Stopwatch())

    def review_many(self, cases: Iterable[Case]) -> Iterator[Review | ReviewError]:
        """Review cases in order; one that cannot be reviewed yields its error, and the next is still reviewed."""
        for case in cases:
            try:
                yield self.review(case)
            except ReviewError as error:
                yield error
            except Exception as error:  # its own words might repeat the letter's
                detail = f"review it by itself, and report what you find: {type(error).__name__}"
                yield ReviewError("unexpected", "Something went wrong with this case", detail, 500)

    def timings(self, case: Case) -> Mapping[str, float]:
        """Seconds that each stage takes for this case."""
        watch = Stopwatch()
        self._review(case, watch)
        return watch.seconds

    def _review(self, case: Case, watch: Stopwatch) -> Review:
        assessed = self._assess(case, watch)
        context = Context(
            letter=assessed.reply,
            complaint_letter=assessed.complaint,
            procedure=case.procedure,
            stage=case.stage,
            nation=assessed.nation,
            dated=assessed.dated,
            received=case.received,
            people=assessed.people,
            facts=facts_of(assessed),
        )
        matches = watch.time("rules", lambda: self.rules.run(context))
        findings, dismissed = make_findings(matches, assessed.reply, assessed.complaint, case.dismissed)
        criteria = watch.time("scoring", lambda: score(assessed, findings, self._knowledge.scoring))
        return Review(
            id=case.id,
            reference=case.reference,
            service_area=case.service_area,
            procedure=case.procedure,
            stage=case.stage,
            nation=assessed.nation.value,
            outcome=_outcome(findings),
            score=_total(criteria),
            criteria=criteria,
            concerns=assessed.concerns,
            actions=assessed.actions,
            apology=assessed.apology,
            decision=assessed.decision,
            escalation=assessed.escalation,
            findings=findings,
            dismissed=dismissed,
            readability=assessed.readability,
            notes=tuple(_notes(case, assessed)),
            versions=self._versions,
        )

    def _assess(self, case: Case, watch: Stopwatch) -> Assessment:
        """Run the stages up to the rules."""
        reply = watch.time("parse", lambda: self._parser.parse(case.response, quoting=case.complaint))
        reading = watch.time("reader", lambda: self._reader.read(reply, Document.RESPONSE))
        nation = case.nation or self._nation(case)
        dated = case.dated or letter_date(reply.text, reply.blocks)
        told = case.complaint
        complaint = watch.time("parse", lambda: self._parser.parse(told)) if told and told.strip() else None
        read = watch.time("reader", lambda: self._read_complaint(case, complaint))
        found = watch.time("concerns", lambda: self._concerns(case, complaint, read))
        escalation = watch.time(
            "signposting", lambda: self._knowledge.signposts.read(reply, reading, nation, case.procedure, case.stage)
        )
        known = self._knowledge
        people = watch.time("people", lambda: self._parser.people(reply))
        decision = read_decision(reply, reading, known.decisions)
        judged = self._judge(found, case.complaint or "", reply, reading, watch)
        concerns = decide_each(judged, decision, reply, known.decisions)
        actions = watch.time("commitments", lambda: known.commitments.read(reply, reading, dated, nation))
        apologies = read_apologies(reply, reading, known.apologies)
        return Assessment(
            case=case,
            nation=nation,
            reply=reply,
            complaint=complaint,
            reading=reading,
            concerns=concerns,
            actions=actions,
            apologies=apologies,
            decision=decision,
            escalation=escalation,
            readability=watch.time("readability", lambda: measure(reply, known.scoring.readability, escalation.spans)),
            slips=watch.time("spelling", lambda: known.spelling.check(reply, case.complaint)),
            people=people,
            others=others_named(reply, people, told, known.people),
            procedures=self.procedures,
            decided_parts=decided_parts(reply, reading, known.decisions),
            decides_plainly=decides_something(reply, reading, known.decisions),
            dated=dated,
            date_slips=find_date_slips(reply, dated),
            unknown_terms=watch.time("jargon", lambda: self._jargon.find(reply, reading, told)),
            delay=known.reply_times.delay(
                reply,
                case.received,
                dated,
                self.procedures.end_of(nation, case.procedure, case.stage),
                nation,
                escalation.spans,
            ),
            payments={one.id: paid for one in actions if (paid := read_payment(one, reply, known.payments))},
            apologised=frozenset(one.id for one in concerns if apologises_for(apologies, one, reply, known.apologies)),
            refused=frozenset(
                one.id for one in concerns if refuses_without_reason(one, reply, reading, known.payments)
            ),
        )

    def _concerns(self, case: Case, complaint: Letter | None, reading: Reading | None) -> tuple[FoundConcern, ...]:
        if case.concerns is not None:
            return given_concerns(case.concerns, case.complaint)
        return self._finder.find(complaint, reading) if complaint and reading else ()

    def _judge(
        self, found: tuple[FoundConcern, ...], complaint: str, reply: Letter, reading: Reading, watch: Stopwatch
    ) -> tuple[Concern, ...]:
        if not found:
            return ()
        features = watch.time("encoder", lambda: pair_features(found, reply, reading, self._encoder))
        return watch.time("answers", lambda: self._answers.judge(features, complaint, reply, reading))

    def _read_complaint(self, case: Case, complaint: Letter | None) -> Reading | None:
        """The reading of the complaint; not needed where there is none, or the concerns are given."""
        if complaint is None or case.concerns is not None:
            return None
        return self._complaint_reader.read(complaint)

    def _nation(self, case: Case) -> Nation:
        return self.procedures.nation_of(case.response, case.complaint or "")

    @property
    def _versions(self) -> Versions:
        models = {
            "language": self._parser.version,
            "reader": self._reader.version,
            "complaint_reader": self._complaint_reader.version,
            "concerns": self._finder.version,
            "answers": self._answers.version,
            "jargon": self._jargon.version,
        }
        return Versions(reviewer=reviewer_version(), rules=dict(self._knowledge.versions), models=models)


def reviewer_version() -> str:
    """The version of the installed reviewer."""
    try:
        return version("complaint-reply-reviewer")
    except PackageNotFoundError:
        return "0 (not installed)"


def _outcome(findings: Iterable[Finding]) -> str:
    return "revise" if any(one.severity is Severity.ERROR for one in findings) else "ready"


def _total(criteria: Iterable[CriterionScore]) -> TotalScore:
    marks = [one.score for one in criteria if one.score is not None]
    return TotalScore(total=sum(marks), maximum=3 * len(marks))


def _notes(case: Case, assessed: Assessment) -> Iterator[str]:
    if case.concerns is None and case.complaint is None:
        yield "There is no complaint, so whether its concerns and the outcome wanted are answered could not be judged."
    elif case.concerns is None and not (case.complaint or "").strip():
        yield "The complaint is empty, so whether its concerns are answered could not be judged."
    if assessed.concerns and any(one.unsure for one in assessed.concerns):
        yield "Some concerns are too close to call: please check them, or ask a colleague to."

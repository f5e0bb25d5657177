"""The nine scores, from counts: each row of the scale, and what is not scored."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from reviewer.apologies import Apologies
from reviewer.assessment import Assessment
from reviewer.case import Case, ConcernKind, Nation, Span
from reviewer.procedures import load_procedures
from reviewer.readability import load_pronunciations, measure
from reviewer.resources import data_folder
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
    Severity,
    Status,
    Timescale,
)
from reviewer.scoring import ScoringRules, load_scoring, score
from reviewer.text import LetterParser
from tests.readings import reading_of

PLACE = Span(start=0, end=4)
WHO, WHEN = Quotation(start=0, end=4, text="Dear"), Timescale(start=0, end=4, text="Dear")


@pytest.fixture(scope="module")
def rules() -> ScoringRules:
    return load_scoring(data_folder("rules"))


@pytest.fixture(scope="module")
def plain(parser: LetterParser, rules: ScoringRules) -> Assessment:
    """A reply in which nothing was found."""
    load_pronunciations(data_folder("weights") / "pronunciations")
    reply, complaint = parser.parse("Dear Ms Shah\n\nWe missed your bin."), parser.parse("My bin was missed.")
    return Assessment(
        case=Case(complaint=complaint.text, response=reply.text),
        nation=Nation.ENGLAND,
        reply=reply,
        complaint=complaint,
        reading=reading_of(reply, {}),
        concerns=(),
        actions=(),
        apologies=Apologies(),
        decision=Decision(),
        escalation=Escalation(),
        readability=measure(reply, rules.readability),
        slips=(),
        people=(),
        others=(),
        procedures=load_procedures(data_folder("rules")),
    )


def concerns(*told: str) -> tuple[Concern, ...]:
    """By the first letter of their status (a, p, n), after "o" or "q" for another kind, before "u" if upheld."""
    return tuple(_concern(number, one) for number, one in enumerate(told, 1))


def _concern(number: int, told: str) -> Concern:
    statuses = {"a": Status.ANSWERED, "p": Status.PARTLY_ANSWERED, "n": Status.NOT_ANSWERED}
    return Concern(
        id=f"C{number}",
        kind={"o": ConcernKind.DESIRED_OUTCOME, "q": ConcernKind.QUESTION}.get(told[0], ConcernKind.CONCERN),
        text="x",
        status=statuses[told.lstrip("oq")[0]],
        confidence=0.9,
        decision=Outcome.UPHELD if told.endswith("u") else None,
    )


def action(
    kind: ActionKind, *, who: bool = False, when: bool = False, done: bool = False, specific: bool = True
) -> Action:
    complete = specific and (done or (who and when))
    return Action(
        id="A1",
        kind=kind,
        text="Dear",
        span=PLACE,
        owner=WHO if who else None,
        timescale=WHEN if when else None,
        done=done,
        specific=specific,
        complete=complete,
    )


def finding(category: Category, criterion: Criterion, place: int, rule: str = "made/up") -> Finding:
    return Finding(
        id=f"F{place}",
        fingerprint="0",
        rule=rule,
        category=category,
        criterion=criterion,
        severity=Severity.WARNING,
        document=Document.RESPONSE,
        span=Span(start=place, end=place + 1),
        text="x",
        message="x",
        why="x",
    )


def mark(
    criterion: Criterion, assessed: Assessment, rules: ScoringRules, findings: Sequence[Finding] = ()
) -> CriterionScore:
    found = {one.id: one for one in score(assessed, findings, rules)}[criterion]
    assert found.basis
    return found


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (("a", "a", "a"), 3),
        (("a", "a", "p"), 2),
        (("a", "a", "a", "a", "a", "n"), 2),
        (("a", "p", "p"), 1),
        (("a", "n"), 1),
        (("a", "n", "n"), 0),
        (("n",), 0),
        (("oa",), None),
        ((), None),
    ],
)
def test_concerns_answered(plain: Assessment, rules: ScoringRules, told: tuple[str, ...], expected: int | None) -> None:
    assert mark(Criterion.CONCERNS_ANSWERED, replace(plain, concerns=concerns(*told)), rules).score == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [(("oa", "oa"), 3), (("oa", "op"), 2), (("oa", "on"), 2), (("op", "on", "on"), 1), (("on",), 0), (("a",), None)],
)
def test_desired_outcome(plain: Assessment, rules: ScoringRules, told: tuple[str, ...], expected: int | None) -> None:
    assert mark(Criterion.DESIRED_OUTCOME, replace(plain, concerns=concerns(*told)), rules).score == expected


@pytest.mark.parametrize(
    ("outcome", "reasons", "told", "expected"),
    [
        (Outcome.UPHELD, 3, ("au", "au"), 3),
        (Outcome.UPHELD, 3, ("a", "a"), 2),
        (Outcome.UPHELD, 0, ("a",), 1),
        (Outcome.NONE, 3, ("a",), 1),
        (Outcome.NONE, 0, ("n",), 0),
        (Outcome.UPHELD, 3, ("au", "qa", "oa"), 3),  # a question needs no decision
        (Outcome.UPHELD, 3, ("qa",), 3),
        (Outcome.NONE, 3, ("qa",), 1),
        (Outcome.UPHELD, 3, ("a", "qau"), 2),
        (Outcome.UPHELD, 3, (), 2),
    ],
)
def test_decision_and_reasons(
    plain: Assessment, rules: ScoringRules, outcome: Outcome, reasons: int, told: tuple[str, ...], expected: int
) -> None:
    decision = Decision(outcome=outcome, span=PLACE, reason_spans=(PLACE,) * reasons)
    assessed = replace(plain, decision=decision, concerns=concerns(*told))
    assert mark(Criterion.DECISION_AND_REASONS, assessed, rules).score == expected


@pytest.mark.parametrize(
    ("told", "decided"),
    [(("au", "nu"), True), (("au", "qa", "oa"), True), (("au", "a"), False), (("qa",), False), ((), False)],
)
def test_whether_each_concern_is_decided(plain: Assessment, told: tuple[str, ...], decided: bool) -> None:
    assert replace(plain, concerns=concerns(*told)).each_decided is decided


@pytest.mark.parametrize(("terms", "expected"), [(0, 3), (1, 2), (4, 2), (5, 1), (9, 1), (10, 0)])
def test_plain_english(plain: Assessment, rules: ScoringRules, terms: int, expected: int) -> None:
    findings = [finding(Category.JARGON, Criterion.PLAIN_ENGLISH, place) for place in range(terms)]
    assert mark(Criterion.PLAIN_ENGLISH, plain, rules, findings).score == expected


@pytest.mark.parametrize(
    ("apology", "defensive", "upheld", "expected"),
    [
        (ApologyKind.GENUINE, 0, True, 3),
        (ApologyKind.NONE, 0, False, 3),
        (ApologyKind.GENUINE, 1, True, 2),
        (ApologyKind.CONDITIONAL, 0, True, 1),
        (ApologyKind.GENUINE, 2, True, 1),
        (ApologyKind.NONE, 0, True, 0),
        (ApologyKind.GENUINE, 3, True, 0),
    ],
)
def test_tone_and_apology(
    plain: Assessment, rules: ScoringRules, apology: ApologyKind, defensive: int, upheld: bool, expected: int
) -> None:
    decision = Decision(outcome=Outcome.UPHELD, span=PLACE) if upheld else Decision()
    assessed = replace(plain, apologies=Apologies(best=Apology(kind=apology)), decision=decision)
    findings = [finding(Category.TONE, Criterion.TONE_AND_APOLOGY, place) for place in range(defensive)]
    assert mark(Criterion.TONE_AND_APOLOGY, assessed, rules, findings).score == expected


@pytest.mark.parametrize(
    ("given", "remedy", "learning"),
    [
        ({"done": True}, 3, 3),
        ({"who": True, "when": True}, 3, 3),
        ({"who": True}, 2, 2),
        ({"when": True}, 2, 2),
        ({}, 2, 1),
        ({"specific": False}, 1, 1),
        (None, 0, 0),
    ],
)
def test_remedy_and_learning(
    plain: Assessment, rules: ScoringRules, given: dict[str, bool] | None, remedy: int, learning: int
) -> None:
    upheld = replace(plain, decision=Decision(outcome=Outcome.UPHELD, span=PLACE))
    for criterion, kind, expected in (
        (Criterion.REMEDY, ActionKind.REMEDY, remedy),
        (Criterion.LEARNING, ActionKind.LEARNING, learning),
    ):
        actions = () if given is None else (action(kind, **given),)
        assert mark(criterion, replace(upheld, actions=actions), rules).score == expected


@pytest.mark.parametrize("criterion", [Criterion.REMEDY, Criterion.LEARNING])
def test_where_no_fault_is_accepted_nothing_need_be_put_right(
    plain: Assessment, rules: ScoringRules, criterion: Criterion
) -> None:
    assert mark(criterion, plain, rules).score is None


@pytest.mark.parametrize(
    ("kind", "correct", "missing", "expected"),
    [
        (EscalationKind.NEXT_STAGE, True, (), 3),
        (EscalationKind.NEXT_STAGE, True, ("time limit",), 2),
        (EscalationKind.OMBUDSMAN, False, (), 0),
        (EscalationKind.NONE, False, ("the next step",), 0),
    ],
)
def test_next_steps(
    plain: Assessment,
    rules: ScoringRules,
    kind: EscalationKind,
    correct: bool,
    missing: tuple[str, ...],
    expected: int,
) -> None:
    told = Escalation(kind=kind, correct=correct, missing=missing)
    assert mark(Criterion.NEXT_STEPS, replace(plain, escalation=told), rules).score == expected


@pytest.mark.parametrize(
    ("slips", "rule", "expected"),
    [
        (0, "made/up", 3),
        (1, "accuracy/wrong_name", 2),
        (2, "accuracy/wrong_name", 1),
        (1, "privacy/third_party", 0),
    ],
)
def test_privacy_and_accuracy(plain: Assessment, rules: ScoringRules, slips: int, rule: str, expected: int) -> None:
    findings = [finding(Category.ACCURACY, Criterion.PRIVACY_AND_ACCURACY, place, rule) for place in range(slips)]
    assert mark(Criterion.PRIVACY_AND_ACCURACY, plain, rules, findings).score == expected


def test_without_a_complaint_what_needs_it_is_not_scored(plain: Assessment, rules: ScoringRules) -> None:
    alone = replace(plain, complaint=None)
    for criterion in (Criterion.CONCERNS_ANSWERED, Criterion.DESIRED_OUTCOME):
        assert mark(criterion, alone, rules).score is None


def test_each_criterion_comes_once_in_order_with_its_findings(plain: Assessment, rules: ScoringRules) -> None:
    findings = [finding(Category.JARGON, Criterion.PLAIN_ENGLISH, 0)]
    scores = score(plain, findings, rules)
    assert [one.id for one in scores] == list(Criterion)
    assert {one.id: one.findings for one in scores}[Criterion.PLAIN_ENGLISH] == ("F0",)

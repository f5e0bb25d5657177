import pytest

from reviewer.formats import wording
from reviewer.review import Escalation, EscalationKind, Outcome, Review, Status
from tests.handmade import make_concern, make_review


def test_outcome_line_counts_what_was_found(review: Review) -> None:
    expected = "Revise (15 of 24): 1 error, 2 warnings, 1 suggestion, 1 concern not answered, 1 concern to check"
    assert wording.outcome_line(review) == expected


def test_outcome_line_of_a_clean_letter() -> None:
    assert (
        wording.outcome_line(make_review(outcome="ready", findings=(), concerns=()))
        == "Ready (15 of 24): nothing found"
    )


def test_unanswered_concerns_come_first(review: Review) -> None:
    assert [one.id for one in wording.by_urgency(review.concerns)] == ["C2", "C3", "C1"]


def test_sure_verdicts_come_before_unsure_ones_of_the_same_kind() -> None:
    words = "I rang twice and nobody rang back."
    told = (
        make_concern("C1", words, Status.ANSWERED),
        make_concern("C2", words, Status.ANSWERED, unsure=True),
        make_concern("C3", words, Status.NOT_ANSWERED, unsure=True),
        make_concern("C4", words, Status.NOT_ANSWERED),
    )
    assert [one.id for one in wording.by_urgency(told)] == ["C4", "C3", "C2", "C1"]


@pytest.mark.parametrize(
    ("status", "unsure", "expected"),
    [
        (Status.NOT_ANSWERED, False, "Not answered (97% confident)"),
        (Status.PARTLY_ANSWERED, False, "Partly answered (97% confident)"),
        (Status.NOT_ANSWERED, True, "Please check: this may not be answered"),
        (Status.PARTLY_ANSWERED, True, "Please check: this may be only partly answered"),
        (Status.ANSWERED, True, "Please check: this seems to be answered"),
    ],
)
def test_verdict_words(status: Status, unsure: bool, expected: str) -> None:
    concern = make_concern("C1", "I rang twice and nobody rang back.", status, unsure=unsure)
    assert wording.verdict_words(concern) == expected


def test_a_decision_on_a_concern_is_told() -> None:
    concern = make_concern("C1", "I rang twice and nobody rang back.", Status.ANSWERED)
    decided = concern.model_copy(update={"decision": Outcome.UPHELD})
    assert wording.verdict_words(decided) == "Answered, upheld (97% confident)"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"complete": True}, "Yes"),
        ({"complete": True, "done": True}, "Yes, done"),
        ({"complete": False}, "No"),
        ({"complete": False, "owner": None}, "No: no owner"),
        ({"complete": False, "owner": None, "timescale": None}, "No: no owner and no date"),
        ({"complete": False, "specific": False}, "No: nothing specific"),
    ],
)
def test_complete_words(review: Review, changes: dict[str, object], expected: str) -> None:
    assert wording.complete_words(review.actions[0].model_copy(update=changes)) == expected


def test_timescale_words(review: Review) -> None:
    assert wording.timescale_words(review.actions[0].timescale) == "by 21 March 2026 (21 March 2026)"
    assert wording.timescale_words(None) == "-"


@pytest.mark.parametrize(
    ("escalation", "expected"),
    [
        (
            Escalation(kind=EscalationKind.OMBUDSMAN, correct=False),
            "The ombudsman (not right for stage 1 of corporate complaints in England)",
        ),
        (
            Escalation(kind=EscalationKind.NEXT_STAGE, correct=True, missing=("time limit", "address")),
            "The next stage (right for stage 1 of corporate complaints in England; missing: time limit, address)",
        ),
    ],
)
def test_next_step_words(escalation: Escalation, expected: str) -> None:
    assert wording.next_step_words(make_review(escalation=escalation)) == expected


def test_source_words_name_the_rule_or_the_model(review: Review) -> None:
    assert wording.source_words(review.findings[0]) == "rule jargon/terms"
    assert wording.source_words(review.findings[1]) == "learning/hollow, judged by a model, 81% confident"

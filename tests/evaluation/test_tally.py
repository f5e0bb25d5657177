"""The counts here are worked out by hand from `annotated()` and `make_review()`: read them beside tests/handmade.py."""

from typing import Any

import pytest

from reviewer.annotated import marked_case
from reviewer.case import ConcernKind, Span
from reviewer.evaluation.tally import Mistake, Tally, tally
from reviewer.review import Category, Review, Severity, Status
from tests.handmade import REPLY, annotated, make_concern, make_finding, make_review, span_of

WANTED = make_concern("C4", "I want a written apology.", Status.NOT_ANSWERED, kind=ConcernKind.DESIRED_OUTCOME)


def given_review(**changes: Any) -> Review:
    return make_review(**{"concerns": (*make_review().concerns, WANTED), **changes})


def counted(free: Review | None = None, **changes: object) -> Tally:
    return tally(marked_case(annotated(**changes)), free or make_review(), given_review())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("concerns", (3, 3, 3, 4)),
        ("concern_kind", (3, 3)),
        ("unanswered", (1, 1, 1, 1)),
        ("given_unanswered", (1, 0, 2, 1)),
        # rows: answered, partly, not; C1 right, C2 right, C3 partly for answered, C4 not for answered
        ("given_status", (1, 1, 1, 0, 0, 0, 0, 0, 1)),
        ("given_decision", (2, 3)),
        ("given_unsure", (1, 4)),
        ("evidence_any", (1, 3)),
        ("evidence_first", (1, 3)),
        ("actions", (2, 2, 2, 2)),
        ("action_kind", (1, 2)),
        ("action_owner", (2, 2)),
        ("action_timescale", (2, 2)),
        ("action_done", (2, 2)),
        ("action_specific", (2, 2)),
        ("action_complete", (2, 2)),
        ("jargon", (1, 1, 1, 2)),
        ("jargon_ok", (0, 2)),
        ("tone", (0, 0, 0, 1)),
        ("privacy", (0, 0, 0, 0)),
        ("placeholder", (1, 1, 1, 1)),
        ("accuracy", (0, 0, 0, 0)),
        ("slips", (1, 1, 1, 1)),
        ("apology", (1, 1)),
        ("decision", (1, 1)),
        ("escalation", (1, 1)),
        ("escalation_correct", (1, 1)),
        # marked 2, given 1 (row 2, column 1 of four by four)
        ("score_concerns_answered", tuple(int(at == 9) for at in range(16))),
        ("score_all", tuple({9: 1, 10: 6}.get(at, 0) for at in range(16))),
        ("applies_remedy", (0, 1)),
        ("applies_all", (7, 9)),
    ],
)
def test_counts(name: str, expected: tuple[int, ...]) -> None:
    assert counted().counts[name] == expected


def test_a_score_that_one_side_leaves_out_is_in_no_matrix() -> None:
    assert "score_remedy" not in counted().counts
    assert "score_desired_outcome" not in counted().counts


def test_mistakes_say_what_was_expected_and_found() -> None:
    mistakes = counted().mistakes
    assert Mistake("made-1", "concerns", "marked", None, "I want a written apology.") in mistakes
    assert Mistake("made-1", "jargon", "marked", None, "operative") in mistakes
    assert Mistake("made-1", "given_status", "answered", "not_answered", "I want a written apology.") in mistakes
    assert Mistake("made-1", "score_remedy", None, "2") in mistakes
    assert Mistake("made-1", "score_concerns_answered", "2", "1") in mistakes
    assert not [one for one in mistakes if one.what in ("apology", "decision", "action_owner")]


@pytest.mark.parametrize(
    ("words", "jargon", "jargon_ok"),
    [
        (["RCV"], (1, 1, 1, 2), (0, 2)),
        (["RCV", "operative"], (2, 2, 2, 2), (0, 2)),
        (["crew"], (0, 1, 0, 2), (1, 2)),
        (["RCV \noperative".replace("\n", "")], (1, 1, 1, 2), (0, 2)),
        ([], (0, 0, 0, 2), (0, 2)),
    ],
)
def test_jargon(words: list[str], jargon: tuple[int, ...], jargon_ok: tuple[int, ...]) -> None:
    findings = [
        make_finding(f"F{number}", "jargon/x", Category.JARGON, "plain_english", Severity.WARNING, one)  # type: ignore[arg-type]
        for number, one in enumerate(words)
    ]
    counts = counted(make_review(findings=tuple(findings))).counts
    assert (counts["jargon"], counts["jargon_ok"]) == (jargon, jargon_ok)


def test_a_term_counts_at_its_first_use_only() -> None:
    first = REPLY.index("your")
    second = REPLY.index("your", first + 1)
    found = make_finding("F1", "jargon/x", Category.JARGON, "plain_english", Severity.WARNING, "your")  # type: ignore[arg-type]
    grouped = found.model_copy(update={"also": (Span(start=second, end=second + 4),)})
    assert counted(make_review(findings=(grouped,))).counts["jargon"] == (0, 1, 0, 2)


def test_two_findings_in_one_marked_sentence_are_both_right() -> None:
    found = [
        make_finding(f"F{number}", "tone/x", Category.TONE, "tone_and_apology", Severity.WARNING, words)  # type: ignore[arg-type]
        for number, words in enumerate(["Lessons", "be learned.", "Dear"])
    ]
    assert counted(make_review(findings=tuple(found))).counts["tone"] == (2, 3, 1, 1)


@pytest.mark.parametrize(
    ("owner", "expected"),
    [("The Waste Operations Manager", 1), ("Operations Manager", 1), ("your road", 0), (None, 0)],
)
def test_owners_agree_where_they_share_words(owner: str | None, expected: int) -> None:
    action = make_review().actions[0]
    told = None if owner is None else {**span_of(REPLY, owner).model_dump(), "text": owner}
    review = make_review(actions=(action.model_copy(update={"owner": None}).model_dump() | {"owner": told},))
    assert counted(review).counts["action_owner"] == (expected, 1)


def test_a_good_letter_should_be_ready() -> None:
    scores = {str(one.id): 3 for one in make_review().criteria}
    assert "ready" not in counted().counts
    revised = counted(scores=scores).counts
    assert (revised["ready"], revised["warnings"]) == ((0, 1), (2, 1))
    assert counted(make_review(outcome="ready", findings=()), scores=scores).counts["ready"] == (1, 1)


def test_given_concerns_must_come_back() -> None:
    with pytest.raises(ValueError, match="made-1"):
        tally(marked_case(annotated()), make_review(), make_review())

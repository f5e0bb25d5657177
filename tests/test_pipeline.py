"""The whole review, with the real models and the shipped rules."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from reviewer import Case, Reviewer, ReviewError
from reviewer.case import ConcernKind, Dismissal, GivenConcern, Span
from reviewer.review import Criterion, Document, Finding, Review, Severity
from reviewer.rules.examples import marked_case
from tests.letters import COMPLAINT, LONG_SENTENCE, POOR_REPLY, REPLY

ROOT = Path(__file__).parents[1]
CASE = Case(
    complaint=COMPLAINT,
    response=REPLY,
    id="case-1",
    reference="CF/1",
    service_area="waste",
    received=date(2026, 3, 10),
    dated=date(2026, 3, 12),
)
POOR = CASE.model_copy(update={"response": POOR_REPLY})
NEEDS_COMPLAINT = (Criterion.CONCERNS_ANSWERED, Criterion.DESIRED_OUTCOME)


@pytest.fixture(scope="module")
def full(reviewer: Reviewer) -> Review:
    """The review of CASE."""
    return reviewer.review(CASE)


def explained(finding: Finding) -> Dismissal:
    return Dismissal(fingerprint=finding.fingerprint, reason="Explained.")


def criterion(review: Review, name: Criterion) -> Any:
    return next(one for one in review.criteria if one.id is name)


# --- what is filled -------------------------------------------------------------------------------------------------


def test_every_field_is_filled_by_some_review(reviewer: Reviewer, full: Review) -> None:
    unexplained = reviewer.review(CASE.model_copy(update={"complaint": None}))
    poor = reviewer.review(POOR)
    set_aside = [
        reviewer.review(case.model_copy(update={"dismissed": tuple(map(explained, review.findings))}))
        for case, review in ((CASE, full), (POOR, poor))
    ]
    reviews = (full, unexplained, poor, *set_aside)
    filled = {place for review in reviews for place in filled_fields(review)}
    assert sorted(set(all_fields(Review)) - filled) == []


def all_fields(model: type[BaseModel]) -> Iterator[str]:
    """Every field of a model and of the models in its fields, as `Model.field`."""
    for name, field in model.model_fields.items():
        yield f"{model.__name__}.{name}"
        for inner in models_in(field.annotation):
            yield from all_fields(inner)


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from models_in(part)


def filled_fields(value: Any) -> Iterator[str]:
    """The fields that hold something: neither None, nor an empty text or list, nor 0."""
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            inner = getattr(value, name)
            if isinstance(inner, bool) or inner:
                yield f"{type(value).__name__}.{name}"
            yield from filled_fields(inner)
    elif isinstance(value, tuple):
        for one in value:
            yield from filled_fields(one)


def test_a_timescale_counts_from_the_date_that_the_letter_bears(reviewer: Reviewer) -> None:
    dated = REPLY.replace("by 21\u00a0March 2026", "within 10 working days")
    for reply, due in ((dated, date(2026, 3, 26)), (dated.removeprefix("12\u00a0March 2026"), None)):
        actions = reviewer.review(Case(complaint=COMPLAINT, response=reply)).actions
        assert [one.timescale.due for one in actions if one.timescale] == [due]


def test_what_a_clear_letter_says_is_found(full: Review) -> None:
    assert (full.id, full.reference, full.service_area) == ("case-1", "CF/1", "waste")
    assert (full.procedure, full.stage, full.nation) == ("corporate", "stage_1", "england")
    assert {one.kind for one in full.concerns} == set(ConcernKind)
    assert full.apology.kind == "genuine"
    assert full.decision.outcome == "upheld"
    assert (full.escalation.kind, full.escalation.correct, full.escalation.missing) == ("next_stage", True, ())
    (promise,) = [one for one in full.actions if one.complete and one.timescale]
    assert promise.owner is not None
    assert promise.timescale is not None
    assert (promise.owner.text, promise.timescale.due) == ("The Waste Operations Manager", date(2026, 3, 21))
    assert {"RCV", "[INSERT ADDRESS]"} <= {one.text for one in full.findings}


def test_the_parts_agree(full: Review) -> None:
    assert [one.id for one in full.criteria] == list(Criterion)
    marks = [one.score for one in full.criteria if one.score is not None]
    assert (full.score.total, full.score.maximum) == (sum(marks), 3 * len(marks))
    assert full.outcome == "revise"
    assert any(one.severity is Severity.ERROR for one in full.findings)
    for number, finding in enumerate(full.findings, 1):
        assert finding.id == f"F{number}"
        assert finding.id in criterion(full, finding.criterion).findings
    assert sum(len(one.findings) for one in full.criteria) == len(full.findings)
    assert [one.id for one in full.concerns] == [f"C{number}" for number in range(1, len(full.concerns) + 1)]
    assert [one.id for one in full.actions] == [f"A{number}" for number in range(1, len(full.actions) + 1)]
    assert all(bool(one.evidence) == (one.status != "not_answered") for one in full.concerns)
    assert len({one.fingerprint for one in full.findings}) == len(full.findings)


@pytest.mark.parametrize("case", [CASE, POOR], ids=["clear", "poor"])
def test_findings_stand_by_place(reviewer: Reviewer, case: Case) -> None:
    places = [
        (one.document is Document.COMPLAINT, one.span is None, one.span.start if one.span else 0)
        for one in reviewer.review(case).findings
    ]
    assert len(set(places)) > 3
    assert places == sorted(places)


# --- places ---------------------------------------------------------------------------------------------------------


def wrapped(text: str) -> str:
    lines = (textwrap.wrap(line, 60, break_on_hyphens=False) or [""] for line in text.split("\r\n"))
    return "\r\n".join(part for line in lines for part in line)


TYPED: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "LF": lambda text: text.replace("\r\n", "\n"),
    "line separators": lambda text: text.replace("\r\n", "\u2028"),
    "lines broken by a mail program": wrapped,
    "spaces before line ends": lambda text: text.replace("\r\n", " \r\n"),
    "plain spaces": lambda text: text.replace("\u00a0", " "),
    "no plain spaces": lambda text: text.replace(" ", "\u00a0"),
    "two spaces": lambda text: text.replace(". ", ".  "),
    "composed letters": lambda text: text.replace("e\u0301", "é"),
    "byte order mark": lambda text: "\ufeff" + text,
    "long emoji": lambda text: text.replace("🙂", "👩🏽‍🤝‍👨🏻🇬🇧").replace("🙄", "👨‍👩‍👧‍👦"),
}


@pytest.mark.parametrize("typed", TYPED.values(), ids=TYPED)
def test_places_are_exact_however_the_letters_are_typed(
    reviewer: Reviewer, full: Review, typed: Callable[[str], str]
) -> None:
    complaint, response = typed(COMPLAINT), typed(REPLY)
    review = reviewer.review(CASE.model_copy(update={"complaint": complaint, "response": response}))
    for words, text in quoted(review, complaint, response):
        assert words == text
    for span in spans_of(review):
        assert span.end <= len(response)
        assert span.of(response) == span.of(response).strip()
    assert told(review) == told(full)


def quoted(review: Review, complaint: str, response: str) -> Iterator[tuple[str, str]]:
    """What the review quotes, with what stands at its place."""
    texts = {Document.COMPLAINT: complaint, Document.RESPONSE: response}
    yield from ((one.text, one.span.of(complaint)) for one in review.concerns if one.span)
    yield from ((one.text, one.span.of(response)) for concern in review.concerns for one in concern.evidence)
    for action in review.actions:
        yield action.text, action.span.of(response)
        yield from ((one.text, one.span.of(response)) for one in (action.owner, action.timescale) if one)
    yield from ((one.text, one.span.of(texts[one.document])) for one in review.findings if one.span)


def spans_of(review: Review) -> Iterator[Span]:
    """The places in the reply that come without their words."""
    yield from (one for one in (review.apology.span, review.decision.span) if one)
    yield from (*review.apology.weak_spans, *review.decision.reason_spans, *review.escalation.spans)
    yield from review.readability.hardest
    yield from (span for one in review.findings for span in one.also)


def told(review: Review) -> dict[str, object]:
    """What a review says of the words, whatever the signs around them."""
    return {
        "findings": [(one.rule, plain(one.text)) for one in review.findings if one.span and one.source == "rule"],
        "concerns": [(one.kind, plain(one.text)) for one in review.concerns],
        "due": [one.timescale.due for one in review.actions if one.timescale],
        "apology": (review.apology.kind, len(review.apology.weak_spans)),
        "decision": review.decision.outcome,
        "escalation": (review.escalation.kind, review.escalation.correct, review.escalation.missing),
        "sentences": review.readability.sentences,
    }


def plain(words: str) -> str:
    return " ".join(re.findall(r"[\w£]+", words))


# --- what the officer gives -----------------------------------------------------------------------------------------


def test_given_concerns_are_used_as_they_are(reviewer: Reviewer) -> None:
    second = COMPLAINT.index("I rang")
    given = (
        GivenConcern(kind=ConcernKind.QUESTION, text="Who is to pay for the lid?"),
        GivenConcern(kind=ConcernKind.CONCERN, text="nobody rang back"),
        GivenConcern(kind=ConcernKind.DESIRED_OUTCOME, span=Span(start=second, end=second + 12)),
    )
    review = reviewer.review(CASE.model_copy(update={"concerns": given}))
    start = COMPLAINT.index("nobody rang back")
    assert [(one.kind, one.text, one.span) for one in review.concerns] == [
        ("question", "Who is to pay for the lid?", None),
        ("concern", "nobody rang back", Span(start=start, end=start + 16)),
        ("desired_outcome", "I rang twice", Span(start=second, end=second + 12)),
    ]


@pytest.mark.parametrize("complaint", [COMPLAINT, None])
def test_no_concerns_are_looked_for_where_an_empty_list_is_given(reviewer: Reviewer, complaint: str | None) -> None:
    review = reviewer.review(CASE.model_copy(update={"complaint": complaint, "concerns": ()}))
    assert review.concerns == ()
    assert criterion(review, Criterion.CONCERNS_ANSWERED).score is None


def test_given_concerns_are_judged_without_a_complaint(reviewer: Reviewer) -> None:
    given = (GivenConcern(kind=ConcernKind.CONCERN, text="My bin was missed twice."),)
    review = reviewer.review(CASE.model_copy(update={"complaint": None, "concerns": given}))
    assert [(one.text, one.span) for one in review.concerns] == [("My bin was missed twice.", None)]
    assert review.concerns[0].status != "not_answered"
    assert criterion(review, Criterion.CONCERNS_ANSWERED).score is not None
    assert not any("no complaint" in note for note in review.notes)


def test_an_agreed_concern_that_is_not_answered_is_told_without_a_complaint(reviewer: Reviewer) -> None:
    rule = reviewer.rules.by_id["concern/not_answered"]
    shown = marked_case(rule, rule.examples.flag[0])
    place = shown.marks[0].of(shown.case.complaint or "")
    given = (GivenConcern(kind=ConcernKind.CONCERN, text=place),)
    review = reviewer.review(shown.case.model_copy(update={"complaint": None, "concerns": given}))
    assert [one.rule for one in review.findings if one.document == "complaint"] == ["concern/not_answered"]


def test_a_dismissed_finding_is_shown_and_not_counted(reviewer: Reviewer, full: Review) -> None:
    (blank,) = [one for one in full.findings if one.text == "[INSERT ADDRESS]"]
    dismissal = Dismissal(fingerprint=blank.fingerprint, reason="The printers fill it in.")
    review = reviewer.review(CASE.model_copy(update={"dismissed": (dismissal,)}))
    (aside,) = review.dismissed
    assert (aside.rule, aside.span, aside.reason) == (blank.rule, blank.span, "The printers fill it in.")
    assert len(review.findings) == len(full.findings) - 1
    assert blank.fingerprint not in {one.fingerprint for one in review.findings}
    before, after = (criterion(one, Criterion.PRIVACY_AND_ACCURACY) for one in (full, review))
    assert (after.score, len(after.findings)) == (before.score + 1, len(before.findings) - 1)
    assert review.outcome == "ready"


def test_an_unknown_fingerprint_sets_nothing_aside(reviewer: Reviewer, full: Review) -> None:
    dismissal = Dismissal(fingerprint="not-there", reason="Of an older draft.")
    assert reviewer.review(CASE.model_copy(update={"dismissed": (dismissal,)})) == full


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("I uphold your complaint", "Thank you for writing to us 🙂.\r\n\r\nI uphold your complaint"),
        ("on both days", "on both of these days"),
        ("Yours sincerely", "I hope that this puts your mind at rest.\r\n\r\nYours sincerely"),
        ("\r\n", "\n"),
    ],
)
def test_a_finding_stays_dismissed_when_something_else_is_edited(
    reviewer: Reviewer, full: Review, old: str, new: str
) -> None:
    assert old in REPLY
    marked = [one for one in full.findings if one.span and one.source == "rule"]
    dismissed = tuple(Dismissal(fingerprint=one.fingerprint, reason="Agreed.") for one in marked)
    edited = CASE.model_copy(update={"response": REPLY.replace(old, new), "dismissed": dismissed})
    review = reviewer.review(edited)
    assert [(one.rule, one.text) for one in review.dismissed] == [(one.rule, one.text) for one in marked]
    assert not {one.rule for one in review.findings if one.span and one.source == "rule"} & {one.rule for one in marked}


def test_a_finding_comes_back_when_its_own_words_are_edited(reviewer: Reviewer, full: Review) -> None:
    dismissed = tuple(Dismissal(fingerprint=one.fingerprint, reason="Agreed.") for one in full.findings)
    edited = REPLY.replace("[INSERT ADDRESS]", "[INSERT NAME]")
    review = reviewer.review(CASE.model_copy(update={"response": edited, "dismissed": dismissed}))
    assert "[INSERT NAME]" in {one.text for one in review.findings}


@pytest.mark.parametrize("complaint", [None, "", " \r\n"])
def test_without_a_complaint_what_needs_it_is_not_scored(reviewer: Reviewer, complaint: str | None) -> None:
    review = reviewer.review(CASE.model_copy(update={"complaint": complaint}))
    assert review.concerns == ()
    assert [criterion(review, one).score for one in NEEDS_COMPLAINT] == [None, None]
    assert "complaint" in review.notes[0]
    assert criterion(review, Criterion.NEXT_STEPS).score is not None


# --- long, short, wrong ---------------------------------------------------------------------------------------------


def test_a_reply_of_two_thousand_words(reviewer: Reviewer) -> None:
    numbered = "\r\n\r\n".join(f"{number}. {LONG_SENTENCE}" for number in range(1, 33))
    response = REPLY.replace("• The Waste", f"{numbered}\r\n\r\n• The Waste")
    assert len(response.split()) > 2_000
    review = reviewer.review(CASE.model_copy(update={"response": response}))
    for words, text in quoted(review, COMPLAINT, response):
        assert words == text
    assert review.readability.words > 1_900
    assert review.decision.outcome == "upheld"
    assert review.escalation.correct
    assert date(2026, 3, 21) in [one.timescale.due for one in review.actions if one.timescale]


@pytest.mark.parametrize("response", ["Noted.", "no", "🙂", "1.", "\u0301", "?!", "a\r\n\r\nb", "[INSERT NAME]"])
def test_hardly_a_reply(reviewer: Reviewer, response: str) -> None:
    texts = {Document.COMPLAINT: "Disgraceful.", Document.RESPONSE: response}
    review = reviewer.review(Case(complaint="Disgraceful.", response=response))
    assert [one.id for one in review.criteria] == list(Criterion)
    assert all(one.basis for one in review.criteria)
    assert all(one.span.of(texts[one.document]) == one.text for one in review.findings if one.span)
    assert review.outcome == "revise"


class FailsOnSome(Reviewer):
    """A Reviewer, made of a loaded one, that cannot review the replies `bad` and `broken`."""

    def __init__(self, loaded: Reviewer) -> None:
        vars(self).update(vars(loaded))

    def review(self, case: Case) -> Review:
        if case.response == "bad":
            raise ReviewError("bad", "It is bad", "give a good one")
        if case.response == "broken":
            raise KeyError("the words of the letter")
        return super().review(case)


def test_the_next_case_is_reviewed_after_one_that_cannot_be(reviewer: Reviewer, full: Review) -> None:
    bad, broken, good = FailsOnSome(reviewer).review_many([Case(response="bad"), Case(response="broken"), CASE])
    assert isinstance(bad, ReviewError)
    assert isinstance(broken, ReviewError)
    assert "letter" not in broken.detail
    assert good == full


# --- the same again -------------------------------------------------------------------------------------------------


def test_all_that_a_review_rests_on_has_a_version(full: Review) -> None:
    assert {"reader", "concerns", "answers", "jargon", "language"} <= set(full.versions.models)
    assert {"tone", "jargon", "procedures", "wording", "scoring"} <= set(full.versions.rules)


def test_a_second_run_gives_the_same_bytes(reviewer: Reviewer, full: Review) -> None:
    assert reviewer.review(CASE).model_dump_json() == full.model_dump_json()


def test_a_review_does_not_depend_on_the_one_before(reviewer: Reviewer, full: Review) -> None:
    reviewer.review(Case(response=LONG_SENTENCE, complaint="The HMO next door is full of rats."))
    assert reviewer.review(CASE) == full


def test_a_reviewer_that_remembers_gives_the_same_for_a_letter_changed_and_changed_back(full: Review) -> None:
    remembering = Reviewer(remembers=True)
    assert remembering.review(CASE) == full
    changed = CASE.model_copy(update={"response": f"{REPLY}\n\nI have asked the crew to look out for your bin."})
    assert remembering.review(changed) == Reviewer().review(changed)
    assert remembering.review(CASE) == full


def test_a_fresh_process_gives_the_same_bytes_under_any_hash_seed(full: Review) -> None:
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "reviewer.cli", "check", "--jsonl"],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for seed in ("0", "1")
    ]
    for run in runs:
        assert run.stdin is not None
        run.stdin.write(CASE.model_dump_json().encode())
        run.stdin.close()
    for run in runs:
        assert run.stdout is not None
        with run.stdout as stream:
            assert stream.read().decode() == full.model_dump_json() + "\n"
        assert run.wait() == 0


def test_the_time_of_each_stage_is_told(reviewer: Reviewer) -> None:
    seconds = reviewer.timings(CASE)
    assert {"parse", "reader", "rules", "scoring"} <= set(seconds)
    assert min(seconds.values()) >= 0


def test_a_councils_rules_leave_the_shipped_reviewer_as_it_was(
    reviewer: Reviewer, full: Review, tmp_path: Path
) -> None:
    (tmp_path / "council.yml").write_text("off: [placeholder/template_field]\n", encoding="utf-8")
    review = reviewer.with_rules(tmp_path).review(CASE)
    assert "[INSERT ADDRESS]" not in {one.text for one in review.findings}
    assert reviewer.review(CASE) == full

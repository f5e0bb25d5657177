"""The shipped samples reviewed end to end, against what their annotation says of the letter as a whole."""

import pytest

from reviewer import Reviewer
from reviewer.annotated import MarkedCase
from reviewer.review import Criterion, Review
from reviewer.samples import load_samples

SAMPLES = load_samples()
# Where the first version reads a letter otherwise than its annotation: known failures, kept in sight.
KNOWN = {
    ("parking-permit", "decision"),
}


@pytest.fixture(scope="module")
def reviews(reviewer: Reviewer) -> dict[str, Review]:
    return {sample.name: reviewer.review(sample.case) for sample in SAMPLES}


def test_there_are_twelve_across_procedures_and_stages() -> None:
    assert len(SAMPLES) == 12
    assert len({sample.case.procedure for sample in SAMPLES}) == 4
    assert len({sample.case.stage for sample in SAMPLES}) == 2


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_a_sample_is_read_as_it_is_annotated(sample: MarkedCase, reviews: dict[str, Review]) -> None:
    review = reviews[sample.name]
    read = {
        "apology": review.apology.kind == sample.apology,
        "decision": review.decision.outcome == sample.decision,
        "escalation": review.escalation.kind == sample.escalation,
        "correct": review.escalation.correct == sample.escalation_correct,
    }
    assert {what for what, right in read.items() if not right} == {what for name, what in KNOWN if name == sample.name}


@pytest.mark.parametrize("name", ["missed-bins-good", "home-care-missed-visits"])
def test_a_good_letter_is_ready_and_scores_high(name: str, reviews: dict[str, Review]) -> None:
    review = reviews[name]
    assert review.outcome == "ready"
    assert review.score.total >= 0.75 * review.score.maximum


@pytest.mark.parametrize("name", ["parking-permit", "school-transport", "repairs-final-reply", "care-home-top-up"])
def test_a_poor_letter_is_sent_back(name: str, reviews: dict[str, Review]) -> None:
    assert reviews[name].outcome == "revise"


def test_the_template_left_unfilled_is_caught(reviews: dict[str, Review]) -> None:
    rules = {one.rule for one in reviews["parking-permit"].findings}
    assert {"placeholder/template_field", "accuracy/wrong_name"} <= rules


def test_the_wrong_ombudsman_scores_nought(reviews: dict[str, Review]) -> None:
    marks = {one.id: one.score for one in reviews["repairs-final-reply"].criteria}
    assert marks[Criterion.NEXT_STEPS] == 0

import json

import pytest

from reviewer.annotated import MarkedCase, marked_case
from reviewer.errors import ReviewError
from reviewer.evaluation import Evaluation, Figure, evaluate
from tests.evaluation.test_tally import given_review
from tests.handmade import StandIn, annotated


@pytest.fixture
def cases() -> list[MarkedCase]:
    return [marked_case({**annotated(), "id": f"made-{number}"}) for number in range(3)]


@pytest.fixture
def evaluation(cases: list[MarkedCase]) -> Evaluation:
    return evaluate(cases, StandIn(given_review())).evaluation


def figure(evaluation: Evaluation, group: str, name: str) -> Figure:
    (found,) = [one for one in evaluation.figures if (one.group, one.name) == (group, name)]
    return found


@pytest.mark.parametrize(
    ("group", "name", "value", "of"),
    [
        ("Concerns", "precision", 1.0, 12),
        ("Concerns", "recall", 1.0, 12),
        ("Unanswered concerns, end to end", "precision", 0.5, 6),
        ("Unanswered concerns, end to end", "recall", 1.0, 3),
        ("Unanswered concerns, end to end", "F1", 0.6667, 3),
        ("Answers, concerns given", "unanswered or not, balanced accuracy", 0.8333, 12),
        # F1: answered 2*1/(3+1), partly 0, not 2*1/(1+2)
        ("Answers, concerns given", "status, macro F1", 0.3889, 12),
        ("Answers, concerns given", "status, exact", 0.5, 12),
        ("Answers, concerns given", "first evidence is marked evidence", 0.3333, 9),
        ("Actions", "kind right", 0.5, 6),
        ("Jargon", "recall", 0.5, 6),
        ("Jargon", "terms that are fine, flagged", 0.0, 6),
        ("Tone", "precision", None, 0),
        ("Tone", "recall", 0.0, 3),
        ("Scores, exact", "all", 0.8571, 21),
        ("Scores, exact", "remedy", None, 0),
        ("Scores, applies or not", "all", 0.7778, 27),
        ("Scores, quadratic weighted kappa", "all", 0.0, 21),
        ("The letter as a whole", "good letters that come out ready", None, 0),
    ],
)
def test_figures(evaluation: Evaluation, group: str, name: str, value: float | None, of: int) -> None:
    found = figure(evaluation, group, name)
    assert (found.value, found.of) == (value, of)


def test_cases_that_agree_leave_no_doubt(evaluation: Evaluation) -> None:
    found = figure(evaluation, "Actions", "kind right")
    assert (found.low, found.high) == (0.5, 0.5)


def test_the_same_cases_give_the_same_figures(cases: list[MarkedCase], evaluation: Evaluation) -> None:
    assert evaluate(cases, StandIn(given_review())).evaluation == evaluation


def test_the_table_says_how_it_matches_and_shows_every_figure(evaluation: Evaluation) -> None:
    lines = evaluation.as_table().splitlines()
    assert lines[0].startswith("3 cases. Concerns match where they share at least half")
    assert max(map(len, lines)) <= 80
    row = next(line for line in lines if "unanswered or not, balanced accuracy" in line)
    assert row.split()[-5:] == ["0.833", "0.833", "to", "0.833", "12"]
    assert len([line for line in lines if line.startswith("   ")]) >= len(evaluation.figures)


def test_mistakes_are_one_a_line(cases: list[MarkedCase]) -> None:
    lines = evaluate(cases, StandIn(given_review())).mistakes_as_jsonl().splitlines()
    told = [json.loads(line) for line in lines]
    assert {one["case"] for one in told} == {"made-0", "made-1", "made-2"}
    assert set(told[0]) == {"case", "what", "expected", "found", "text"}


def test_a_case_that_cannot_be_reviewed_is_named() -> None:
    written = annotated(concerns=[], actions=[], jargon=[], tone=[], privacy=[])
    with pytest.raises(ReviewError, match="Case made-1 could not be reviewed"):
        evaluate([marked_case({**written, "response": "fail"})], StandIn(given_review()))

"""The clauses that each hold one action: where they are, whose they are, whether they are finished."""

from __future__ import annotations

import pytest

from reviewer.action_clauses import Clause, action_words, clauses
from reviewer.case import Span
from reviewer.reader import Reading
from reviewer.review import ActionKind
from reviewer.text import Letter, LetterParser
from tests.readings import reading_of

TWO = "The crew emptied your bin on 3 March, and the Depot Supervisor will ring you on 10 March."


def whole(parser: LetterParser, words: str) -> Clause:
    sentence = parser.parse(words).sentences[0]
    return Clause(ActionKind.REMEDY, sentence.span, sentence)


@pytest.mark.parametrize(
    ("words", "finished"),
    [
        ("I have today refunded £45.", True),
        ("The payment was made on 3 March.", True),
        ("The notice has been withdrawn.", True),
        ("I will refund £45.", False),
        ("The crew will return on Friday.", False),
        ("I have asked the team to check your account.", False),
        ("I have arranged for the payments to begin again from Monday.", False),
        ("The school has agreed to start him on Monday.", False),
        ("The list is being rewritten now.", False),
        ("The list is checked every Monday.", None),
        ("I have asked that the Rents Team check your account by 3 April.", False),
        ("I have asked the Rents Team for a report by 3 April.", False),
        ("I have tasked the Contracts Team with checking the charts.", False),
        ("The provider has undertaken that each family will be given a pair of sitters.", False),
        ("I have referred your papers to the Medical Adviser.", False),
        ("I have passed this to the Rents Team, who will write to you by 3 April.", False),
        ("I have approved £189, which the Payments Team will send by 30 May.", False),
        ("I have instructed a surveyor, who attended on 8 April.", True),
        ("The Complaints Manager has been checking each name since 1 April.", True),
        ("Since 19 January no call can be closed until the box is filled in.", True),
        ("I have taken £46 off your account, and you will not receive a bill in April.", True),
        ("Cut out the roots at the gully", None),
        ("Set up a weekly call until April", None),
        ("The surveyor visited, ordered the fan and will fit it.", False),
    ],
)
def test_whether_it_is_finished(parser: LetterParser, words: str, finished: bool | None) -> None:
    assert whole(parser, words).is_finished is finished


@pytest.mark.parametrize(
    ("words", "doer"),
    [
        ("The crew will return on Friday.", "The crew"),
        ("I have asked the Rents Team to check your account.", "the Rents Team"),
        ("The Rents Team has been asked to check your account.", "The Rents Team"),
        ("The list will be checked by the Depot Supervisor.", "the Depot Supervisor"),
        ("Your account will be checked.", None),
        ("I have arranged for a structural engineer to survey the wall.", "a structural engineer"),
        ("I have referred the papers to the Medical Adviser.", "the Medical Adviser"),
        ("I have passed this to the Rents Team, who will write to you by 3 April.", "the Rents Team"),
        ("I have approved £189, which the Payments Team will send by 30 May.", "the Payments Team"),
        ("I would like to recognise this, and the Finance Assistant will send £100.", "the Finance Assistant"),
    ],
)
def test_who_is_thought_of_first(parser: LetterParser, words: str, doer: str | None) -> None:
    clause = whole(parser, words)
    first = next((span.of(words) for span, _ in clause.doers()), None)
    assert first == doer


@pytest.mark.parametrize(
    ("words", "clause", "doer"),
    [
        ("The crew cleared it and will wash it on 3 May.", "will wash it on 3 May", "The crew"),
        ("I spoke to the Manager, who will ring you on 3 May.", "who will ring you on 3 May", "the Manager"),
    ],
)
def test_whose_a_clause_without_a_subject_is(parser: LetterParser, words: str, clause: str, doer: str) -> None:
    sentence = parser.parse(words).sentences[0]
    start = words.index(clause)
    found = Clause(ActionKind.REMEDY, Span(start=start, end=start + len(clause)), sentence)
    assert doer in [span.of(words) for span, _ in found.doers()]


def found_in(letter: Letter, reading: Reading) -> tuple[Clause, ...]:
    return clauses(letter, letter.sentences[0], reading, action_words(reading))


def test_a_sentence_with_two_actions_comes_apart(parser: LetterParser) -> None:
    letter = parser.parse(TWO)
    first, second = "The crew emptied your bin on 3 March,", "the Depot Supervisor will ring you on 10 March."
    words = {"remedy_clause": [first], "follow_up_clause": [second]}
    found = found_in(letter, reading_of(letter, {"The crew": ["remedy"]}, words))
    assert [(one.kind, one.text(letter)) for one in found] == [
        (ActionKind.REMEDY, first.rstrip(",")),
        (ActionKind.FOLLOW_UP, second),
    ]


def test_one_clause_alone_stands_for_its_sentence(parser: LetterParser) -> None:
    letter = parser.parse(TWO)
    words = {"remedy_clause": ["The crew emptied your bin on 3 March,"]}
    (found,) = found_in(letter, reading_of(letter, {"The crew": ["remedy"]}, words))
    assert found.text(letter) == TWO


def test_a_sentence_that_does_not_commit_has_none(parser: LetterParser) -> None:
    letter = parser.parse(TWO)
    words = {"remedy_clause": ["The crew emptied your bin on 3 March,"]}
    assert found_in(letter, reading_of(letter, {"The crew": ["finding"]}, words)) == ()

"""Dates that the calendar shows to be wrong: past days for what is to come, and weekdays that are not that day's."""

from datetime import date

import pytest

from reviewer.date_slips import find_date_slips
from reviewer.text import LetterParser

DATED = date(2026, 3, 12)  # a Thursday


def slips(parser: LetterParser, words: str, dated: date | None = DATED) -> list[tuple[str, str, str]]:
    letter = parser.parse(f"Dear Ms Shah\n\n{words}\n\nYours sincerely\nManager")
    return [(one.kind, one.span.of(letter.text), one.expected) for one in find_date_slips(letter, dated)]


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("The Parks Team will mend the gate by 3 March 2026.", "3 March 2026"),
        ("The Parks Team will mend the gate by 3 March.", "3 March"),
        ("A plumber will call on Monday 2 March.", "2 March"),
        ("I will ring you before 01/03/2026.", "01/03/2026"),
        ("Please reply by 3 March 2026.", "3 March 2026"),
        ("You can ask for a review until 2 March 2026.", "2 March 2026"),
        ("The visit is booked for 3 March.", "3 March"),
        ("The engineer is coming on 3\u00a0March.", "3\u00a0March"),
    ],
)
def test_a_past_day_for_something_to_come(parser: LetterParser, words: str, place: str) -> None:
    assert slips(parser, words) == [("past", place, "12 March 2026")]


def test_a_past_day_may_bear_the_wrong_weekday_too(parser: LetterParser) -> None:
    words = "The Parks Team will mend the gate by Monday 3 March 2026."
    assert [kind for kind, _, _ in slips(parser, words)] == ["weekday", "past"]


@pytest.mark.parametrize(
    "words",
    [
        "The Parks Team will mend the gate by 21 March.",
        "The Parks Team will mend the gate by 12 March 2026.",  # today
        "The Parks Team will mend the gate by 3 January.",  # next year's
        "The gate was mended on 3 March.",
        "I will refund the payment that you made on 3 March.",
        "I have asked the team to look at what happened on 3 March.",
        "I will send you a copy of the letter of 3 March.",
        "We should have mended it by 3 March.",
        "From 2 March the Duty Manager will check the list every morning.",
        "The officer is reading the log for 2 and 3 March.",
        "You wrote “the crew will be here by 3 March at the very latest”.",
    ],
)
def test_a_day_that_may_be_right(parser: LetterParser, words: str) -> None:
    assert slips(parser, words) == []


@pytest.mark.parametrize(
    ("words", "place", "weekday"),
    [
        ("The gate was mended on Monday 3 March 2026.", "Monday 3 March 2026", "Tuesday"),
        ("A plumber will call on Thursday, 20 March.", "Thursday, 20 March", "Friday"),
        ("You rang on Monday the 18th of November.", "Monday the 18th of November", "Tuesday"),  # in 2025
    ],
)
def test_a_weekday_that_is_not_that_days(parser: LetterParser, words: str, place: str, weekday: str) -> None:
    assert slips(parser, words) == [("weekday", place, weekday)]


@pytest.mark.parametrize(
    "words",
    [
        "The gate was mended on Tuesday 3 March 2026.",
        "A plumber will call on Friday 20 March.",
        "You rang on Tuesday 18 November.",
        "The crew calls on Monday. On 3 March it did not.",
        "The gate was mended on Monday 31 February 2026.",
    ],
)
def test_a_weekday_that_may_be_right(parser: LetterParser, words: str) -> None:
    assert slips(parser, words) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("The gate was mended on Monday 3 March 2026.", 1),
        ("The gate was mended on Monday 3 March.", 0),
        ("The Parks Team will mend the gate by 3 March 2020.", 0),
    ],
)
def test_without_the_letters_date_only_a_day_with_its_year_tells(parser: LetterParser, words: str, found: int) -> None:
    assert len(slips(parser, words, None)) == found

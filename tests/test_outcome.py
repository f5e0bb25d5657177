"""What a reply decides."""

import pytest

from reviewer.outcome import decides_something, read_decision
from reviewer.resources import data_folder
from reviewer.text import LetterParser
from reviewer.wording import Wording, load_wording
from tests.readings import reading_of


@pytest.fixture(scope="module")
def decisions() -> Wording:
    return load_wording(data_folder("rules"), "decisions")


@pytest.mark.parametrize(
    ("letter", "said", "outcome", "sentence"),
    [
        ("I uphold your complaint.", {"I uphold": ("decision",)}, "upheld", "I uphold your complaint."),
        ("I partly uphold your complaint.", {"I partly": ("decision",)}, "partly_upheld", None),
        ("I uphold that part of your complaint.", {"I uphold": ("decision",)}, "none", None),
        ("I do not uphold this point.", {"I do not": ("decision",)}, "none", None),
        (
            "You were right to complain. We got this wrong.",
            {"We got": ("outcome_upheld",)},
            "upheld",
            "We got this wrong.",
        ),
        ("The bin is emptied on Mondays.", {}, "none", None),
        ('You wrote "I want you to uphold my complaint at once".', {}, "none", None),
    ],
)
def test_the_overall_decision(
    parser: LetterParser,
    decisions: Wording,
    letter: str,
    said: dict[str, tuple[str, ...]],
    outcome: str,
    sentence: str | None,
) -> None:
    parsed = parser.parse(letter)
    found = read_decision(parsed, reading_of(parsed, said), decisions)
    assert found.outcome == outcome
    assert sentence is None or (found.span is not None and found.span.of(letter) == sentence)


@pytest.mark.parametrize(
    ("letter", "said", "decides"),
    [
        ("You are quite right.", {}, True),
        ("We should not have sent the letter.", {}, True),
        ("We got this wrong.", {}, True),
        ("The charge of £40 was correct.", {}, True),
        ("I do not think that we were at fault.", {}, True),
        ("I cannot agree that the crew was rude.", {}, True),
        ("On that footing the tree stays.", {"On that": ("decision",)}, True),
        ("You say that we should have rung.", {"You say": ("restatement",)}, False),
        ("You wrote “the letter should never have been sent at all”.", {}, False),
        ("You should have rung us.", {}, False),
        ("I am sorry if you feel let down.", {}, False),
        ("We aim to empty every bin on the day.", {}, False),
        ("Your comments have been noted.", {}, False),
    ],
)
def test_whether_anything_is_decided_in_plain_words(
    parser: LetterParser, decisions: Wording, letter: str, said: dict[str, tuple[str, ...]], decides: bool
) -> None:
    parsed = parser.parse(letter)
    assert decides_something(parsed, reading_of(parsed, said), decisions) is decides

"""How a reply says sorry: the best apology, the effect, and which concerns an apology is for."""

import pytest

from reviewer.apologies import apologises_for, read_apologies
from reviewer.resources import data_folder
from reviewer.text import LetterParser
from reviewer.wording import Wording, load_wording
from tests.handmade import concern_answered_by_first
from tests.readings import reading_of


@pytest.fixture(scope="module")
def apologies() -> Wording:
    return load_wording(data_folder("rules"), "apologies")


@pytest.mark.parametrize(
    ("letter", "said", "kind"),
    [
        ("I am sorry that we missed your bin.", {"I am sorry": ("apology",)}, "genuine"),
        ("I am sorry if you were upset.", {"I am sorry": ("weak_apology",)}, "conditional"),
        ("We apologise for any inconvenience caused.", {}, "conditional"),
        # the wording tells, however sure the reader is
        ("I am sorry if you feel let down.", {"I am sorry": ("apology",)}, "conditional"),
        ("I am sorry that you feel let down by the delay.", {"I am sorry": ("apology",)}, "conditional"),
        ("I am sorry for any upset that the delay caused.", {"I am sorry": ("apology",)}, "conditional"),
        ("I am sorry that we missed your bin, and for any upset.", {"I am sorry": ("apology",)}, "genuine"),
        ("I am sorry for the delay and any inconvenience.", {"I am sorry": ("apology",)}, "genuine"),
        ("Your bin was missed.", {}, "none"),
        ("I was sorry to hear of your fall.", {}, "none"),
        ("I am sorry that we were late. I am sorry if it upset you.", {"I am sorry that": ("apology",)}, "genuine"),
    ],
)
def test_the_apology(
    parser: LetterParser, apologies: Wording, letter: str, said: dict[str, tuple[str, ...]], kind: str
) -> None:
    parsed = parser.parse(letter)
    assert read_apologies(parsed, reading_of(parsed, said), apologies).best.kind == kind


def test_weak_apologies_are_listed_beside_a_real_one(parser: LetterParser, apologies: Wording) -> None:
    parsed = parser.parse("I am sorry that we were late. I am sorry if it upset you.")
    found = read_apologies(parsed, reading_of(parsed, {"I am sorry that": ("apology",)}), apologies)
    assert [span.of(parsed.text) for span in found.best.weak_spans] == ["I am sorry if it upset you."]


EFFECTS = [
    ("I am sorry that we missed your bin.", False),
    ("I am sorry that we missed your bin twice. You had to drive to the tip.", True),
    ("I am sorry for the distress that our letter caused your mother.", True),
    ("I am sorry. That left you without hot water.", True),
    ("I am sorry that nobody rang, which meant that you waited in.", True),
    ("I am sorry that the form was lost. We have found it.", False),
    ("You say that you were very upset. I am sorry that we lost the form.", False),
]


@pytest.mark.parametrize(("letter", "named"), EFFECTS)
def test_the_effect_on_the_person(parser: LetterParser, apologies: Wording, letter: str, named: bool) -> None:
    parsed = parser.parse(letter)
    reading = reading_of(parsed, {"I am sorry": ("apology",), "You say": ("restatement",)})
    assert read_apologies(parsed, reading, apologies).names_effect is named


@pytest.mark.parametrize(
    ("letter", "is_for_it"),
    [
        ("The bin was missed on 3 March.\n\nI am sorry that the lorry was noisy.", False),
        ("The bin was missed on 3 March. I am sorry.\n\nThe lorry was noisy.", True),  # beside the answer
        ("The bin was missed on 3 March.\n\nI am sorry that we left your bin.", True),  # names the matter
        ("The bin was missed on 3 March.\n\nI am sorry for all of this.", True),
        ("The bin was missed on 3 March.\n\nI am sorry for these mistakes.", True),
        ("The bin was missed on 3 March.\n\nThe lorry was noisy.", False),
    ],
)
def test_what_an_apology_is_for(parser: LetterParser, apologies: Wording, letter: str, is_for_it: bool) -> None:
    parsed = parser.parse(letter)
    concern = concern_answered_by_first(parsed)
    found = read_apologies(parsed, reading_of(parsed, {"I am sorry": ("apology",)}), apologies)
    assert apologises_for(found, concern, parsed, apologies) is is_for_it

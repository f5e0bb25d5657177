"""Actions: who owns them, by when, and whether they are done."""

from datetime import date

import pytest

from reviewer.case import Nation
from reviewer.commitments import Commitments
from reviewer.mood import Moods
from reviewer.resources import data_folder
from reviewer.review import Action
from reviewer.text import LetterParser
from reviewer.timescales import Timescales
from reviewer.wording import load_wording
from tests.readings import reading_of


@pytest.fixture(scope="module")
def commitments() -> Commitments:
    rules = data_folder("rules")
    moods = Moods(load_wording(rules, "mood"))
    return Commitments(Timescales(load_wording(rules, "timescales")), load_wording(rules, "owners"), moods)


def read_one(commitments: Commitments, parser: LetterParser, words: str, *labels: str) -> Action:
    letter = parser.parse(f"Dear Ms Shah\n\n{words}\n\nYours sincerely\nManager")
    reading = reading_of(letter, {words[:12]: labels or ("remedy",)})
    (action,) = commitments.read(letter, reading, date(2026, 3, 12), Nation.ENGLAND)
    return action


@pytest.mark.parametrize(
    ("words", "owner"),
    [
        ("The Waste Operations Manager will add your road to the list.", "The Waste Operations Manager"),
        ("I will ring you on 3 April.", "I"),
        ("I have asked the Rents Team to check your account.", "the Rents Team"),
        ("The list will be checked by the Depot Supervisor.", "the Depot Supervisor"),
        ("Our contractor will fit the new door by 3 April.", "Our contractor"),
        ("We will repair the gate.", None),
        ("The council will review the policy.", None),
        ("Staff will be reminded of the procedure.", None),
        ("A new lid will be fitted.", None),
        ("The Rents Team will be reminded of the procedure.", None),
        ("The Rents Team has been asked to check your account.", "The Rents Team"),
        ("Halden Civils will clear the gully on 3 April.", "Halden Civils"),
        ("The gully will be cleared by Halden Civils on 3 April.", "Halden Civils"),
        ("Your account will be credited by BACS.", None),
        ("A payment of £150 will be made by 7 November.", None),
        ("The drains will be surveyed by CCTV.", None),
        ("The tree team's number will come off the list.", None),
        ("I have asked our finance people to pay £250.", "our finance people"),
        ("The Waste Manager will by 14 May check every list.", "The Waste Manager"),
        ("No complaint will be closed until a second officer has read it.", None),
    ],
)
def test_who_owns_an_action(commitments: Commitments, parser: LetterParser, words: str, owner: str | None) -> None:
    action = read_one(commitments, parser, words)
    assert (action.owner.text if action.owner else None) == owner


@pytest.mark.parametrize(
    ("words", "taken", "owner"),
    [
        ("Splashwell will train its crews in May.", "Splashwell", "Splashwell"),
        ("All reception staff will have a morning's training in May.", "All reception staff", None),
        ("A van will take the sacks on 3 March.", "A van", None),
        ("Her plan is done again under the Care Act by 3 March.", "the Care Act", None),
    ],
)
def test_words_that_name_nobody_are_no_owner_even_if_the_reader_takes_them_for_one(
    commitments: Commitments, parser: LetterParser, words: str, taken: str, owner: str | None
) -> None:
    letter = parser.parse(f"Dear Ms Shah\n\n{words}\n\nYours sincerely\nManager")
    reading = reading_of(letter, {words[:12]: ("remedy",)}, {"owner": [taken]})
    (action,) = commitments.read(letter, reading, date(2026, 3, 12), Nation.ENGLAND)
    assert (action.owner.text if action.owner else None) == owner


def test_a_clause_whose_tense_does_not_tell_is_done_as_its_words_read(
    commitments: Commitments, parser: LetterParser
) -> None:
    letter = parser.parse("Dear Ms Shah\n\nThe new card is enclosed, and I will ring you on 3 April.")
    words = {
        "remedy_clause": ["The new card is enclosed,"],
        "follow_up_clause": ["I will ring you on 3 April."],
        "done_clause": ["The new card is enclosed,"],
    }
    found = commitments.read(
        letter, reading_of(letter, {"The new card": ["remedy"]}, words), date(2026, 3, 12), Nation.ENGLAND
    )
    assert [one.done for one in found] == [True, False]


@pytest.mark.parametrize(
    ("words", "labels", "complete"),
    [
        ("The Waste Manager will add your road to the list by 21 March.", ("remedy",), True),
        ("The Waste Manager will add your road to the list.", ("remedy",), False),
        ("Your road will be added to the list by 21 March.", ("remedy",), False),
        ("I have added your road to the list.", ("remedy",), True),
        ("Lessons have been learned.", ("learning", "hollow"), False),
    ],
)
def test_what_makes_an_action_complete(
    commitments: Commitments, parser: LetterParser, words: str, labels: tuple[str, ...], complete: bool
) -> None:
    assert read_one(commitments, parser, words, *labels).complete is complete


def test_a_sentence_that_commits_to_nothing_is_no_action(commitments: Commitments, parser: LetterParser) -> None:
    letter = parser.parse("Our crews aim to collect by 3pm.")
    assert commitments.read(letter, reading_of(letter, {}), None, Nation.ENGLAND) == ()


@pytest.mark.parametrize(
    "words",
    [
        "You claim that you notified us on 3 March that the gate was broken.",
        "Please ring me by Friday 3 April on 01632 960123.",
        "We will not be refunding the £45 that you paid.",
    ],
)
def test_what_the_reader_takes_for_an_action_is_none_where_it_commits_the_council_to_nothing(
    commitments: Commitments, parser: LetterParser, words: str
) -> None:
    letter = parser.parse(words)
    assert commitments.read(letter, reading_of(letter, {words: ("remedy",)}), None, Nation.ENGLAND) == ()

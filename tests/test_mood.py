"""Which sentences can commit the council: person and mood, with cases of both signs."""

import pytest

from reviewer.mood import Moods
from reviewer.resources import data_folder
from reviewer.text import LetterParser
from reviewer.wording import load_wording


@pytest.fixture(scope="module")
def moods() -> Moods:
    return Moods(load_wording(data_folder("rules"), "mood"))


@pytest.mark.parametrize(
    "words",
    [
        "I will ring you by 3 April.",
        "The notice has been withdrawn.",
        "I have asked the Rents Team to check your account.",
        "The engineer is coming on Friday.",
        # the complainant is spoken to, and the council acts
        "You will be refunded £45 by 3 April.",
        "You will hear from the Rents Manager by 30 January.",
        "You will have the new bin by Friday.",
        "You asked for a refund, and I have paid it today.",
        "You told us about the gate: the Parks Team will mend it by Friday.",
        "Please find enclosed a cheque for £45.",
        # a promise not to do something
        "We will not charge you for the second visit.",
        "No letter will leave the office until I have signed it.",
        "The crew will not leave your bin on the steps again.",
        # an offer
        "If you send me the receipt, I will refund it within 10 working days.",
        "I would like to offer you £100.",
        "The council would like to offer you £100.",
        "If you are content to accept it, £100 will be paid to you by 3 April.",
        "If you are happy with that, we will credit £100 to your account.",
        "Our joiner will take it down free of charge if you sign the slip.",
        "I would be glad to meet you on 3 April.",
        # for good, from now on
        "We will always ring you the day before.",
        "From 1 May the Duty Manager will check the list every morning.",
        # what counts is what follows
        "I can confirm that the summons has been withdrawn.",
        "I am pleased to say that the Repairs Team will fit a new door on 3 April.",
        # no whole sentence
        "A refund of £45 by 3 April",
    ],
)
def test_a_sentence_that_can_commit_the_council(moods: Moods, parser: LetterParser, words: str) -> None:
    assert moods.can_commit(parser.parse(words).sentences[0])


@pytest.mark.parametrize(
    "words",
    [
        # the complainant's words and acts
        "You claim that you notified us on 3 March.",
        "You say that our officer agreed to mend the gate by Friday.",
        "You notified us of the leak on 3 March.",
        "You have asked the team to repair the gate.",
        "I understand that you rang us on 3 March.",
        # what the complainant is asked to do
        "Please ring me by 3 April.",
        "Ring me on 01632 960123 by Friday.",
        "Send us the form by 3 April, please.",
        "You can ring me by Friday 3 April.",
        "You will need to send us the form by 3 April.",
        "You should send us the form by 3 April.",
        "You are asked to return the form by 3 April.",
        # refusals
        "We will not be refunding the £45.",
        "I am unable to refund the charge.",
        "I am afraid that we cannot pay for the carpet.",
        "No payment will be made.",
        "We have not changed the decision.",
        "The crew did not come again.",
        # what hangs on a condition
        "If the leak comes back, we will send a plumber within two days.",
        "We will send a plumber within two days if the leak comes back.",
        "Should the leak come back, a plumber will call within two days.",
        "If you are unhappy to wait, we will send a plumber within two days.",
        # what would or could be
        "We could have repaired it by March.",
        "The team should have rung you by 3 March.",
        "It ought to have been back in place by Friday.",
        "We might refund part of it next month.",
        "A plumber would call within two days.",
        # habit, aim and rule
        "Our crews usually return within two days.",
        "The crew always rang back within two days.",
        "The crew used to return each Friday.",
        "We aim to reply within 10 working days.",
        "Our policy is to reply within 10 working days.",
        "We would normally ring back within two days.",
        "Would you like us to call on Friday?",
    ],
)
def test_a_sentence_that_cannot(moods: Moods, parser: LetterParser, words: str) -> None:
    assert not moods.can_commit(parser.parse(words).sentences[0])


@pytest.mark.parametrize(
    ("item", "commits"),
    [
        ("- Empty your bin by 3 April", True),
        ("- Ring us by 3 April", False),
        ("- Please return the form by 3 April", False),
    ],
)
def test_in_a_list_a_bare_verb_may_go_on_with_we_will(
    moods: Moods, parser: LetterParser, item: str, commits: bool
) -> None:
    letter = parser.parse(f"What happens next:\n\n- I have refunded £45\n{item}\n- We will write again")
    (found,) = [one for one in letter.sentences if letter.words_of(one) == item]
    assert moods.can_commit(found) is commits

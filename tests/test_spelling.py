"""Spelling and grammar: what is shown, and what is left alone."""

import pytest

from reviewer.resources import data_folder
from reviewer.spelling import SpellingChecker
from reviewer.text import LetterParser


@pytest.fixture(scope="module")
def checker() -> SpellingChecker:
    return SpellingChecker.load(data_folder("rules"), frozenset({"decant"}))


@pytest.mark.parametrize(
    ("text", "slips"),
    [
        ("We recieved your letter.", [("spelling", "recieved")]),
        ("It went to the the team.", [("grammar", "the the")]),
        ("We could of done better.", [("grammar", "could of")]),
        ("I know that its been three weeks.", [("grammar", "its")]),
        ("The crew lost there list.", [("grammar", "there")]),
        ("We have went to look.", [("grammar", "went")]),
        ("It was a hour late.", [("grammar", "a")]),
        ("We have arranged call backs for you.", []),
        ("It was arranged cover by the agency.", []),
        ("Nothing need be paid until you have had it.", []),
        ("I shall write to you myself by 31 August.", []),
        ("The letters found in it are being answered.", []),
        ("Section 73A of the Act applies, and you are in Band A on the list.", []),
        ("A Punjabi interpreter is booked, and a 2009 account was carried over.", []),
        ("The desk is open from 9am to 5pm and is the quickest way.", []),
        ("We take part in the Setting the Standard scheme.", []),
        ("It is a form you filled in in 2019.", []),
        ("I uphold (a) entirely and not (b).", []),
        ("It is for you to\nto sign.", [("grammar", "to\nto")]),
        ("We apologise and recognise the colour of the kerb.", []),
        ("Mr Woldemichael lives at Skelling Lane.", []),
        ("Please quote CT-558201.", []),
        ("Write to complaints@exampel.gov.uk or see www.exampel.gov.uk.", []),
        ("You will decant on Monday.", []),
        ("The visits were co-ordinated, and the grass was mown.", []),
        ("It was recieved in a well-kept hall.", [("spelling", "recieved")]),
        ("The letter ends yn gywir, and begins annwyl.", []),
    ],
)
def test_slips(checker: SpellingChecker, parser: LetterParser, text: str, slips: list[tuple[str, str]]) -> None:
    found = checker.check(parser.parse(text), None)
    assert [(slip.kind, slip.text) for slip in found] == slips
    assert all(slip.span.of(text) == slip.text for slip in found)


def test_the_complainants_own_words_are_right(checker: SpellingChecker, parser: LetterParser) -> None:
    letter = parser.parse("The path was blocked by glorping.")
    assert [slip.text for slip in checker.check(letter, None)] == ["glorping"]
    assert checker.check(letter, "All this glorping in the path.") == ()


def test_british_suggestions_come_first(checker: SpellingChecker, parser: LetterParser) -> None:
    (slip,) = checker.check(parser.parse("We recieved it."), None)
    assert slip.suggestions[0] == "received"

"""People whom the reply names and the complaint does not."""

import pytest

from reviewer.people import others_named
from reviewer.resources import data_folder
from reviewer.text import LetterParser
from reviewer.wording import Wording, load_wording

COMPLAINT = "Darren on your helpline was rude to me when I rang about Albion Rise.\n\nPriya Shah"
LETTER = "Dear Ms Shah\n\n{}\n\nYours sincerely\nPhilippa Grange\nIncome Manager"


@pytest.fixture(scope="module")
def words() -> Wording:
    return load_wording(data_folder("rules"), "people")


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("I have spoken to Mrs Dunbar, who lives next door and has been unwell.", ["Dunbar"]),
        ("Mr Ibekwe at no. 63, who is on home dialysis, was called on twice.", ["Ibekwe"]),
        ("The account of Mr Lomas, who has eleven unpaid notices, is unaffected.", ["Lomas"]),
        ("The visit was made by Thomas Hartley on 3 March.", ["Hartley"]),
        ("I have shared your comments with Harbourlight Homecare.", []),
        ("I have spoken to Darren about the call.", []),  # the complainant named him
        ("You can ring Philippa Grange on 01632 960123.", []),  # she signs the letter
        ("The contract is with Brindle Roofing.", []),
        ("The crew was at Skelling Lane at 9am.", []),
        ("The Housing Options Manager will ring you.", []),
        ("I have spoken to Mrs Grang, who lives next door.", ["Grang"]),  # no more than the start of a known name
        ("Darren's manager has spoken to him.", []),
    ],
)
def test_who_is_named(parser: LetterParser, words: Wording, sentence: str, names: list[str]) -> None:
    reply = parser.parse(LETTER.format(sentence))
    found = others_named(reply, parser.people(reply), COMPLAINT, words)
    assert [one.span.of(reply.text).split()[-1] for one in found] == names


@pytest.mark.parametrize(
    ("sentence", "private"),
    [
        ("I have spoken to Mrs Dunbar, who lives next door and has been unwell.", True),
        ("Mr Ibekwe is on home dialysis.", True),
        ("Mr Lomas has eleven unpaid notices.", True),
        ("Ms Tully has resumed her medication.", True),
        ("The flat went to Mrs Oake, who had waited for one since 2019.", True),
        ("The other recorder was with Mr Dell of Mill Street, who has trouble with a drummer.", True),
        ("Your claim was seen by Mr Dell, who has dealt with such claims since 2019.", False),
        ("Mrs Oake, who is our tree officer, looked at the lime.", False),
        ("The visit was made by Thomas Hartley on 3 March.", False),
        ("Mrs Iqbal will bring the form by 26 June.", False),
    ],
)
def test_whether_something_private_is_told(parser: LetterParser, words: Wording, sentence: str, private: bool) -> None:
    reply = parser.parse(LETTER.format(sentence))
    assert [one.is_private for one in others_named(reply, parser.people(reply), COMPLAINT, words)] == [private]


def test_a_person_is_named_once(parser: LetterParser, words: Wording) -> None:
    reply = parser.parse(LETTER.format("I rang Mrs Dunbar on Monday. On Tuesday Mrs Dunbar wrote to me."))
    assert len(others_named(reply, parser.people(reply), COMPLAINT, words)) == 1

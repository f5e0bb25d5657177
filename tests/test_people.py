"""People whom the reply names, and what it tells of them."""

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
        ("The form was dated XX.XX and was sent to Mr XXXX.", []),
        ("It went to Business Support and on to Kestrel Signs.", []),
        ("I have spoken to Mrs Green about it.", ["Green"]),  # titled, and so no park
        ("I was sorry to hear how Mum felt.", []),
        ("Bereavement notices are dealt with within ten working days.", []),
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
        ("Mr Dalgleish has schizophrenia.", True),
        ("Mrs Ferris takes methadone.", True),
        ("Mr Fenn is two months behind with the rent.", True),
        ("Ms Lowe has ADHD and a heart condition.", True),
        ("Mrs Penn owes us £400.", True),
        ("Mr Dunn is open to the CMHT.", True),
        ("Following a stroke, Mr Bell left us.", True),
        ("I spoke to Mrs Dunbar on Monday. She has been in prison.", True),
        ("Mr Bell is behind with the inspections.", False),
        ("Mr Bell suspended your payments and rang you in hospital.", False),
        ("Mr Bell leads our mental health team.", False),
        ("Mr Bell, the hospital social worker, rang you.", False),
        ("Mr Bell works with people who have dementia.", False),
        ("Mr Bell is Ken's social worker from now on.", False),
        ("Mr Bell has lost his social worker.", True),
        ("Mrs Beech's medicines policy follows the guideline.", False),
        ("After your stroke, Mr Bell visited you.", False),
        ("Mr Bell asked your mother about her stroke.", False),
        ("Mr Bell recognises the anxiety that this caused you.", False),
        ("Mr Bell found that the elm suffers from Dutch elm disease.", False),
    ],
)
def test_whether_something_private_is_told(parser: LetterParser, words: Wording, sentence: str, private: bool) -> None:
    reply = parser.parse(LETTER.format(sentence))
    assert [one.is_private for one in others_named(reply, parser.people(reply), COMPLAINT, words)] == [private]


def test_a_person_is_named_once(parser: LetterParser, words: Wording) -> None:
    reply = parser.parse(LETTER.format("I rang Mrs Dunbar on Monday. On Tuesday Mrs Dunbar wrote to me."))
    assert len(others_named(reply, parser.people(reply), COMPLAINT, words)) == 1


OTHERS = "Kelly at number 5 plays music all night, and Mr Ferris next door owes me money. I was in hospital in May."
OWN = "My mother has carers, and my son Sam has autism. Jo loves school. I act for Mr Tom Hale. Ms Orr came in May."


@pytest.mark.parametrize(
    ("complaint", "sentence", "told"),
    [
        (OTHERS, "Kelly is on methadone.", ["grave"]),
        (OTHERS, "I have spoken to Kelly, who has been off work with depression.", ["grave"]),
        (OTHERS, "Mr Ferris was arrested in June.", ["grave"]),
        (OTHERS, "Mr Ferris owes you money.", []),  # as the complaint says
        (OTHERS, "I was sorry to read that Kelly is unwell.", []),  # and so does this
        (OTHERS, "I have spoken to Kelly about the music.", []),
        (OTHERS, "Mr Ferris lives at number 7.", []),
        (OTHERS, "Mrs Dunbar has been in prison.", ["grave"]),
        (OTHERS, "Mrs Dunbar, who lives opposite, heard it too.", ["home"]),
        (OWN, "Your mother, Mrs Iris Cole, was alone after her stroke.", []),
        (OWN, "Mrs Iris Cole, your mother, has dementia.", []),
        (OWN, "Sam has epilepsy too.", []),
        (OWN, "Mr Hale is in debt to us.", []),
        (OWN, "I spoke to Jo, who has epilepsy.", []),  # a child whom the complaint calls only so
        (OWN, "Your mother's carer, Mrs Penn, has been off work with depression.", ["grave"]),
        (OWN, "Your former husband, Mr Ash, has been in prison.", ["grave"]),
        (OWN, "Ms Orr has been off work with depression.", ["grave"]),
        (
            "I paid Ash Lowe for it.",
            "Ash Lowe has been in prison.",
            ["perhaps"],
        ),  # who that is, the complaint leaves open
        ("I'm Kyle Hale's mum and he is 15.", "I have read the papers about Kyle's health.", []),
        ("I'm cross about Kyle Hale next door.", "I have read the papers about Kyle's health.", ["grave"]),
        (None, "Your client, Mr Hale, is in debt to us.", []),
        (None, "Mr Hale is in debt to us.", ["grave"]),
    ],
)
def test_of_whom_something_is_told(
    parser: LetterParser, words: Wording, complaint: str | None, sentence: str, told: list[str]
) -> None:
    reply = parser.parse(LETTER.format(sentence))
    found = others_named(reply, parser.people(reply), complaint, words)
    assert [
        "grave" if one.is_grave else "home" if one.tells == "home" else "perhaps" for one in found if one.is_private
    ] == told


def test_of_a_person_named_twice_the_mention_that_tells_most_counts(parser: LetterParser, words: Wording) -> None:
    reply = parser.parse(
        LETTER.format("I rang Mrs Dunbar. The form came back on Tuesday. Mrs Dunbar has had a stroke.")
    )
    (found,) = others_named(reply, parser.people(reply), COMPLAINT, words)
    assert found.is_grave
    assert found.span.start > reply.text.index("Tuesday")

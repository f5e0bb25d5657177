from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from reviewer.rules import Match

Run = Callable[..., tuple[Match, ...]]


def slips(run: Run, of: str, reply: str, complaint: str | None, **case: date) -> list[tuple[str, str]]:
    rule = {"kind": "agreement", "of": of, "message": "{expected}", "applies": {"blocks": BLOCKS}}
    return [(match.text, match.message) for match in run(rule, reply, complaint, **case)]


BLOCKS = ["paragraph", "list_item", "heading", "reference", "address"]


@pytest.mark.parametrize(
    ("reply", "complaint", "expected"),
    [
        pytest.param(
            "Your claim for £641.80 is refused.", "I want £614.80.", [("£641.80", "£614.80")], id="transposed"
        ),
        pytest.param("You owe £1,340.16.", "You say I owe 1,304.16.", [("£1,340.16", "1,304.16")], id="no pound sign"),
        pytest.param("The six come to £240.", "It is £420 in all.", [("£240", "£420")], id="hundreds"),
        pytest.param("You owe £614.30.", "I owe £614.80.", [("£614.30", "£614.80")], id="one digit"),
        pytest.param("You owe £614.80.", "I owe £614.80.", [], id="the same"),
        pytest.param("You owe £641.80, not £614.80.", "I owe £614.80.", [], id="both are given"),
        pytest.param("We will pay you £250.", "I want £520.", [], id="an offer"),
        pytest.param("Each was £306.20.", "It went up from £6.20.", [], id="more digits"),
        pytest.param("The charge is £35.", "I paid £65.", [], id="small round sums"),
        pytest.param("The fee is £50.", "I paid £5.", [], id="a nought more"),
        pytest.param("I refund the £29.", "I paid £92.", [("£29", "£92")], id="a small sum transposed"),
        pytest.param("The fee is £100.", "I lost £200.", [], id="round sums that differ in a digit"),
        pytest.param("The grant is £1.2 million.", "I want £21.", [], id="millions"),
        pytest.param("You owe £641.80.", None, [], id="no complaint"),
    ],
)
def test_amounts(run: Run, reply: str, complaint: str | None, expected: list[tuple[str, str]]) -> None:
    assert slips(run, "amount", reply, complaint) == expected


def test_the_same_slip_twice_is_one_finding(run: Run) -> None:
    rule = {"kind": "agreement", "of": "amount"}
    (match,) = run(rule, "You owe £641.80. The £641.80 is due.", "I owe £614.80.")
    assert len(match.places) == 2


@pytest.mark.parametrize(
    ("reply", "complaint", "expected"),
    [
        pytest.param(
            "Your bin was missed on 13 March.",
            "My bin was missed on 31 March.",
            [("13 March", "31 March")],
            id="digits",
        ),
        pytest.param(
            "You left Marfleet Grove on 30 July.",
            "So I left Marfleet Grove on 30th June.",
            [("30 July", "30th June")],
            id="month",
        ),
        pytest.param(
            "Your bin was missed on 13/03/2026.",
            "My bin was missed on 31/3/26.",
            [("13/03/2026", "31/3/26")],
            id="numbers",
        ),
        pytest.param(
            "You applied for a permit on 13 February and had none until 12 March.",
            "I asked for the parking permit on 3 February.",
            [("13 February", "3 February")],
            id="a digit more",
        ),
        pytest.param(
            "The chair of the appeal on 4 May is a volunteer.",
            "I sat beside her at the appeal on 14 May.",
            [("4 May", "14 May")],
            id="a digit less",
        ),
        pytest.param(
            "Your appeal of 21 May should have been noted.",
            "I sent an appeal on 12 May.",
            [("21 May", "12 May")],
            id="what the complainant did",
        ),
        pytest.param(
            "I note the calls of 7 May and 12 May.",
            "I rang on 7 May, then on 2 May.",
            [("12 May", "2 May")],
            id="beside a date that is right",
        ),
        pytest.param(
            "After your call on 7 May the crew came on 12 May.",
            "I rang on 7 May, then on 2 May.",
            [],
            id="beside a date of something else",
        ),
        pytest.param(
            "We sent you the decision on 21 May.", "A decision was due on 12 May.", [], id="what the council did"
        ),
        pytest.param("Thank you for your letter of 21 May.", "My bin was missed on 12 May.", [], id="what they sent"),
        pytest.param("We replied on 13 February.", "The permit ran out on 3 February.", [], id="no event"),
        pytest.param("Your bin was missed on 31 March.", "My bin was missed on 31 March.", [], id="the same"),
        pytest.param("Your bin was missed on 31/3.", "My bin was missed on 31 March.", [], id="no year in numbers"),
        pytest.param("We replied on 13 March.", "My bin was missed on 31 March.", [], id="another event"),
        pytest.param("The bin was missed on 3 April.", "My bin was missed on 3 March.", [], id="a month later"),
        pytest.param("We will empty your missed bin by 13 March.", "My bin was missed on 31 March.", [], id="to come"),
        pytest.param(
            "Your bin was missed on 13 March and on 31 March.",
            "My bin was missed on 31 March.",
            [],
            id="both are given",
        ),
        pytest.param("Your bin was missed on 12 March.", "My bin was missed on 14 March.", [], id="no slip"),
    ],
)
def test_dates(run: Run, reply: str, complaint: str, expected: list[tuple[str, str]]) -> None:
    assert slips(run, "date", reply, complaint) == expected


def test_the_day_the_complaint_came_is_no_slip(run: Run) -> None:
    reply, complaint = "Your bin was missed on 13 March.", "My bin was missed on 31 March."
    assert slips(run, "date", reply, complaint, received=date(2026, 3, 31)) == []


@pytest.mark.parametrize(
    ("reply", "complaint", "expected"),
    [
        ("Ticket HC4417 is closed.", "Ticket hc4471", [("HC4417", "hc4471")]),
        ("24/01173/COU is refused.", "About 24/01137/COU", [("24/01173/COU", "24/01137/COU")]),
        ("Your form CT-558210 is here.", "My form is CT 558201.", [("CT-558210", "CT 558201")]),
        ("Complaint 3370 is closed.", "Complaint 3307, stage 2", [("3370", "3307")]),
        ("Ticket 7701962 is closed.", "Ticket 7701926", [("7701962", "7701926")]),
        ("Ticket HC4471 is closed.", "Ticket HC4471", []),
        ("Your new reference is HC4472.", "Ticket HC4471", []),
        ("Ring 01632960123.", "I rang 01632960132.", []),
        ("We wrote on 12/03/2026.", "You wrote on 21/03/2026.", []),
        ("Your car AB12 CDE was seen.", "My car is AB21 CDE.", []),
        ("It was 2025 then.", "It was 2052 then.", []),
    ],
)
def test_references(run: Run, reply: str, complaint: str, expected: list[tuple[str, str]]) -> None:
    assert slips(run, "reference", reply, complaint) == expected


BODY = (
    "\n\nYour bin was missed on 3 March because the crew ran late, and I am sorry for it.\n\nYours sincerely\nAnn Hale"
)


@pytest.mark.parametrize(
    ("salutation", "complaint", "expected"),
    [
        pytest.param("Dear Mrs Okoro", "My bin was missed.\n\nShanelle Okafor", [("Okoro", "Okafor")], id="alike"),
        pytest.param(
            "Dear Ms Price,", "this is donna pryce talking and nobody rang", [("Price", "Pryce")], id="small letters"
        ),
        pytest.param("Dear Mr Kamal", "Cancel this.\n\nRojan Khalil", [("Kamal", "Khalil")], id="another"),
        pytest.param(
            "Dear Ms Evans", "My name is Bronwen Pritchard and it broke.", [("Evans", "Pritchard")], id="introduced"
        ),
        pytest.param("Hi Kelly", "It broke.\n\nTa, Keeley Brannigan", [("Kelly", "Keeley")], id="a first name"),
        pytest.param(
            "Dear Mr Neville Shaw", "I'm Neil Shaw, joiner, and it broke.", [("Neville", "Neil")], id="first of two"
        ),
        pytest.param("Dear Mrs Selva", "It broke.\n\nK. Selva (Mr)", [("Mrs", "Mr")], id="a stated title"),
        pytest.param(
            "Dear Ms Adeyemi", "My name is Mrs Adeyemi and it broke.", [("Ms", "Mrs")], id="a title in the text"
        ),
        pytest.param(
            "Dear Mrs Shah", "It broke. I am Mr A. Shah of 3 Mill Lane.", [("Mrs", "Mr")], id="with an initial"
        ),
        pytest.param(
            "Dear Miss Cole", "hello this is mrs jean cole it broke", [("Miss", "Mrs")], id="in small letters"
        ),
        pytest.param("Dear Ms Cole", "i am miss cole and it broke", [("Ms", "Miss")], id="and one name"),
        pytest.param("Dear Mr Patel", "I am Dr Patel, and it broke.", [("Mr", "Dr")], id="another title"),
        pytest.param(
            "Dear Mrs Adeyemo", "My name is Mrs Adeyemi. It broke.", [("Adeyemo", "Adeyemi")], id="one surname"
        ),
        pytest.param("Dear Mrs Adeyemi", "My name is Mrs Adeyemi and it broke.", [], id="the title as told"),
        pytest.param("Dear Mrs Shah", "I am Mr Shah's wife and it broke.", [], id="someone's wife"),
        pytest.param("Dear Mrs Shah", "I spoke to Mr Shah about it.\n\nP. Shah", [], id="another of that name"),
        pytest.param("Dear Dunn", "I am cross and it broke.", [], id="no name at all"),
        pytest.param("Dear Mr Okafor", "My bin was missed.\n\nShanelle Okafor", [], id="the same"),
        pytest.param("Dear Mr Holloway", "It broke.\n\nEllery Vance-Holloway", [], id="half of a double name"),
        pytest.param("Dear Ms Celik", "It broke.\n\nAyşe Çelik", [], id="without its accents"),
        pytest.param("Dear Jenny", "It broke.\n\nJennifer Shaw", [], id="a short form"),
        pytest.param("Dear Mr and Mrs Shah", "It broke.\n\nAmit Patel", [], id="two people"),
        pytest.param("Dear Sir or Madam", "It broke.\n\nAmit Patel", [], id="nobody by name"),
        pytest.param("Dear Mrs Dunn", "My mother's bin was missed.\n\nLisa Shah", [], id="for a relative"),
        pytest.param("Dear Mr Webb", "I write on behalf of a resident.\n\nAmit Patel", [], id="on someone's behalf"),
        pytest.param("Dear Mr Dunn", "it broke and nobody rang", [], id="no name given"),
    ],
)
def test_names(run: Run, salutation: str, complaint: str, expected: list[tuple[str, str]]) -> None:
    assert slips(run, "name", salutation + BODY, complaint) == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Mr T Woldemichael, 23 Albion Rise\n\nDear Mr Wood", [("Wood", "Woldemichael")]),
        ("Mr T Woldemichael, 23 Albion Rise\n\nDear Mr Woldemichael", []),
        ("Mr T Woldemichael, c/o Mr Wood\n\nDear Mr Wood", []),
    ],
)
def test_the_name_on_the_addressees_line(run: Run, head: str, expected: list[tuple[str, str]]) -> None:
    assert slips(run, "name", head + BODY, None) == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Mrs M Pickersgill, 14 Green Lane\n\nDear Madam", [("Pickersgill", "Pickering")]),
        ("Mrs M Pickering, 14 Green Lane\n\nDear Madam", []),
        ("Mrs M Shah, 14 Green Lane\n\nDear Madam", []),  # no slip for it: somebody else's house, perhaps
    ],
)
def test_the_addressees_line_alone_where_nobody_is_greeted_by_name(
    run: Run, head: str, expected: list[tuple[str, str]]
) -> None:
    assert slips(run, "name", head + BODY, "It broke.\n\nYours truly\nMarjorie Pickering (Mrs)") == expected


@pytest.mark.parametrize(
    ("reply", "complaint", "expected"),
    [
        pytest.param("Mrs Tarrell signed.", "Edith Tarrant signed.", [("Tarrell", "Tarrant")], id="ends otherwise"),
        pytest.param("Mr Ormund will see.", "Yours\nW Ormond", [("Ormund", "Ormond")], id="one letter"),
        pytest.param("Mr Ormonds will see.", "Yours\nW Ormond", [], id="one more s"),
        pytest.param("Mr Ormund and W Ormond.", "Mr Ormund and W Ormond", [], id="both in the complaint"),
        pytest.param("Mrs Heald will see.", "He'd said so.", [], id="no name"),
        pytest.param("Mrs Vance will see.", "Mrs Oduya said so.", [], id="someone else"),
        pytest.param("Quarrel Lane is shut.", "Quarry Lane is shut.", [("Quarrel", "Quarry")], id="a street"),
        pytest.param("Quarrel Road is shut.", "Quarry Lane is shut.", [], id="a street of another kind"),
        pytest.param("Quarrel Lane, not Quarry Lane.", "Quarry Lane is shut.", [], id="both are given"),
        pytest.param("It is at 91 Lilac Grove.", "I live at 19 Lilac Grove.", [("91", "19")], id="digits transposed"),
        pytest.param("It is at 91 Lilac Grove.", "I live at 64 Lilac Grove.", [], id="another house"),
        pytest.param("From 91 to 19 Lilac Grove.", "I live at 19 Lilac Grove.", [], id="both houses"),
    ],
)
def test_mentions(run: Run, reply: str, complaint: str, expected: list[tuple[str, str]]) -> None:
    assert slips(run, "mention", reply, complaint) == expected

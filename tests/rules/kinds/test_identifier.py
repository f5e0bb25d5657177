from __future__ import annotations

from collections.abc import Callable

import pytest

Find = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("of", "reply", "flagged"),
    [
        ("national_insurance", "Your number is QQ 12 34 56 C.", ["QQ 12 34 56 C"]),
        ("national_insurance", "Your NINO ab123456d is held.", ["ab123456d"]),
        ("national_insurance", "Your National Insurance number JK 98 76 54.", ["JK 98 76 54"]),
        (
            "national_insurance",
            "Ref: QQ123456C\nNational Insurance number: QQ123456C\n\nDear Ms Shah\n\nHello.",
            ["QQ123456C"],
        ),
        ("national_insurance", "Notice number AB123456C was issued.", []),
        ("national_insurance", "Your reference is AB/123456/C.", []),
        ("national_insurance", "The part is DF123456A.", []),
        ("nhs_number", "Your NHS number is 943 476 5919.", ["943 476 5919"]),
        ("nhs_number", "NHS no: 999 012 3456", ["999 012 3456"]),
        ("nhs_number", "The NHS has you as 943 476 5919.", ["943 476 5919"]),
        ("nhs_number", "The NHS line is 943 476 5918.", []),
        ("nhs_number", "Please ring 943 476 5919.", []),
        ("bank_account", "It went to sort code 20-45-77, account 31926819.", ["20-45-77, account 31926819"]),
        ("bank_account", "The sort code is 204577.", ["204577"]),
        ("bank_account", "It went to your bank account 31926819.", ["31926819"]),
        ("bank_account", "Your rent account is 31926819.", []),
        ("bank_account", "Your council tax account 31926819 shows what your bank paid.", []),
        ("bank_account", "We met on 20-04-25.", []),
        ("payment_card", "You paid with 4111 1111 1111 1111.", ["4111 1111 1111 1111"]),
        ("payment_card", "Your card 5500005555555559 was refused.", ["5500005555555559"]),
        ("payment_card", "The number is 4111 1111 1111 1112.", []),
        ("payment_card", "The reference is 5500005555555559.", []),
        ("date_of_birth", "Date of birth: 14/09/1983", ["14/09/1983"]),
        ("date_of_birth", "You were born on 12 April 1961.", ["12 April 1961"]),
        ("date_of_birth", "We wrote on 14/09/1983.", []),
        ("date_of_birth", "Please give your date of birth.", []),
    ],
)
def test_identifiers_that_are_looked_for_everywhere(found: Find, of: str, reply: str, flagged: list[str]) -> None:
    assert found({"kind": "identifier", "of": of}, reply) == flagged


@pytest.mark.parametrize(
    ("of", "number"),
    [("national_insurance", "QQ 12 34 56 C"), ("date_of_birth", "14/09/1983"), ("bank_account", "20-45-77")],
)
def test_a_reply_need_not_repeat_what_the_complainant_gave(found: Find, of: str, number: str) -> None:
    words = f"National Insurance, date of birth, sort code: {number}"
    words = {"date_of_birth": f"born on {number}", "bank_account": f"sort code {number}"}.get(of, words)
    assert found({"kind": "identifier", "of": of}, f"You are {words}.", f"I am {words}.") == [number]


@pytest.mark.parametrize(
    ("of", "reply", "complaint", "flagged"),
    [
        ("phone", "Mr Ash is on 07700 900123.", "The fence fell.", ["07700 900123"]),
        ("phone", "Mr Ash is on +44 7700 900123.", "The fence fell.", ["+44 7700 900123"]),
        ("phone", "Mr Ash is on 07700 900123.", "I am on 07700900123.", []),
        ("phone", "Ring me on 07700 900123.", "The fence fell.", []),
        ("phone", "Ring 01632 960381, or text 07700 900123.", "The fence fell.", []),
        ("phone", "It is with the warden's team (07700 900123).", "The fence fell.", []),
        ("phone", "We rang you on 07700 900123.", "The fence fell.", []),
        ("phone", "Please ring 01632 960123.", "The fence fell.", []),
        ("email", "Ash wrote from j.ash@gmail.com.", "The fence fell.", ["j.ash@gmail.com"]),
        ("email", "Ash wrote from j.ash@gmail.com.", "I am J.Ash@gmail.com", []),
        ("email", "Write to complaints@example.gov.uk.", "The fence fell.", []),
        ("vehicle", "The car AB12 CDE was seen.", "I got a ticket.", ["AB12 CDE"]),
        ("vehicle", "The car AB12 CDE was seen.", "My car is ab12cde.", []),
        ("vehicle", "The van P123 XYZ was seen.", "I got a ticket.", ["P123 XYZ"]),
        ("vehicle", "Section S106 AND the Act.", "I got a ticket.", []),
        ("vehicle", "The car AB12 CDE was seen.", None, []),
        ("postcode", "The man lives at 4 Low Road, AB1 2CD.", "The fence fell.", ["AB1 2CD"]),
        ("postcode", "You live at AB1 2CD.", "I live at ab12cd.", []),
        ("postcode", "Write to the Civic Centre, AB1 2CD.", "The fence fell.", []),
        ("postcode", "The man lives at AB1 2CD.", None, []),
    ],
)
def test_contact_details_of_others(found: Find, of: str, reply: str, complaint: str | None, flagged: list[str]) -> None:
    assert found({"kind": "identifier", "of": of}, reply, complaint) == flagged

"""Stock lines told by their words; every table has cases of both signs."""

from __future__ import annotations

import pytest

from reviewer import furniture


@pytest.mark.parametrize(
    "words",
    [
        "Dear Mr. Hollis",
        "Dear Mr and Mrs O'Brien,",
        "Dear K. Brannigan",
        "Dear Sir or Madam,",
        "Dear whoever deals with this,",
        "Hi Rob",
        "Hi there,",
        "Hello,",
        "Good morning",
        "To whom it may concern",
        "Annwyl Ms Rees,",
        "Sirs",
        "Sir/Madam",
    ],
)
def test_greets(words: str) -> None:
    assert furniture.greets(words)


@pytest.mark.parametrize(
    "words",
    [
        "Hi my bin was missed",
        "Hello I want to complain",
        "hi i rang you twice",
        "Dear Mr Bell. We missed your bin",
        "Dear Mr Bell, thank you for the letter that you sent us in May",
        "Good morning, I hope you can help",
        "Dearne Road",
        "Sir John came to see us",
    ],
)
def test_does_not_greet(words: str) -> None:
    assert not furniture.greets(words)


@pytest.mark.parametrize(
    ("words", "formal"),
    [
        ("Yours sincerely", True),
        ("Yours faithfully,", True),
        ("Yours in hope,", True),
        ("Yours, skint,", True),
        ("Kind regards, Jo", True),
        ("Regards", True),
        ("Cofion cynnes", True),
        ("Many thanks", False),
        ("Thanks, Bob Bell", False),
        ("Thank you for reading this.", False),
        ("With every good wish", False),
        ("With my warmest wishes to you and your mother", False),
        ("All the best", False),
        ("Ta,", False),
        ("--", False),
    ],
)
def test_closes(words: str, formal: bool) -> None:
    assert furniture.closes(words)
    assert furniture.signs_off(words) is formal


@pytest.mark.parametrize(
    "words",
    [
        "Your bin was missed",
        "Yours was missed too",
        "Thank you for your letter of 3 March",
        "Thanks for nothing",
        "Best practice was not followed",
        "Regards the bins, we are sorry",
        "Tan Lane",
    ],
)
def test_does_not_close(words: str) -> None:
    assert not furniture.closes(words)


@pytest.mark.parametrize(
    "words",
    [
        "Jo Hart",
        "J. Hart",
        "Winifred Aldous (Miss)",
        "Head of Revenues and Benefits",
        "Team Manager, Collections",
        "H. Tranter, for Rudge & Allardyce",
        "Wharf and Castle ward",
        "jaz",
        "Direct line: 01632 960123",
    ],
)
def test_is_a_name(words: str) -> None:
    assert furniture.is_name(words)


@pytest.mark.parametrize(
    "words",
    ["I want my money back", "nobody came to us", "Please Ring Me", "We are sorry.", "- Jo Hart said so", "Why?"],
)
def test_is_not_a_name(words: str) -> None:
    assert not furniture.is_name(words)


@pytest.mark.parametrize(
    "words",
    [
        "Our ref: PL/C/0091",
        "Your reference 12345",
        "Ref no. CR/7",
        "Complaint number 4471",
        "Case: 4471",
        "ENF/25/0266",
        "Re: missed bins at 4 Elm Row",
        "Subject: bins",
        "From: Bob Bell",
        "Application 24/01137/COU, 9 Bridge Parade",
    ],
)
def test_is_a_reference(words: str) -> None:
    assert furniture.is_reference(words)


@pytest.mark.parametrize(
    "words",
    [
        "No one rang me back",
        "No 14 is a mess",
        "Number of bins missed",
        "Your complaint about missed bins",
        "Our reference is 12345.",
        "I refer to your letter of 3 March",
        "Case closed without a word",
        "Complaint of 3 March",
    ],
)
def test_is_not_a_reference(words: str) -> None:
    assert not furniture.is_reference(words)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("12 March 2026", True),
        ("Thursday 12th March 2026", True),
        ("Date: 12/03/2026", True),
        ("6th January", True),
        ("12 bins 2026", False),
        ("On 12 March 2026", False),
        ("12 March 2026 was the day", False),
    ],
)
def test_is_a_date(words: str, told: bool) -> None:
    assert furniture.is_date(words) is told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("14 Elm Row", True),
        ("Flat 2", True),
        ("PO Box 4771", True),
        ("Westmarch WM1 1AA", True),
        ("Westmarch", False),
        ("14 bins were missed", False),
        ("I live at 14 Elm Row", False),
    ],
)
def test_is_a_street_address(words: str, told: bool) -> None:
    assert furniture.is_street_address(words) is told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("This e-mail is confidential and intended solely for the person it is addressed to.", True),
        ("Please consider the environment before printing", True),
        ("Sent from my iPhone", True),
        ("If you are unhappy, ask for stage 2.", False),
    ],
)
def test_is_a_disclaimer(words: str, told: bool) -> None:
    assert furniture.is_disclaimer(words) is told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Mr Pemberthy", True),
        ("Ms Rowe,", True),
        ("Mr and Mrs J Shah", True),
        ("Miss my bin again", False),
        ("Mr", False),
    ],
)
def test_is_a_title_with_a_name(words: str, told: bool) -> None:
    assert furniture.is_title_with_name(words) is told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Point 2.", True),
        ("Points 9 and 10.", True),
        ("Complaint 1:", True),
        ("Point taken.", False),
        ("Not upheld.", False),
    ],
)
def test_is_a_numbered_point(words: str, told: bool) -> None:
    assert furniture.is_numbered_point(words) is told

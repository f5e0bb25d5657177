from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from reviewer.rules import Match

RULE: Mapping[str, Any] = {
    "kind": "vocabulary",
    "category": "jargon",
    "criterion": "plain_english",
    "terms": {
        "decant": "move out while we work",
        "void": "empty home",
        "void period": "time when nobody lives in a home",
        "carriageway": "road",
        "precept": "share for another body",
        "liability order": "court order to pay council tax",
        "attachment of earnings": "taking money from wages",
        "income": "money",
        "housing options": "help to find a home",
        "highway": "road",
        "disrepair": "poor condition",
        "by-law": "local rule",
        "step down": "short stay after hospital",
        "step downs": "brief stays",
        "EHC plan": "plan for your child",
        "operative": "worker",
        "reablement": "help to get back on your feet",
    },
    "abbreviations": {
        "UC": "Universal Credit",
        "EHCP": "education, health and care plan",
        "PA": "personal assistant",
        "NFA": "no further action",
        "DoLS": "safeguards when someone cannot leave",
        "S20": "large works bill",
        "SEND": "special educational needs and disabilities",
        "NOSP": "notice of seeking possession (a warning of court action)",
    },
    "everyday": ["send"],
    "ambiguous": {"LPA": ["lasting power of attorney", "local planning authority"]},
    "well_known": ["NHS", "GP", "void where prohibited"],
    "unknown_abbreviations": True,
}


@pytest.mark.parametrize(
    ("reply", "flagged"),
    [
        pytest.param("We will carry out the decant in May.", ["decant"], id="a term"),
        pytest.param("You were decanted in May.", ["decanted"], id="inflected"),
        pytest.param("Two liability orders were made.", ["liability orders"], id="the plural of two words"),
        pytest.param("Attachments of earnings were made.", ["Attachments of earnings"], id="inflected at its head"),
        pytest.param("The decant is late. Your decant is late.", ["decant"], id="first use only"),
        pytest.param("Nobody lived there in the void period.", ["void period"], id="the longest term wins"),
        pytest.param("It is void where prohibited.", [], id="a longer well-known use wins"),
        pytest.param("Your EHC plan is late.", ["EHC plan"], id="a longer term with an abbreviation inside wins"),
        pytest.param("A step-down bed was found.", ["step-down"], id="a hyphen for a space"),
        pytest.param("The law says so, and we act by law.", [], id="no space for a hyphen"),
        pytest.param("The shop is a co-operative.", [], id="behind a hyphen"),
        pytest.param("The flat was avoided.", [], id="inside another word"),
        pytest.param(
            "In May we made the debt and then a liability\norder, at the address that we held.",
            ["liability\norder"],
            id="wrapped",
        ),
    ],
)
def test_terms(found: Callable[..., list[str]], reply: str, flagged: list[str]) -> None:
    assert found(RULE, reply) == flagged


@pytest.mark.parametrize(
    "reply",
    [
        "The decant (moving out while we work) is planned for May.",
        "The decant (that is, moving out while we work) is planned for May.",
        "The decant – moving you out while we work – is planned for May.",
        "The decant, which means moving you out while we work, is planned for May.",
        "The decant, or temporary move, is planned for May.",
        "The decant, a move to another home while we work, is planned for May.",
        "The decant is planned for May. This means that you move out while we work.",
        "The decant is planned for May. That is a move to another home while we work.",
        "The decant is planned for May. It is one of our ways of moving you while we work.",
        "The decant is planned for May. In other words, you move out while we work.",
        "The decant is planned for May. A decant is a move to another home.",
        "We will move you out while we work. This is known as a decant.",
        "We will move you out while we work, which is called a decant.",
        "We will move you out while we work (decant).",
        "We will move you out while we work (known as a “decant”).",
        "By ‘decant’ we mean moving you out while we work.",
        "A decant is a move to another home while we work.",
        "A liability order lets us take money from your wages.",
        "The decant, also known as a temporary move, is in May.",
        "A decant, often needed for large works, means that you move out.",
        "The decant is planned for May, i.e. you move out while we work. The decant will take a week.",
        "We send the worker, or operative, on Monday.",
        "You will get what the law calls a liability order.",
        "Your decant\n\nThe decant, which means moving you out while we work, is planned for May. It takes two weeks.",
        "The decant of your flat, which is to say the move while we work, is in May.",
        "A decant is something that moves you out while we work.",
        "I rang the operatives, who check gutters and roofs for us, on Monday.",
        "Reablement is there to get you back on your feet.",
        "Reablement care is help with getting back on your feet.",
        "Our operative manager (she sends the workers out) will ring.",
        "1. Reablement is a short-term service that helps a person regain independence.",
        "The precept, which is whatever the police ask for, went up.",
    ],
)
def test_an_explained_term_is_let_pass(found: Callable[..., list[str]], reply: str) -> None:
    assert found(RULE, reply) == []


@pytest.mark.parametrize(
    "reply",
    [
        "The [[decant]] (on 3 May) is late.",
        "The [[decant]] (see page 3) is late.",
        "The [[decant]] (ref 12/34) is late.",
        "The [[liability order]] (dated 3 May) was sent.",
        "We called the [[operative]] on Monday.",
        "The [[operative]] called at 9am.",
        "Two [[decants]], which are planned for May, are late.",
        "[[Reablement]] stops on 3 May.",
        "I have also called the [[operative]] back.",
        "The [[decant]] – on 3 May – is late.",
        "The [[decant]] is late. This is because the contractor went away.",
        "The [[decant]] is late. It was our mistake.",
        "The [[decant]] is late. That was a delay of six weeks.",
        "The [[decant]] is late. This is the second time that you have had to wait.",
        "The [[decant]] is late. It was your responsibility to ring.",
        "The [[decant]] is late. It is the reason for your wait.",
        "The [[decant]] is the third this year.",
        "I rang the [[operatives]], who checked your roof on Monday.",
        "I rang the [[operatives]], who advise that the roof is sound.",
        "I rang the [[operatives]], who set the boiler on Monday.",
        "A [[decant]] is something that we should have offered.",
        "I rang the [[operatives]], who have your roof on their list.",
        "The [[operative]], Mr Hale, came on Monday.",
        "The [[decant]] is late. We will ring you. A decant is a move to another home.",
        "The [[decant]] was delayed, which meant that you waited.",
    ],
)
def test_what_does_not_explain_a_term(found: Callable[..., list[str]], reply: str) -> None:
    start, end = reply.index("[["), reply.index("]]")
    assert found(RULE, reply.replace("[[", "").replace("]]", "")) == [reply[start + 2 : end]]


@pytest.mark.parametrize(
    ("reply", "flagged"),
    [
        ("I have spoken to the Income Team.", []),
        ("Please ring our Housing Options Manager.", []),
        ("Housing Options Manager Team Lead will ring.", []),
        ("The Head of Housing Options will ring.", []),
        ("The Disrepair (Homes) Regulations 2014 apply.", []),
        ("I am the Stage Two Housing Options Officer.", []),
        ("Section 58 of the Highways Act 1980 applies.", []),
        ("Under the Disrepair and Damp Policy we must act.", []),
        ("The Disrepair Protocol sets out the steps.", []),
        ("I spoke to Mr Decant about it.", []),
        ("The voids team came.", ["voids"]),
        ("A Liability Order was made.", ["Liability Order"]),
        ("Your Income is too high.", ["Income"]),
        ("Disrepair was found.", ["Disrepair"]),
        ("Disrepair Monday came.", ["Disrepair"]),
        ("The Council's Liability Order was made.", ["Liability Order"]),
    ],
)
def test_parts_of_names_are_let_pass(found: Callable[..., list[str]], reply: str, flagged: list[str]) -> None:
    assert found(RULE, reply) == flagged


@pytest.mark.parametrize(
    ("reply", "flagged"),
    [
        ("Your UC was stopped.", ["UC"]),
        ("Your UC's start date is wrong.", ["UC"]),
        ("Two PAs were off.", ["PAs"]),
        ("The pa system and the uc were off.", []),
        ("The DoLS was in place.", ["DoLS"]),
        ("The S20 bill is late.", ["S20"]),
        ("Your Universal Credit (UC) was stopped. UC is paid monthly.", []),
        ("Your Universal Credit (“UC”) was stopped.", []),
        ("Your UC (Universal Credit) was stopped.", []),
        ("Your UC, which stands for Universal Credit, was stopped.", []),
        ("Your Universal Credit, known as UC, was stopped.", []),
        ("Your Universal Credit, or UC, was stopped.", []),
        ("You get UC. UC is a monthly payment from the government.", []),
        ("Your EHCP (education, health and care plan) is late.", []),
        ("The plan for her education, health and care (the EHCP) is late.", []),
        ("Your UC was stopped. Universal Credit (UC) is paid monthly.", []),
        ("Your benefit, often shortened to UC, was stopped.", []),
        ("Your UC was stopped. We are sorry. Universal Credit (UC) is paid monthly.", ["UC"]),
        ("Claim UC/2291 is closed.", []),
        ("The NHS and your GP know.", []),
        ("Your LPA is on file.", ["LPA"]),
        ("Priya Shah (PA) will ring you.", ["PA"]),
    ],
)
def test_abbreviations(found: Callable[..., list[str]], reply: str, flagged: list[str]) -> None:
    assert found(RULE, reply) == flagged


@pytest.mark.parametrize(
    ("reply", "flagged"),
    [
        ("The QXT will ring you.", ["QXT"]),
        ("The QXTs will ring you.", ["QXTs"]),
        ("Under S106 you can ask.", ["S106"]),
        ("Under the CA14 you can ask.", ["CA14"]),
        ("The O&X panel met.", ["O&X"]),
        ("The EoT ended on 3 May.", ["EoT"]),
        ("The Quality Exchange Team (QXT) will ring you.", []),
        ("The QXT (Quality Exchange Team) will ring you.", []),
        ("The reference is QXT/2291 and QXT-2291.", []),
        ("Ticket HC4417 is closed.", []),
        ("We are at 1 High Street, Aldbrook AB1 2CD.", []),
        ("Your car AB12 CDE was seen.", []),
        ("Part II and part IV apply.", []),
        ("You must NOT pay, and it is URGENT.", []),
        ("WE DO NOT PAY QXT CLAIMS", []),
        ("Mr QR Hollis will ring you.", []),
        ("The lift was made by QXT Ltd in 2004.", []),
        ("Write to qxt@QXT.gov.uk or see www.QXT.gov.uk.", []),
        ("The work took SIXTEEN weeks.", []),
        ("We will meet at [INSERT VENUE] on 3 May.", []),
    ],
)
def test_abbreviations_that_no_list_holds(found: Callable[..., list[str]], reply: str, flagged: list[str]) -> None:
    assert found(RULE, reply) == flagged


@pytest.mark.parametrize(
    ("reply", "complaint", "flagged"),
    [
        ("The decant is late.", "When is my decant?", []),
        ("The decants are late.", "I was decanted in May.", []),
        ("A liability order was made.", "Why a liability order?", []),
        ("A liability order was made.", "My liability, and in that order!", ["liability order"]),
        ("Your UC was stopped.", "my uc was stopped", []),
        ("Your UC was stopped.", "My Universal Credit was stopped.", ["UC"]),
        ("The SEND team rang.", "Send it now. You sent me another.", ["SEND"]),
        ("The SEND team rang.", "Where is the SEND team?", []),
        ("The QXT will ring.", "the qxt never rang", []),
        ("The QXT will ring.", "nobody rang", ["QXT"]),
    ],
)
def test_the_complainants_own_words(
    found: Callable[..., list[str]], reply: str, complaint: str, flagged: list[str]
) -> None:
    assert found(RULE, reply, complaint) == flagged


@pytest.mark.parametrize(
    ("reply", "suggestions"),
    [
        ("Two step downs were planned.", ("brief stays",)),  # and not as an inflection of "step down"
        ("The carriageway is worn.", ("road",)),
        ("Carriageway works begin.", ("Road",)),
        ("Your UC was stopped.", ("Universal Credit (UC)",)),
        ("Two PAs were off.", ("personal assistants (PAs)",)),
        ("Your LPA is on file.", ("lasting power of attorney (LPA)", "local planning authority (LPA)")),
        ("The QXT will ring.", ()),
        ("A NOSP was sent.", ("notice of seeking possession (NOSP, a warning of court action)",)),
    ],
)
def test_suggestions(run: Callable[..., tuple[Match, ...]], reply: str, suggestions: tuple[str, ...]) -> None:
    assert [match.suggestions for match in run(RULE, reply)] == [suggestions]


def test_the_message_gives_the_plain_words(run: Callable[..., tuple[Match, ...]]) -> None:
    rule = {**RULE, "message": "'{match}' means {plain}."}
    assert run(rule, "Your LPA is late.")[0].message == (
        "'LPA' means lasting power of attorney or local planning authority."
    )


def test_a_quotation_is_let_pass_and_the_next_use_is_not(found: Callable[..., list[str]]) -> None:
    assert found(RULE, "You wrote “I was told that a decant was needed for us”. The decant is in May.") == ["decant"]


def test_a_heading_does_not_count_as_first_use(run: Callable[..., tuple[Match, ...]]) -> None:
    reply = "Dear Ms Shah\n\nThe decant\n\nWe will look at the decant in May and tell you.\n\nYours sincerely\nAnn Hale"
    assert [match.span.start for match in run(RULE, reply) if match.span] == [reply.rindex("decant")]


SECOND: Mapping[str, Any] = {
    "kind": "vocabulary",
    "category": "jargon",
    "terms": {"emergency decant": "move out today", "void": "not valid"},
    "abbreviations": {"PA": "public address"},
}


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("An emergency decant is needed.", [("b/rule", "emergency decant")]),
        ("The flat is void.", [("a/rule", "void")]),
        ("The PA was off.", [("a/rule", "PA")]),
        ("A void and an emergency decant.", [("a/rule", "void"), ("b/rule", "emergency decant")]),
    ],
)
def test_one_finding_a_place_over_all_vocabulary_rules(
    run: Callable[..., tuple[Match, ...]], reply: str, expected: list[tuple[str, str]]
) -> None:
    matches = run({"a/rule": RULE, "b/rule": SECOND}, reply)
    assert [(match.rule.id, match.text) for match in matches] == expected


def test_two_rules_meanings_of_an_abbreviation_are_both_shown(run: Callable[..., tuple[Match, ...]]) -> None:
    (match,) = run({"a/rule": RULE, "b/rule": SECOND}, "The PA was off.")
    assert match.suggestions == ("personal assistant (PA)", "public address (PA)")


def test_a_listed_abbreviation_is_flagged_though_another_rule_thinks_it_well_known(
    run: Callable[..., tuple[Match, ...]],
) -> None:
    known = {"kind": "vocabulary", "well_known": ["PA", "QXT"], "unknown_abbreviations": True}
    assert [match.text for match in run({"a/rule": SECOND, "b/rule": known}, "The PA and the QXT rang.")] == ["PA"]


def test_exempt_words(found: Callable[..., list[str]]) -> None:
    assert found({**RULE, "exempt": ["carriageway"]}, "The carriageways and the precept.") == ["precept"]

"""Findings: order, numbers, fingerprints that survive edits, and dismissals."""

import pytest

from reviewer.case import Dismissal, Span
from reviewer.findings import make_findings
from reviewer.resources import data_folder
from reviewer.review import Document, Finding
from reviewer.rules import Match, RuleBook, load_rules
from reviewer.text import LetterParser

REPLY = (
    "Dear Ms Shah\n\nWe will do it shortly. The list was wrong. We will ring you shortly.\n\nYours sincerely\nManager"
)


@pytest.fixture(scope="module")
def rules() -> RuleBook:
    return load_rules(data_folder("rules"))


def match(rules: RuleBook, text: str, words: str, nth: int = 0, rule: str = "remedy/no_date") -> Match:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Match(
        rule=rules.by_id[rule],
        span=Span(start=start, end=start + len(words)),
        document=Document.RESPONSE,
        text=words,
        message="Give a date.",
    )


def findings(parser: LetterParser, text: str, matches: list[Match], *dismissed: Dismissal) -> tuple[Finding, ...]:
    return make_findings(matches, parser.parse(text), None, dismissed)[0]


def test_findings_are_numbered_as_they_come(parser: LetterParser, rules: RuleBook) -> None:
    made = findings(parser, REPLY, [match(rules, REPLY, "shortly", 0), match(rules, REPLY, "shortly", 1)])
    assert [one.id for one in made] == ["F1", "F2"]
    assert made[0].span.start < made[1].span.start  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("rule", "words", "left"),
    [
        ("jargon/verbs_from_nouns", "actioned", ["jargon/verbs_from_nouns"]),
        ("readability/hidden_actor", "was not actioned", ["readability/hidden_actor", "spelling/misspelling"]),
        ("remedy/no_date", "It was not actioned.", ["remedy/no_date", "spelling/misspelling"]),
        ("spelling/grammar", "actioned", ["spelling/grammar", "spelling/misspelling"]),
    ],
)
def test_a_word_that_a_rule_knows_is_not_misspelt_too(
    parser: LetterParser, rules: RuleBook, rule: str, words: str, left: list[str]
) -> None:
    text = "It was not actioned."
    told = [match(rules, text, words, rule=rule), match(rules, text, "actioned", rule="spelling/misspelling")]
    assert [one.rule for one in findings(parser, text, told)] == left


@pytest.mark.parametrize(
    ("edited", "same"),
    [
        (REPLY.replace("Dear Ms Shah", "Dear Ms Shah and Mr Shah"), True),
        (REPLY.replace("The list was wrong.", "The list was wrong, and it has been put right."), True),
        (REPLY.replace("We will do it shortly", "The manager has promised it shortly"), False),
    ],
)
def test_a_fingerprint_survives_edits_elsewhere(parser: LetterParser, rules: RuleBook, edited: str, same: bool) -> None:
    (before,) = findings(parser, REPLY, [match(rules, REPLY, "shortly")])
    (after,) = findings(parser, edited, [match(rules, edited, "shortly")])
    assert (before.fingerprint == after.fingerprint) is same


def test_two_alike_have_fingerprints_of_their_own(parser: LetterParser, rules: RuleBook) -> None:
    text = "We will ring you shortly today. We will ring you shortly today."
    made = findings(parser, text, [match(rules, text, "you shortly", nth) for nth in range(2)])
    assert len({one.fingerprint for one in made}) == 2


def test_findings_without_a_place_are_told_apart_by_what_they_say(parser: LetterParser, rules: RuleBook) -> None:
    told = [
        Match(rule=rules.by_id["remedy/no_date"], span=None, document=Document.COMPLAINT, text="", message=message)
        for message in ("The lid is not answered.", "The bin is not answered.")
    ]
    first, second = (one.fingerprint for one in findings(parser, REPLY, told))
    assert [one.fingerprint for one in findings(parser, REPLY, told[1:])] == [second] != [first]


def test_a_dismissed_finding_is_returned_with_its_reason_and_not_counted(parser: LetterParser, rules: RuleBook) -> None:
    matches = [match(rules, REPLY, "shortly", nth) for nth in range(2)]
    first, second = findings(parser, REPLY, matches)
    dismissal = Dismissal(fingerprint=first.fingerprint, reason="The date is in the enclosed plan.")
    counted, aside = make_findings(matches, parser.parse(REPLY), None, [dismissal])
    assert [one.fingerprint for one in counted] == [second.fingerprint]
    assert [(one.fingerprint, one.reason) for one in aside] == [(first.fingerprint, dismissal.reason)]

import pytest

from reviewer.case import Span
from reviewer.protocols import ReviewsCases
from reviewer.review import Review
from reviewer.rule_check import example_faults, rules_to_check
from reviewer.rules.schema import ExistenceRule, FactsRule, Rule
from reviewer.text import LetterParser
from tests.handmade import StandIn, make_review

COMMON = {
    "pack": "made",
    "title": "A made rule",
    "message": "Message.",
    "why": "Reason.",
    "source": "A standard",
    "severity": "warning",
    "category": "tone",
    "criterion": "tone_and_apology",
}
LETTER = "You failed to ring us."


@pytest.fixture(scope="module")
def parser() -> LetterParser:
    return LetterParser.load()


def existence(flag: list[str], passes: list[str]) -> Rule:
    examples = {"flag": flag, "pass": passes}
    return ExistenceRule.model_validate(
        {**COMMON, "id": "made/failed", "kind": "existence", "tokens": ["you failed"], "examples": examples}
    )


def facts(flag: str, passes: str) -> Rule:
    examples = {"flag": [{"response": flag}], "pass": [{"response": passes}]}
    return FactsRule.model_validate(
        {**COMMON, "id": "made/none", "kind": "facts", "when": {"apology": ["none"]}, "examples": examples}
    )


def never() -> ReviewsCases:
    raise AssertionError("no rule here needs the whole review")


def review_with(*spans: Span | None) -> Review:
    base = make_review().findings[0]
    findings = [base.model_copy(update={"rule": "made/none", "span": span, "text": ""}) for span in spans]
    return make_review(findings=tuple(findings))


@pytest.mark.parametrize(
    ("flag", "passes", "expected"),
    [
        ("[[You failed]] to ring us.", "We failed to ring you.", []),
        ("We failed to ring you.", "We rang.", ["flag example 1: nothing is flagged"]),
        ("[[You]] rang.", "You failed.", ["flag example 1: nothing is flagged", "'You' is marked", "pass example 1"]),
    ],
)
def test_a_rule_is_run_on_its_examples(parser: LetterParser, flag: str, passes: str, expected: list[str]) -> None:
    faults = [fault for _, fault in example_faults([existence([flag], [passes])], parser, never)]
    assert len(faults) == len(expected)
    assert all(part in fault for part, fault in zip(expected, faults, strict=True))


@pytest.mark.parametrize(
    ("flag", "found", "expected"),
    [
        (LETTER, [None], []),
        ("[[You failed]] to ring us.", [Span(start=0, end=10)], []),
        (LETTER, [], ["flag example 1: nothing is flagged"]),
        (LETTER, [Span(start=0, end=3)], ["flag example 1: 'You' is flagged and not marked"]),
        ("[[You failed]] to ring us.", [None], ["flag example 1: 'You failed' is marked and not flagged"]),
    ],
)
def test_a_rule_about_facts_is_run_through_the_whole_review(
    parser: LetterParser, flag: str, found: list[Span | None], expected: list[str]
) -> None:
    class Finds(StandIn):
        def review(self, case: object) -> Review:
            flagged = getattr(case, "response", "") == LETTER
            return review_with(*found) if flagged else review_with()

    faults = example_faults([facts(flag, "We rang you.")], parser, lambda: Finds(make_review()))
    assert [fault for _, fault in faults] == expected


def test_a_pass_example_that_is_flagged_is_a_fault(parser: LetterParser) -> None:
    faults = list(example_faults([facts(LETTER, "We rang.")], parser, lambda: StandIn(review_with(None))))
    assert faults == [("made/none", "pass example 1: it is flagged")]


def test_without_a_council_every_shipped_rule_is_checked() -> None:
    rules = rules_to_check(None).rules
    assert len({rule.id for rule in rules}) == len(rules) > 20

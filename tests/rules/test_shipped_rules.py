"""Every shipped rule against its own examples, and what all of them have in common."""

from __future__ import annotations

import pytest

from reviewer import Reviewer
from reviewer.answers import load_answer_weights
from reviewer.resources import data_folder
from reviewer.rule_check import example_faults
from reviewer.rules import RuleBook, load_rules
from reviewer.rules.examples import marked_case
from reviewer.rules.facts import holds
from reviewer.rules.folders import read_folder
from reviewer.rules.schema import FactsRule, Rule
from reviewer.text import LetterParser

FOLDER = data_folder("rules")
BOOK = load_rules()
LONGEST_MESSAGE = 200

every_rule = pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.id)


@pytest.fixture(scope="module")
def book() -> RuleBook:
    return BOOK


@every_rule
def test_a_rule_flags_its_flag_examples_at_their_marks_and_lets_the_others_pass(
    rule: Rule, parser: LetterParser, reviewer: Reviewer
) -> None:
    assert list(example_faults([rule], parser, lambda: reviewer)) == []


@every_rule
def test_a_rule_says_what_is_wrong_in_few_words_and_on_what_standard_it_rests(rule: Rule) -> None:
    assert len(rule.message) <= LONGEST_MESSAGE
    assert len(rule.source.strip()) > len("none")
    assert rule.why.strip()[-1] in ".!?"
    assert rule.title[0].isupper() or not rule.title[0].isalpha()


@every_rule
def test_examples_can_be_read(rule: Rule) -> None:
    for example in rule.examples.flag:
        marked_case(rule, example)
    for example in rule.examples.passes:
        assert marked_case(rule, example).marks == ()


def test_an_id_is_the_path_of_its_file(book: RuleBook) -> None:
    files = {
        path.relative_to(FOLDER).with_suffix("").as_posix()
        for path in FOLDER.rglob("*.yml")
        if path.relative_to(FOLDER).parts[0] not in {"procedures", "wording", "scoring.yml"} and path.name != "pack.yml"
    }
    assert files == set(book.by_id)
    assert [rule.id for rule in book.rules] == sorted(book.by_id)


def test_every_pack_has_rules_and_every_rule_a_pack(book: RuleBook) -> None:
    assert set(read_folder(FOLDER, "rules").packs) == {rule.pack for rule in book.rules} == set(book.versions)


@pytest.mark.parametrize(
    ("kind", "status", "sureness", "unsure", "expected"),
    [
        ("concern", "not_answered", 0.9, False, ["error"]),
        ("question", "not_answered", 0.7, False, ["error"]),
        ("concern", "not_answered", 0.69, False, ["suggestion"]),
        ("concern", "not_answered", 0.25, True, ["suggestion"]),
        ("concern", "partly_answered", 0.9, False, ["suggestion"]),
        ("concern", "partly_answered", 0.5, True, []),
        ("concern", "answered", 0.3, True, []),
        ("desired_outcome", "not_answered", 0.6, False, ["warning"]),
        ("desired_outcome", "not_answered", 0.54, True, ["suggestion"]),
    ],
)
def test_what_is_found_of_a_concern_is_no_more_than_a_suggestion_where_the_model_is_unsure(
    book: RuleBook, kind: str, status: str, sureness: float, unsure: bool, expected: list[str]
) -> None:
    values = {"kind": kind, "status": status, "sureness": sureness, "unsure": unsure}
    about = [rule for rule in book.rules if isinstance(rule, FactsRule) and rule.each == "concern"]
    assert [rule.severity for rule in about if holds(rule.where, values)] == expected


def test_every_unsure_concern_is_below_the_sureness_that_makes_an_error() -> None:
    assert load_answer_weights(data_folder("weights")).thresholds.sure <= 0.65

"""Runs the examples that rules carry, and says which do not come out as marked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reviewer.case import Span
from reviewer.errors import ReviewError
from reviewer.knowledge import load_knowledge
from reviewer.protocols import ReviewsCases
from reviewer.rules.examples import ExampleRunner, MarkedCase, marked_case
from reviewer.rules.faults import Fault
from reviewer.rules.loading import read_rules
from reviewer.rules.schema import FactsRule, Rule
from reviewer.text import LetterParser


@dataclass(frozen=True)
class RulesToCheck:
    """The rules whose examples are run, and the faults of those that cannot be read or of the council's settings."""

    rules: tuple[Rule, ...]
    faults: tuple[Fault, ...] = ()


def rules_to_check(council: Path | None) -> RulesToCheck:
    """The shipped rules; or, of a council's folder laid over them, those that it adds or changes."""
    shipped = read_rules()
    if council is None:
        return RulesToCheck(shipped.book.rules, shipped.faults)
    read = read_rules(council=council)
    own = tuple(rule for rule in read.book.rules if shipped.book.by_id.get(rule.id) != rule)
    return RulesToCheck(own, read.faults)


def knowledge_faults(council: Path | None) -> Iterator[str]:
    """What is wrong with the files that are not rules: procedures, wordings, scoring. The first fault only."""
    try:
        load_knowledge(council)
    except ReviewError as error:
        yield f"{error.title}: {error.detail}"


def example_faults(
    rules: Sequence[Rule], parser: LetterParser, load: Callable[[], ReviewsCases]
) -> Iterator[tuple[str, str]]:
    """Rule id and fault, for each example that does not come out as marked.

    A rule about the letter's facts needs the whole review: `load`, called for such rules only, gives the Reviewer.
    """
    reviewer: ReviewsCases | None = None
    for rule in sorted(rules, key=lambda one: one.id):
        if isinstance(rule, FactsRule):
            reviewer = reviewer or load()
            faults = _reviewed(rule, reviewer)
        else:
            faults = ExampleRunner(rule, parser).faults()
        for fault in faults:
            yield rule.id, fault


def _reviewed(rule: Rule, reviewer: ReviewsCases) -> Iterator[str]:
    for number, example in enumerate(rule.examples.flag, 1):
        marked = marked_case(rule, example)
        found = _found(rule, marked, reviewer)
        if not found:
            yield f"flag example {number}: nothing is flagged"
            continue
        places = {(one.start, one.end) for spans in found for one in spans}
        marks = {(one.start, one.end) for one in marked.marks}
        text = (marked.case.response if marked.document == "response" else marked.case.complaint) or ""
        for start, end in sorted(marks - places):
            yield f"flag example {number}: '{text[start:end]}' is marked and not flagged"
        for start, end in sorted(places - marks):
            yield f"flag example {number}: '{text[start:end]}' is flagged and not marked"
    for number, example in enumerate(rule.examples.passes, 1):
        if _found(rule, marked_case(rule, example), reviewer):
            yield f"pass example {number}: it is flagged"


def _found(rule: Rule, marked: MarkedCase, reviewer: ReviewsCases) -> list[tuple[Span, ...]]:
    """The places of each finding of this rule; none for a finding about the letter as a whole."""
    return [
        (one.span, *one.also) if one.span else ()
        for one in reviewer.review(marked.case).findings
        if one.rule == rule.id
    ]

"""Rules as the API gives them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, JsonValue

from reviewer.case import Frozen
from reviewer.review import Category, Criterion, Severity
from reviewer.rules import RuleBook
from reviewer.rules.schema import Applies, Examples, Rule


class RuleSummary(Frozen):
    """One rule in a list."""

    id: str
    title: str
    kind: str
    severity: Severity
    category: Category
    criterion: Criterion
    pack: Annotated[str, Field(description="the folder of rules that it is versioned with")]
    page: Annotated[str, Field(description="the page about this rule, for people")]


class RuleDetail(RuleSummary):
    """One rule in full."""

    message: Annotated[str, Field(description="what a finding says; {match} and the like are filled in")]
    why: str
    source: Annotated[str, Field(description="the standard that the rule rests on")]
    suggestions: tuple[str, ...]
    applies: Applies
    exempt: Annotated[tuple[str, ...], Field(description="words that it never flags")]
    group: Annotated[bool, Field(description="what it finds is folded into one finding")]
    examples: Annotated[Examples, Field(description="what it must flag is marked [[so]]")]
    finds: Annotated[Mapping[str, JsonValue], Field(description="the keys of this kind of rule: what it looks for")]


class RuleList(Frozen):
    """All rules in force."""

    versions: Annotated[Mapping[str, str], Field(description="by pack")]
    rules: tuple[RuleSummary, ...]


def page_address(rule: str, query: str = "") -> str:
    """The address of the page about a rule, from the root of the service."""
    return f"rules/{rule}{query}"


def list_rules(book: RuleBook, query: str) -> RuleList:
    """The rules of a book by id; `query` is kept in the addresses of their pages."""
    ordered = sorted(book.rules, key=lambda rule: rule.id)
    return RuleList(versions=book.versions, rules=tuple(RuleSummary(**_summary(rule, query)) for rule in ordered))


def detail(rule: Rule, query: str) -> RuleDetail:
    """One rule in full."""
    own = set(type(rule).model_fields) - set(Rule.model_fields)
    shared = RuleDetail.model_fields.keys() & Rule.model_fields.keys()
    return RuleDetail(
        **{name: getattr(rule, name) for name in shared},
        page=page_address(rule.id, query),
        finds=rule.model_dump(mode="json", include=own),
    )


def _summary(rule: Rule, query: str) -> dict[str, str]:
    shared = RuleSummary.model_fields.keys() & Rule.model_fields.keys()
    return {**{name: getattr(rule, name) for name in shared}, "page": page_address(rule.id, query)}

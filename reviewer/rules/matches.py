"""What rules find: hits, as the kinds see them, and matches, with the words an officer will read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from reviewer.case import Span
from reviewer.review import Document
from reviewer.rules.context import Scene
from reviewer.rules.schema import PLACEHOLDER, Rule


@dataclass(frozen=True)
class Hit:
    """One place that a rule found. `fills`: what goes into the placeholders; `suggestions`: the kind's own."""

    rule: Rule
    span: Span | None
    fills: Mapping[str, str] = field(default_factory=dict)
    suggestions: tuple[str, ...] = ()
    also: tuple[Span, ...] = ()
    document: Document | None = None  # None: the one that the rule reads
    source: Literal["rule", "model"] = "rule"
    confidence: float | None = None


@dataclass(frozen=True)
class Match:
    """One finding of a rule, before it gets an id. `text` is what the span covers; empty where there is no span."""

    rule: Rule
    span: Span | None
    document: Document
    text: str
    message: str
    suggestions: tuple[str, ...] = ()
    also: tuple[Span, ...] = ()
    source: Literal["rule", "model"] = "rule"
    confidence: float | None = None

    @property
    def places(self) -> tuple[Span, ...]:
        """Every place of this finding."""
        return (() if self.span is None else (self.span,)) + self.also


class Check(Protocol):
    """One rule, compiled."""

    def find(self, scene: Scene) -> Iterable[Hit]:
        """What the rule finds in the scene."""
        ...


class JointCheck(Protocol):
    """All the rules of a kind that must be looked at together, compiled."""

    def find(self, scene: Scene, rules: frozenset[str]) -> Iterable[Hit]:
        """What those of its rules whose ids are given find in the scene."""
        ...


def fill(template: str, fills: Mapping[str, str]) -> str:
    """The template with its placeholders filled; one that is not known is left out."""
    return PLACEHOLDER.sub(lambda found: fills.get(found[1], ""), template)


def like(words: str, match: str, *, starts_sentence: bool) -> str:
    """The words with a capital where what they replace has one for standing first in its sentence."""
    if starts_sentence and match[:1].isupper() and words[:1].islower():
        return words[0].upper() + words[1:]
    return words

"""What one rule file may hold, by kind, as frozen models."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import AfterValidator, ConfigDict, Field, model_validator

from reviewer.case import Frozen, Nation, Procedure, Stage
from reviewer.review import Category, Criterion, Document, Severity
from reviewer.rules.facts import Value
from reviewer.rules.patterns import check_pattern
from reviewer.text import BlockKind

PLACEHOLDER = re.compile(r"\{(\w+)\}")

Expression = Annotated[str, Field(min_length=1), AfterValidator(check_pattern)]
Words = Annotated[str, Field(min_length=1)]
TokenPattern = Annotated[tuple[dict[str, Any], ...], Field(min_length=1)]
Conditions = Mapping[str, tuple[Value, ...]]


class Lenient(Frozen):
    """Base of what is read from YAML, where 106 may stand for "106"."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)


class Pack(Lenient):
    """A folder of rules that is versioned as one; its files are its version where it states none."""

    title: Words
    version: Words | None = None


class ExampleCase(Lenient):
    """An example that needs more than a passage of the reply."""

    response: Words
    complaint: Words | None = None
    procedure: Procedure | None = None
    stage: Stage | None = None
    nation: Nation | None = None
    dated: date | None = None
    received: date | None = None


class Examples(Lenient):
    """Passages that a rule must flag, with what it flags marked `[[so]]`, and passages that it must let pass."""

    flag: tuple[Words | ExampleCase, ...] = ()
    passes: Annotated[tuple[Words | ExampleCase, ...], Field(alias="pass")] = ()


class Applies(Lenient):
    """Where a rule applies. An empty list sets no limit."""

    procedure: tuple[Procedure, ...] = ()
    stage: tuple[Stage, ...] = ()
    nation: tuple[Nation, ...] = ()
    blocks: Annotated[tuple[BlockKind, ...], Field(min_length=1)] = (
        BlockKind.PARAGRAPH,
        BlockKind.LIST_ITEM,
        BlockKind.HEADING,
    )
    document: Document = Document.RESPONSE
    needs_complaint: bool = False


class Rule(Lenient):
    """What every rule has. `id` is the file's path below the rules folder, `pack` the folder it is versioned with."""

    fills: ClassVar[frozenset[str] | None] = frozenset({"match"})  # placeholders of the kind; None: any

    id: str
    pack: str
    kind: str
    title: Words
    message: Words
    why: Words
    source: Annotated[Words, Field(description="the standard that the rule rests on")]
    severity: Severity
    category: Category
    criterion: Criterion
    examples: Examples = Examples()
    suggestions: tuple[str, ...] = ()
    applies: Applies = Applies()
    exempt: tuple[Words, ...] = ()
    group: Annotated[bool, Field(description="fold what the rule finds into one finding")] = False

    @property
    def reason(self) -> str:
        """Why it matters, with the standard that it rests on."""
        return f"{self.why} ({self.source.rstrip('.')})"

    @model_validator(mode="after")
    def _placeholders_are_known(self) -> Self:
        if self.fills is None:
            return self
        known = ", ".join(f"{{{name}}}" for name in sorted(self.fills))
        for words in (self.message, *self.suggestions):
            for name in PLACEHOLDER.findall(words):
                if name not in self.fills:
                    raise ValueError(
                        f"the message or a suggestion holds {{{name}}}, which a rule of kind {self.kind} does not "
                        f"know; "
                        f"write {known}"
                    )
        return self


class ExistenceRule(Rule):
    """Finds words that should not be there."""

    kind: Literal["existence"]
    tokens: tuple[Expression, ...] = ()
    raw: tuple[Expression, ...] = ()
    nonword: bool = False
    ignorecase: bool = True
    exceptions: tuple[Expression, ...] = ()
    unless: tuple[Expression, ...] = ()
    span: Literal["match", "sentence"] = "match"

    @model_validator(mode="after")
    def _looks_for_something(self) -> Self:
        if not self.tokens and not self.raw:
            raise ValueError("'tokens' is missing; list the words or expressions to look for")
        return self


class SubstitutionRule(Rule):
    """Finds words that have plainer ones."""

    fills: ClassVar[frozenset[str] | None] = frozenset({"match", "suggestion"})

    kind: Literal["substitution"]
    swap: Annotated[Mapping[Expression, str], Field(min_length=1)]
    nonword: bool = False
    ignorecase: bool = True
    exceptions: tuple[Expression, ...] = ()
    unless: tuple[Expression, ...] = ()


class Scope(StrEnum):
    """How much text a rule counts in."""

    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    TEXT = "text"


class OccurrenceRule(Rule):
    """Counts something, and finds where it comes too often or not often enough."""

    fills: ClassVar[frozenset[str] | None] = frozenset({"match", "count", "limit"})

    kind: Literal["occurrence"]
    token: Expression
    max: Annotated[int, Field(ge=0)] | None = None
    min: Annotated[int, Field(ge=1)] | None = None
    scope: Scope = Scope.TEXT
    ignorecase: bool = True
    unless: tuple[Expression, ...] = ()

    @model_validator(mode="after")
    def _has_a_limit(self) -> Self:
        if self.max is None and self.min is None:
            raise ValueError("'max' and 'min' are both missing; write how many there may be, or must be")
        return self


class VocabularyRule(Rule):
    """Finds terms and abbreviations that are used without being explained."""

    fills: ClassVar[frozenset[str] | None] = frozenset({"match", "plain", "expansions"})

    kind: Literal["vocabulary"]
    terms: Mapping[Words, str] = {}
    abbreviations: Mapping[Words, str] = {}
    ambiguous: Mapping[Words, Annotated[tuple[Words, ...], Field(min_length=1)]] = {}
    well_known: tuple[Words, ...] = ()
    everyday: tuple[Words, ...] = ()
    unknown_abbreviations: bool = False

    @model_validator(mode="after")
    def _holds_something(self) -> Self:
        if not (self.terms or self.abbreviations or self.ambiguous or self.well_known or self.unknown_abbreviations):
            raise ValueError("'terms' and 'abbreviations' are both missing; list at least one, with its meaning")
        return self


class PatternRule(Rule):
    """Finds runs of words by their grammar."""

    kind: Literal["pattern"]
    patterns: Annotated[tuple[TokenPattern, ...], Field(min_length=1)]
    also: tuple[TokenPattern, ...] = ()
    unless: tuple[Expression, ...] = ()
    span: Literal["match", "sentence"] = "match"


class AgreementRule(Rule):
    """Finds facts that disagree with the complaint."""

    fills: ClassVar[frozenset[str] | None] = frozenset({"match", "expected"})

    kind: Literal["agreement"]
    of: Literal["amount", "date", "reference", "name", "mention"]


class IdentifierRule(Rule):
    """Finds what identifies a person and has no place in a reply."""

    kind: Literal["identifier"]
    of: Literal[
        "national_insurance",
        "nhs_number",
        "bank_account",
        "payment_card",
        "date_of_birth",
        "phone",
        "email",
        "vehicle",
        "postcode",
    ]


class FactsRule(Rule):
    """States what the stages found: something about the letter, or about each item of a kind."""

    fills: ClassVar[frozenset[str] | None] = None

    kind: Literal["facts"]
    when: Conditions = Field(default_factory=dict)
    each: str | None = None
    where: Conditions = Field(default_factory=dict)

    @model_validator(mode="after")
    def _asks_something(self) -> Self:
        if not self.when and self.each is None:
            raise ValueError("'when' and 'each' are both missing; say of what this rule speaks")
        if self.where and self.each is None:
            raise ValueError("'where' needs 'each'; say of which items it speaks, or write 'when'")
        return self


KINDS: Mapping[str, type[Rule]] = {
    "existence": ExistenceRule,
    "substitution": SubstitutionRule,
    "occurrence": OccurrenceRule,
    "vocabulary": VocabularyRule,
    "pattern": PatternRule,
    "agreement": AgreementRule,
    "identifier": IdentifierRule,
    "facts": FactsRule,
}


def keys_of(kind: str) -> tuple[str, ...]:
    """The keys that a rule of this kind may have in its file, in the order in which they are documented."""
    return tuple(name for name in KINDS[kind].model_fields if name not in {"id", "pack"})

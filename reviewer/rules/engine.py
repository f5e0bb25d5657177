"""A rule book: rules that are loaded, checked and compiled, run over a letter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from reviewer.case import Span
from reviewer.lines import flat_copy
from reviewer.review import Category, Document
from reviewer.rules.context import Context, Page, Scene
from reviewer.rules.kinds.agreement import AgreementCheck
from reviewer.rules.kinds.existence import ExistenceCheck
from reviewer.rules.kinds.facts import FactsCheck
from reviewer.rules.kinds.identifier import IdentifierCheck
from reviewer.rules.kinds.occurrence import OccurrenceCheck
from reviewer.rules.kinds.pattern import PatternCheck
from reviewer.rules.kinds.search import longest
from reviewer.rules.kinds.substitution import SubstitutionCheck
from reviewer.rules.kinds.vocabulary import VocabularyCheck
from reviewer.rules.matches import Check, Hit, JointCheck, Match, fill
from reviewer.rules.schema import (
    AgreementRule,
    ExistenceRule,
    FactsRule,
    IdentifierRule,
    OccurrenceRule,
    PatternRule,
    Rule,
    SubstitutionRule,
    VocabularyRule,
)
from reviewer.rules.words import split_words


class RuleBook:
    """Rules ready to run. Built once, by `load_rules`; running it changes nothing in it."""

    def __init__(
        self,
        rules: tuple[Rule, ...],
        versions: Mapping[str, str],
        exempt: frozenset[str],
        checks: Sequence[tuple[Rule, Check]],
        joint: Sequence[JointCheck],
    ) -> None:
        self.rules = rules  # by id, a council's own first
        self.versions = versions  # by pack
        self.exempt = exempt  # words that a council never wants flagged, in small letters
        self._checks = tuple(checks)
        self._joint = tuple(joint)

    @classmethod
    def of(
        cls, rules: Iterable[Rule], versions: Mapping[str, str] | None = None, exempt: Iterable[str] = ()
    ) -> RuleBook:
        """Compile rules, in the order given. Raises ValueError for an id that comes twice or a bad expression."""
        rules = tuple(rules)
        seen: set[str] = set()
        for rule in rules:
            if rule.id in seen:
                raise ValueError(f"there are two rules '{rule.id}'; give one of them another name")
            seen.add(rule.id)
        words = tuple(exempt)
        checks = [(rule, check) for rule in rules if (check := _compile(rule)) is not None]
        joint: list[JointCheck] = [
            VocabularyCheck([rule for rule in rules if isinstance(rule, VocabularyRule)], words),
            PatternCheck([rule for rule in rules if isinstance(rule, PatternRule)]),
        ]
        return cls(rules, dict(versions or {}), frozenset(_plain(word) for word in words), checks, joint)

    @cached_property
    def by_id(self) -> Mapping[str, Rule]:
        """The rules by id."""
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The words of all terms and abbreviations that the rules list, as they are written there."""
        return frozenset(
            word.text
            for rule in self.rules
            if isinstance(rule, VocabularyRule)
            for words in (*rule.terms, *rule.abbreviations, *rule.ambiguous, *rule.well_known)
            for word in split_words(words)
        )

    def run(self, context: Context) -> tuple[Match, ...]:
        """Everything that the rules find, in the order in which an officer reads it: see `_place`.

        Raises ReviewError if an expression takes too long on this letter.
        """
        scene = Scene(context)
        active = frozenset(rule.id for rule in self.rules if scene.applies(rule))
        hits = [hit for rule, check in self._checks if rule.id in active for hit in check.find(scene)]
        hits += [hit for check in self._joint for hit in check.find(scene, active)]
        kept = _one_jargon_finding_a_place([hit for hit in hits if not self._is_spared(scene, hit)])
        return tuple(sorted(_matches(scene, kept), key=_place))

    def _is_spared(self, scene: Scene, hit: Hit) -> bool:
        """Whether what was found is exempt, or jargon that the complainant used too."""
        page = _page(scene, hit)
        if hit.span is None or page is None:
            return False
        words = page.words(hit.span).lower()
        if words in self.exempt or any(words == _plain(one) for one in hit.rule.exempt):
            return True
        return hit.rule.category is Category.JARGON and hit.rule.kind != "vocabulary" and _is_own(scene, hit, words)


def _plain(words: str) -> str:
    """Exempt words as a letter's are compared: small letters and plain signs."""
    return flat_copy(words).lower()


def _compile(rule: Rule) -> Check | None:
    """The check of a rule that is looked at by itself."""
    match rule:
        case ExistenceRule():
            return ExistenceCheck(rule)
        case SubstitutionRule():
            return SubstitutionCheck(rule)
        case OccurrenceRule():
            return OccurrenceCheck(rule)
        case AgreementRule():
            return AgreementCheck(rule)
        case IdentifierRule():
            return IdentifierCheck(rule)
        case FactsRule():
            return FactsCheck(rule)
    return None


def _page(scene: Scene, hit: Hit) -> Page | None:
    document = hit.document or hit.rule.applies.document
    return scene.response if document is Document.RESPONSE else scene.complaint


def _is_own(scene: Scene, hit: Hit, words: str) -> bool:
    own = scene.complaint
    return own is not None and _page(scene, hit) is not own and f" {words} " in own.spaced


def _one_jargon_finding_a_place(hits: Sequence[Hit]) -> list[Hit]:
    """The hits, with the longest of those jargon hits that overlap; whole sentences overlap nothing."""
    jargon: list[Hit] = []
    rest: list[Hit] = []
    for hit in hits:
        whole = getattr(hit.rule, "span", "match") == "sentence" or hit.rule.kind in {"occurrence", "facts"}
        (jargon if hit.rule.category is Category.JARGON and hit.span is not None and not whole else rest).append(hit)
    by_page: dict[Document, list[Hit]] = defaultdict(list)
    for hit in jargon:
        by_page[hit.document or hit.rule.applies.document].append(hit)
    return rest + [hit for group in by_page.values() for hit in longest(group, _span)]


def _span(hit: Hit) -> Span:
    if hit.span is None:
        raise ValueError("this hit has no place")
    return hit.span


def _matches(scene: Scene, hits: Iterable[Hit]) -> Iterator[Match]:
    """The hits in an officer's words; those of a rule that folds its findings are made one."""
    folded: dict[tuple[str, Document], list[Match]] = {}
    for hit in hits:
        match = _match(scene, hit)
        if hit.rule.group and match.span is not None:
            folded.setdefault((hit.rule.id, match.document), []).append(match)
        else:
            yield match
    for group in folded.values():
        first, *others = sorted(group, key=lambda one: (_start(one), one.text))
        places = {place for other in others for place in other.places} | set(first.also)
        also = tuple(sorted(places - {first.span}, key=lambda span: (span.start, span.end)))
        yield Match(**{**vars(first), "also": also})


def _match(scene: Scene, hit: Hit) -> Match:
    page = _page(scene, hit)
    text = hit.span.of(page.letter.text) if hit.span is not None and page is not None else ""
    fills = {"suggestion": " or ".join(hit.suggestions), **hit.fills}
    own = tuple(words for one in hit.rule.suggestions if (words := fill(one, fills)))
    return Match(
        rule=hit.rule,
        span=hit.span,
        document=hit.document or hit.rule.applies.document,
        text=text,
        message=fill(hit.rule.message, fills),
        suggestions=own or hit.suggestions,
        also=hit.also,
        source=hit.source,
        confidence=hit.confidence,
    )


def _start(match: Match) -> int:
    return -1 if match.span is None else match.span.start


def _place(match: Match) -> tuple[bool, bool, int, int, str, str]:
    """The reply before the complaint, places before what has none, then by rule, so that the order never varies."""
    end = 0 if match.span is None else match.span.end
    return (
        match.document is not Document.RESPONSE,
        match.span is None,
        _start(match),
        end,
        match.rule.id,
        match.message,
    )

"""Kind `vocabulary`: terms and abbreviations that are used without being explained.

All vocabulary rules are looked up together, so that of two terms in one place the longer one counts, whichever rule
lists it. A term is judged at its first use: it is let pass if it is explained there, if it is well known, if it is part
of a name, or if the complainant used it too.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from reviewer.case import Span
from reviewer.review import Document
from reviewer.rules.context import Page, Scene
from reviewer.rules.kinds.abbreviations import references, unknown_abbreviations
from reviewer.rules.kinds.explained import is_explained
from reviewer.rules.kinds.initials import plural, spells
from reviewer.rules.kinds.lexicon import Entry, EntryKind, Lexicon, Use, entries_of, entry
from reviewer.rules.kinds.names import is_in_name
from reviewer.rules.kinds.search import longest, starts_sentence
from reviewer.rules.matches import Hit, like
from reviewer.rules.schema import VocabularyRule
from reviewer.text import BlockKind

_LET_PASS = (EntryKind.EXEMPT, EntryKind.WELL_KNOWN)


class VocabularyCheck:
    """All vocabulary rules, compiled. `exempt`: words that no rule flags."""

    def __init__(self, rules: Sequence[VocabularyRule], exempt: Iterable[str] = ()) -> None:
        entries = [one for rule in rules for one in entries_of(rule)]
        entries += [entry(rule, EntryKind.EXEMPT, words) for rule in rules[:1] for words in exempt]
        self._lexicon = Lexicon(entries)
        self._order = {rule.id: place for place, rule in enumerate(rules)}
        self._rules = tuple(rules)

    def find(self, scene: Scene, rules: frozenset[str]) -> Iterator[Hit]:
        """What is unexplained in each letter, once a term, at its first use."""
        active = [rule for rule in self._rules if rule.id in rules]
        for document in Document:
            group = [rule for rule in active if rule.applies.document is document]
            page = scene.page_of(group[0]) if group else None
            if page is not None:
                own = scene.complaint if document is Document.RESPONSE else None
                yield from _Reading(page, own, self._lexicon, self._order, group).hits()


def _own_terms(own: Page, lexicon: Lexicon, everyday: frozenset[str]) -> Iterator[str]:
    """The terms that the complainant uses too. "epc" is their EPC; "please send me" and "sent" are not their SEND."""
    for use in lexicon.uses(own.word_list, any_case=True):
        words, name = own.words(use.span).replace(".", ""), use.entry.name.replace(".", "")
        is_everyday = not words.isupper() and words.lower() in everyday
        if not use.entry.is_short or (words.lower() in (name.lower(), f"{name.lower()}s") and not is_everyday):
            yield use.entry.name


class _Reading:
    """One letter read for the terms of some rules."""

    def __init__(
        self, page: Page, own: Page | None, lexicon: Lexicon, order: dict[str, int], rules: Sequence[VocabularyRule]
    ) -> None:
        self._page, self._lexicon, self._order = page, lexicon, order
        self._rules = {rule.id: rule for rule in rules}
        self._references = references(page)
        self._own_words = {form for word in own.word_list for form in word.forms} if own else set()
        everyday = frozenset(word.lower() for rule in rules for word in rule.everyday)
        self._own_terms = set(_own_terms(own, lexicon, everyday)) if own else set()

    def hits(self) -> Iterator[Hit]:
        found = [use for use in self._lexicon.uses(self._page.word_list) if self._counts(use)]
        meanings: dict[tuple[str, Span], dict[str, None]] = defaultdict(dict)
        for use in found:
            if use.entry.is_short:
                meanings[use.entry.name, use.span].update(dict.fromkeys(use.entry.meanings))
        found += self._unlisted(found)
        found.sort(key=self._rank)
        groups: dict[str, list[Use]] = defaultdict(list)
        for use in longest(found, lambda use: use.span):
            groups[use.entry.name].append(use)
        for uses in groups.values():
            flagged = self._unexplained(uses, tuple(meanings.get((uses[0].entry.name, uses[0].span), ())))
            if flagged is not None:
                known = tuple(meanings.get((flagged.entry.name, flagged.span), flagged.entry.meanings))
                yield self._hit(flagged, known)

    def _rank(self, use: Use) -> tuple[int, EntryKind, bool, int]:
        """Of entries for the same words the first counts: one listed just so before the base of an inflected word."""
        is_inflected = self._page.words(use.span).lower() != " ".join(use.entry.key).lower()
        return use.span.start, use.entry.kind, is_inflected, self._order.get(use.entry.rule.id, 0)

    def _counts(self, use: Use) -> bool:
        return (use.entry.rule.id in self._rules or use.entry.kind in _LET_PASS) and not self._is_reference(use.span)

    def _is_reference(self, span: Span) -> bool:
        place = bisect_right(self._references, span.start, key=lambda one: one.start)
        return any(one.covers(span) and one != span for one in self._references[max(0, place - 3) : place])

    def _unlisted(self, found: Sequence[Use]) -> Iterator[Use]:
        rule = next((rule for rule in self._rules.values() if rule.unknown_abbreviations), None)
        if rule is None:
            return
        listed = {place for use in found for place in range(use.first, use.last)}
        for place in unknown_abbreviations(self._page):
            word = self._page.word_list[place]
            span = Span(start=word.start, end=word.end)
            if place in listed or self._is_reference(span) or not self._own_words.isdisjoint(word.forms):
                continue
            short = word.text.removesuffix("s")
            yield Use(Entry(rule, EntryKind.ABBREVIATION, (short,), ("",), ()), place, place + 1, span)

    def _unexplained(self, uses: Sequence[Use], expansions: tuple[str, ...]) -> Use | None:
        """The use to flag, if this term is to be flagged at all."""
        if uses[0].entry.kind in _LET_PASS or uses[0].entry.name in self._own_terms:
            return None
        candidates = [use for use in uses if self._is_flaggable(use)]
        if not candidates:
            return None
        first = next((use for use in candidates if self._kind(use) is not BlockKind.HEADING), candidates[0])
        reach = self._reach(first)
        if any(self._is_explained(use, expansions) for use in uses if use.span.start <= reach):
            return None
        return first

    def _is_flaggable(self, use: Use) -> bool:
        if not self._page.holds(use.span, use.entry.rule.applies.blocks) or self._page.is_compounded(use.span):
            return False
        return use.entry.is_short or not is_in_name(self._page, self._page.word_list, use.first, use.last)

    def _kind(self, use: Use) -> BlockKind | None:
        block = self._page.block_at(use.span.start)
        return block.kind if block else None

    def _reach(self, use: Use) -> int:
        """The end of the sentence after the one with this use."""
        sentence = self._page.sentence_at(use.span.start)
        if sentence is None:
            return use.span.end
        sentences = self._page.letter.sentences
        return sentences[min(sentence.index + 1, len(sentences) - 1)].span.end

    def _is_explained(self, use: Use, expansions: tuple[str, ...]) -> bool:
        short = " ".join(use.entry.key) if use.entry.is_short else None
        return is_explained(self._page, use.span, expansions=expansions, short=short)

    def _hit(self, use: Use, meanings: tuple[str, ...]) -> Hit:
        match = use.span.of(self._page.letter.text)
        if use.entry.is_short:
            suggestions = tuple(_written_out(meaning, match, use.entry.key[-1]) for meaning in meanings)
        else:
            suggestions = meanings
        first = starts_sentence(self._page, use.span)
        plain = " or ".join(meanings)
        return Hit(
            use.entry.rule,
            use.span,
            {"match": match, "plain": plain, "expansions": plain},
            tuple(like(one, match, starts_sentence=first) for one in suggestions),
        )


def _written_out(meaning: str, match: str, short: str) -> str:
    """`long form (ABC)`, in the plural where the abbreviation is; `long form (ABC, plain words)` if there are both."""
    if match == f"{short}s" and spells(short, meaning):
        return f"{plural(meaning)} ({match})"
    long, bracket, plain = meaning.partition(" (")
    return f"{long} ({match}, {plain}" if bracket and plain.endswith(")") else f"{meaning} ({match})"

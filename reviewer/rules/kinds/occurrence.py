"""Kind `occurrence`: something that comes too often, or not often enough."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from reviewer.case import Span
from reviewer.rules.context import Page, Scene
from reviewer.rules.matches import Hit
from reviewer.rules.patterns import compile_all, compile_pattern
from reviewer.rules.schema import OccurrenceRule, Scope


class OccurrenceCheck:
    """One rule, compiled."""

    def __init__(self, rule: OccurrenceRule) -> None:
        self._rule = rule
        self._token = compile_pattern(rule.token, ignorecase=rule.ignorecase)
        self._unless = compile_all(rule.unless)

    def find(self, scene: Scene) -> Iterator[Hit]:
        """A hit for each stretch of text with too many or too few; on the whole text, the first one too many."""
        page = scene.page_of(self._rule)
        if page is None:
            return
        for stretch in self._stretches(page):
            if self._is_spared(page, stretch):
                continue
            found = [span for part in stretch for span in self._tokens(page, part)]
            if self._rule.max is not None and len(found) > self._rule.max:
                yield self._too_many(page, stretch, found, self._rule.max)
            elif self._rule.min is not None and len(found) < self._rule.min:
                span = None if self._rule.scope is Scope.TEXT else _around(stretch)
                yield Hit(self._rule, span, self._fills(len(found), self._rule.min))

    def _stretches(self, page: Page) -> list[list[Span]]:
        sentences = page.sentences(self._rule.applies.blocks)
        if self._rule.scope is Scope.SENTENCE:
            return [[one.span] for one in sentences]
        if self._rule.scope is Scope.PARAGRAPH:
            return [[one.span for one in group] for _, group in groupby(sentences, key=lambda one: one.paragraph)]
        return [[one.span for one in sentences]]

    def _is_spared(self, page: Page, stretch: list[Span]) -> bool:
        return any(pattern.is_in(page.words(part)) for part in stretch for pattern in self._unless)

    def _tokens(self, page: Page, part: Span) -> list[Span]:
        text = page.words(part)
        found = (
            Span(start=part.start + one.start(), end=part.start + one.end())
            for one in self._token.find(text, text.lower())
        )
        return [span for span in found if not page.letter.is_quoted(span)]

    def _too_many(self, page: Page, stretch: list[Span], found: list[Span], limit: int) -> Hit:
        if self._rule.scope is Scope.TEXT:
            first, *further = found[limit:]
            fills = self._fills(len(found), limit) | {"match": first.of(page.letter.text)}
            return Hit(self._rule, first, fills, also=tuple(further))
        fills = self._fills(len(found), limit) | {"match": found[0].of(page.letter.text)}
        return Hit(self._rule, _around(stretch), fills)

    @staticmethod
    def _fills(count: int, limit: int) -> dict[str, str]:
        return {"count": str(count), "limit": str(limit)}


def _around(stretch: list[Span]) -> Span:
    return Span(start=stretch[0].start, end=stretch[-1].end)

"""Kind `facts`: states what the stages found, about the letter or about each item of a kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reviewer.review import Document
from reviewer.rules.context import Page, Scene
from reviewer.rules.facts import FactItem, Value, holds
from reviewer.rules.matches import Hit
from reviewer.rules.schema import FactsRule


class FactsCheck:
    """One rule."""

    def __init__(self, rule: FactsRule) -> None:
        self._rule = rule

    def find(self, scene: Scene) -> Iterator[Hit]:
        """One hit if the rule speaks of the letter and is true; one for each item of which it is true."""
        facts = scene.context.facts
        if facts is None or not holds(self._rule.when, facts.letter):
            return
        if self._rule.each is None:
            yield Hit(self._rule, None, _words(facts.letter), document=self._rule.applies.document)
            return
        for item in facts.items.get(self._rule.each, ()):
            page = scene.response if item.document is Document.RESPONSE else scene.complaint
            if holds(self._rule.where, item.values):
                yield self._hit(item, {**_words(facts.letter), **_words(item.values)}, page)

    def _hit(self, item: FactItem, fills: dict[str, str], page: Page | None) -> Hit:
        if item.span is not None and page is not None:
            fills["match"] = item.span.of(page.letter.text)
        return Hit(
            self._rule,
            item.span,
            fills,
            document=item.document,
            source=item.source,
            confidence=item.confidence,
        )


def _words(values: Mapping[str, Value]) -> dict[str, str]:
    return {name: "" if value is None else str(value) for name, value in values.items()}

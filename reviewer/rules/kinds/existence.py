"""Kind `existence`: words or expressions that should not be there."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.rules.context import Scene
from reviewer.rules.kinds.search import Sieve, find_all
from reviewer.rules.matches import Hit
from reviewer.rules.patterns import compile_all
from reviewer.rules.schema import ExistenceRule


class ExistenceCheck:
    """One rule, compiled."""

    def __init__(self, rule: ExistenceRule) -> None:
        self._rule = rule
        self._patterns = (
            *compile_all(rule.tokens, whole_words=not rule.nonword, ignorecase=rule.ignorecase),
            *compile_all(rule.raw, ignorecase=rule.ignorecase),
        )
        self._sieve = Sieve(rule, compile_all(rule.exceptions, ignorecase=rule.ignorecase), compile_all(rule.unless))

    def find(self, scene: Scene) -> Iterator[Hit]:
        """Each match, or each sentence that holds one."""
        page = scene.page_of(self._rule)
        if page is None:
            return
        sentences = set()
        for found in self._sieve.kept(page, find_all(page, self._patterns), lambda one: one.span):
            span = found.span
            if self._rule.span == "sentence" and (sentence := page.sentence_at(span.start)):
                if sentence.index in sentences:
                    continue
                sentences.add(sentence.index)
                span = sentence.span
            yield Hit(self._rule, span, {"match": found.span.of(page.letter.text)})

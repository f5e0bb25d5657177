"""Kind `substitution`: words that have plainer ones."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.rules.context import Page, Scene
from reviewer.rules.kinds.search import Found, Sieve, find_all, starts_sentence
from reviewer.rules.matches import Hit, like
from reviewer.rules.patterns import compile_all
from reviewer.rules.schema import SubstitutionRule

LEAVE_OUT = "(leave it out)"


class SubstitutionCheck:
    """One rule, compiled."""

    def __init__(self, rule: SubstitutionRule) -> None:
        self._rule = rule
        self._plain = tuple(rule.swap.values())
        self._patterns = compile_all(rule.swap, whole_words=not rule.nonword, ignorecase=rule.ignorecase)
        self._sieve = Sieve(rule, compile_all(rule.exceptions, ignorecase=rule.ignorecase), compile_all(rule.unless))

    def find(self, scene: Scene) -> Iterator[Hit]:
        """Each match, with the plain words in its place as suggestions."""
        page = scene.page_of(self._rule)
        if page is None:
            return
        for found in self._sieve.kept(page, find_all(page, self._patterns), lambda one: one.span):
            words = found.span.of(page.letter.text)
            plain = self._suggestions(page, found)
            if words not in plain:
                shown = " or ".join(plain) or LEAVE_OUT
                yield Hit(self._rule, found.span, {"match": words, "suggestion": shown}, plain)

    def _suggestions(self, page: Page, found: Found) -> tuple[str, ...]:
        template = self._plain[found.index]
        plain = found.match.expand(template) if "\\" in template else template
        first = starts_sentence(page, found.span)
        match = found.span.of(page.letter.text)
        return tuple(like(one.strip(), match, starts_sentence=first) for one in plain.split("|") if one.strip())

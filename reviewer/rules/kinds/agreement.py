"""Kind `agreement`: amounts, dates, references and names that disagree with the complaint.

Only near misses are found: what a slip makes of a fact that the complaint gives and the reply does not. A figure that
is simply another may be right.
"""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.case import Span
from reviewer.rules.context import Page, Scene
from reviewer.rules.kinds.amounts import wrong_amounts
from reviewer.rules.kinds.dates import wrong_dates
from reviewer.rules.kinds.mentions import wrong_mentions
from reviewer.rules.kinds.references import wrong_references
from reviewer.rules.kinds.salutations import wrong_names
from reviewer.rules.matches import Hit
from reviewer.rules.schema import AgreementRule


class AgreementCheck:
    """One rule."""

    def __init__(self, rule: AgreementRule) -> None:
        self._rule = rule

    def find(self, scene: Scene) -> Iterator[Hit]:
        """Each fact that disagrees with what the complaint has; a name is looked for where the reply is addressed."""
        wrong: dict[tuple[str, str], list[Span]] = {}
        for span, expected in self._wrong(scene, scene.response):
            if self._rule.of == "name" or scene.response.holds(span, self._rule.applies.blocks):
                wrong.setdefault((span.of(scene.response.letter.text), expected), []).append(span)
        for (match, expected), (first, *also) in wrong.items():
            fills = {"match": match, "expected": expected}
            yield Hit(self._rule, first, fills, (expected,), also=tuple(also))

    def _wrong(self, scene: Scene, reply: Page) -> Iterator[tuple[Span, str]]:
        complaint, context = scene.complaint, scene.context
        if self._rule.of == "name":
            yield from wrong_names(reply, complaint)
        elif complaint is not None and self._rule.of == "amount":
            yield from wrong_amounts(reply, complaint)
        elif complaint is not None and self._rule.of == "date":
            yield from wrong_dates(reply, complaint, (context.received, context.dated))
        elif complaint is not None and self._rule.of == "mention":
            yield from wrong_mentions(reply, complaint)
        elif complaint is not None:
            yield from wrong_references(reply, complaint)

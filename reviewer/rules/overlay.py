"""A council's own folder laid over the shipped rules: new rules, replaced rules, changed keys, rules switched off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reviewer.rules.documents import Document
from reviewer.rules.faults import Fault, did_you_mean
from reviewer.rules.folders import Folder
from reviewer.rules.schema import Lenient, Words

CHANGES = "changes"


class Settings(Lenient):
    """What `council.yml` may hold."""

    title: Words | None = None
    version: Words | None = None
    off: tuple[Words, ...] = ()
    exempt: tuple[Words, ...] = ()


@dataclass(frozen=True)
class Overlay:
    """The rule files in force, which of them are the council's, and its packs."""

    rules: Mapping[str, Document]
    own: frozenset[str] = frozenset()
    packs: Mapping[str, Document] = field(default_factory=dict)


def lay_over(shipped: Folder, council: Folder, settings: Settings) -> tuple[Overlay, tuple[Fault, ...]]:
    """The council's files laid over the shipped ones, and a fault for each id that there is not, or is named twice."""
    faults: list[Fault] = []
    own = {rule: document for rule, document in council.rules.items() if CHANGES not in document.data}
    rules: dict[str, Document] = {**shipped.rules, **own}
    changed: dict[str, Document] = {}
    for document in council.rules.values():
        if CHANGES not in document.data:
            continue
        rule = str(document.data[CHANGES])
        if rule not in rules:
            faults.append(_no_such_rule(document, rule, rules, (CHANGES,)))
        elif rule in changed or rule in own:
            other = (changed.get(rule) or own[rule]).file
            faults.append(document.fault(f"'{rule}' is already written in {other}; keep one of the two", (CHANGES,)))
        else:
            changed[rule] = rules[rule].changed_by(document, without=CHANGES)
    for place, rule in enumerate(settings.off):
        if rule not in rules and council.settings:
            faults.append(_no_such_rule(council.settings, rule, rules, ("off", place)))
    rules = {rule: document for rule, document in {**rules, **changed}.items() if rule not in settings.off}
    return Overlay(rules, frozenset(own) & frozenset(rules), council.packs), tuple(faults)


def _no_such_rule(document: Document, rule: str, rules: Mapping[str, Document], path: tuple[str | int, ...]) -> Fault:
    near = did_you_mean(rule, rules) or f"; write the path of a rule, such as {min(rules, default='tone/blame')}"
    return document.fault(f"there is no rule '{rule}'{near}", path)

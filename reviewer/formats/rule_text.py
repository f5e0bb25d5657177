"""Rules for a terminal: a line each, or one in full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reviewer.formats import wording
from reviewer.formats.rows import fold, shown
from reviewer.rules.schema import ExampleCase, Rule

WIDTH = 80


def list_rules(rules: Sequence[Rule]) -> str:
    """Id, severity and title, a rule a line, by id."""
    ordered = sorted(rules, key=lambda rule: rule.id)
    wide = max((len(rule.id) for rule in ordered), default=0)
    lines = (f"{rule.id:<{wide}}  {rule.severity.value:<10}  {rule.title}" for rule in ordered)
    return "".join(shown(line) + "\n" for line in lines)


def show_rule(rule: Rule) -> str:
    """Everything that an officer should know of one rule."""
    return "\n".join(_rule(rule)) + "\n"


def _rule(rule: Rule) -> Iterator[str]:
    yield from fold(f"{rule.id}: {rule.title}", WIDTH)
    severity = wording.SEVERITIES[rule.severity].lower()
    criterion = rule.criterion.value.replace("_", " ")
    yield f"{rule.kind}; {severity}; about {wording.CATEGORIES[rule.category]}, scored under {criterion}"
    yield ""
    yield from _labelled("Says", rule.message)
    yield from _labelled("Why", rule.why)
    yield from _labelled("Source", rule.source)
    if rule.suggestions:
        yield from _labelled("Try", " / ".join(rule.suggestions))
    for title, examples in (("Flags", rule.examples.flag), ("Lets pass", rule.examples.passes)):
        if examples:
            yield ""
            yield f"{title}:"
            for example in examples:
                yield from _indented(_words(example), "  - ")


def _labelled(label: str, words: str) -> Iterator[str]:
    yield from _indented(words, f"{label}:".ljust(8))


def _indented(words: str, first: str) -> Iterator[str]:
    for number, row in enumerate(fold(words, WIDTH - len(first))):
        yield (" " * len(first) if number else first) + row


def _words(example: str | ExampleCase) -> str:
    if isinstance(example, str):
        return example
    told = example.model_dump(mode="json", exclude_none=True)
    return "; ".join(f"{name}: {value}" for name, value in told.items())

"""The examples that a rule carries: passages with what it must flag marked `[[so]]`, and the rule run alone on them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reviewer.case import Case, Nation, Procedure, Span, Stage
from reviewer.review import Document
from reviewer.rules.context import Context
from reviewer.rules.engine import RuleBook
from reviewer.rules.matches import Match
from reviewer.rules.schema import ExampleCase, Rule
from reviewer.text import LetterParser

_MARK = re.compile(r"\[\[|\]\](?!\])")
_NO_REPLY = "Thank you for your letter."


@dataclass(frozen=True)
class MarkedCase:
    """An example as a case, with the places that its rule must flag in `document`; none: a finding without a place."""

    case: Case
    document: Document
    marks: tuple[Span, ...]


def unmark(text: str) -> tuple[str, tuple[Span, ...]]:
    """The text without its `[[marks]]`, and the places that they marked. Raises ValueError where they do not pair."""
    plain, marks, opened, taken = "", [], None, 0
    for found in _MARK.finditer(text):
        plain += text[taken : found.start()]
        taken = found.end()
        if found[0] == "[[" and opened is None:
            opened = len(plain)
        elif found[0] == "]]" and opened is not None:
            marks.append(Span(start=opened, end=len(plain)))
            opened = None
        else:
            raise ValueError("the marks [[ and ]] do not pair")
    if opened is not None:
        raise ValueError("the marks [[ and ]] do not pair")
    return plain + text[taken:], tuple(marks)


def marked_case(rule: Rule, example: str | ExampleCase) -> MarkedCase:
    """An example of `rule` as a case of the procedure, stage and nation that the example or the rule names."""
    document, applies = rule.applies.document, rule.applies
    if isinstance(example, str):
        reads_complaint = document is Document.COMPLAINT
        example = ExampleCase(
            response=_NO_REPLY if reads_complaint else example, complaint=example if reads_complaint else None
        )
    response, in_response = unmark(example.response)
    complaint, in_complaint = unmark(example.complaint) if example.complaint else (None, ())
    case = Case(
        response=response,
        complaint=complaint,
        procedure=example.procedure or next(iter(applies.procedure), Procedure.CORPORATE),
        stage=example.stage or next(iter(applies.stage), Stage.STAGE_1),
        nation=example.nation or next(iter(applies.nation), Nation.ENGLAND),
        dated=example.dated,
        received=example.received,
    )
    return MarkedCase(case, document, in_response if document is Document.RESPONSE else in_complaint)


class ExampleRunner:
    """Runs one rule, alone, on its examples. Not for rules of kind `facts`, which need the stages before them."""

    def __init__(self, rule: Rule, parser: LetterParser) -> None:
        self._rule, self._parser = rule, parser
        self._book = RuleBook.of([rule])

    def run(self, case: Case) -> tuple[Match, ...]:
        """What the rule finds in a case."""
        letter = self._parser.parse(case.response, quoting=case.complaint)
        context = Context(
            letter=letter,
            complaint_letter=self._parser.parse(case.complaint) if case.complaint else None,
            procedure=case.procedure,
            stage=case.stage,
            nation=case.nation or Nation.ENGLAND,
            dated=case.dated,
            received=case.received,
            people=self._parser.people(letter),
        )
        return self._book.run(context)

    def faults(self) -> Iterator[str]:
        """What is wrong with the examples, a sentence each: places missed or flagged in error, bad suggestions."""
        for number, example in enumerate(self._rule.examples.flag, 1):
            marked = marked_case(self._rule, example)
            found = self.run(marked.case)
            yield from self._differences(f"flag example {number}", marked, found)
            yield from self._bad_suggestions(f"flag example {number}", marked, found)
        for number, example in enumerate(self._rule.examples.passes, 1):
            marked = marked_case(self._rule, example)
            if marked.marks:
                yield f"pass example {number} holds a mark"
            for match in self.run(marked.case):
                yield f"pass example {number}: '{match.text}' is flagged"

    def _differences(self, name: str, marked: MarkedCase, found: tuple[Match, ...]) -> Iterator[str]:
        text = _text(marked)
        places = {place for match in found for place in match.places}
        if not found:
            yield f"{name}: nothing is flagged"
        for place in sorted(set(marked.marks) - places, key=lambda span: span.start):
            yield f"{name}: '{place.of(text)}' is marked and not flagged"
        for place in sorted(places - set(marked.marks), key=lambda span: span.start):
            yield f"{name}: '{place.of(text)}' is flagged and not marked"

    def _bad_suggestions(self, name: str, marked: MarkedCase, found: tuple[Match, ...]) -> Iterator[str]:
        for match in found:
            for suggestion in match.suggestions if match.span else ():
                mended, place = apply(marked, match, suggestion)
                if any(one.overlaps(place) for other in self.run(mended) for one in other.places):
                    yield f"{name}: the suggestion '{suggestion}' for '{match.text}' is flagged itself"


def apply(marked: MarkedCase, match: Match, suggestion: str) -> tuple[Case, Span]:
    """The case with `suggestion` in the place of the match, and the place of the suggestion."""
    text = _text(marked)
    if match.span is None:
        raise ValueError("a finding without a place cannot be replaced")
    mended = text[: match.span.start] + suggestion + text[match.span.end :]
    place = Span(start=match.span.start, end=match.span.start + len(suggestion))
    field = "response" if marked.document is Document.RESPONSE else "complaint"
    return marked.case.model_copy(update={field: mended}), place


def _text(marked: MarkedCase) -> str:
    text = marked.case.response if marked.document is Document.RESPONSE else marked.case.complaint
    return text or ""

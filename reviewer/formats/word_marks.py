"""The words of a Word letter as elements of its tree: cut where a place needs it, and marked.

A run is cut into two with the same properties. What Word keeps together is never cut: a field, a content control, a
text box, a shape drawn for several programs. A mark for words inside one of these stands around the whole of it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, TypeAlias

from reviewer.case import Span
from reviewer.formats import refusals
from reviewer.formats.word import RunPlace, run_pieces
from reviewer.formats.word_package import WORD

Element: TypeAlias = Any  # of lxml, which has no types

RUN, PARAGRAPH, ID = WORD + "r", WORD + "p", WORD + "id"
_BODY, _CONTROL, _FIELD_SIGN = WORD + "body", WORD + "sdt", WORD + "fldChar"
_KEPT_WHOLE = frozenset(
    {
        RUN,
        WORD + "fldSimple",
        WORD + "del",
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent",
    }
)
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True)
class Bit:
    """A run with the place of its text in the letter."""

    run: Element
    start: int
    end: int


@dataclass(frozen=True)
class Around:
    """The elements before and behind which a mark stands. `exact`: they hold the words asked for and no others."""

    first: Element
    last: Element
    exact: bool


class Words:
    """The runs of a document's body, by the places of their text."""

    def __init__(self, document: Element, runs: Sequence[RunPlace]) -> None:
        body = document.find(_BODY)
        self._document = document
        self._elements = list(body.iter(RUN)) if body is not None else []
        self._fields = _fields(self._elements)
        self._bits = [Bit(self._elements[one.run], one.start, one.end) for one in runs]
        self._bits = [bit for bit in self._bits if _is_in_paragraph(_whole(bit.run))]
        if not self._bits:
            raise refusals.damaged("Word file")
        self._behind: dict[Element, Element] = {}
        self._next_id = 1 + max((_number(one.get(ID)) for one in document.iter() if ID in one.attrib), default=0)

    def new_id(self) -> str:
        """An id that no mark and no change in the document has."""
        self._next_id += 1
        return str(self._next_id - 1)

    def is_in_field(self, run: Element) -> bool:
        """Whether a run is part of a field."""
        return run in self._fields

    def put_behind(self, element: Element, other: Element) -> None:
        """Put another element behind one, so that a mark for words that end with the first stands behind both."""
        element.addnext(other)
        self._behind[element] = other

    def cut(self, span: Span) -> None:
        """Cut the runs so that some begin and end just where the span does, where they may be cut."""
        for place in (span.start, span.end):
            number = bisect_left(self._bits, place, key=lambda bit: bit.end)
            if number == len(self._bits):
                continue
            bit = self._bits[number]
            if bit.start < place < bit.end and self._may_be_cut(bit.run):
                behind = self._cut_run(bit.run, place - bit.start)
                self._bits[number : number + 1] = [Bit(bit.run, bit.start, place), Bit(behind, place, bit.end)]

    def covered(self, span: Span) -> tuple[Bit, ...]:
        """The runs with text in the span."""
        first = bisect_right(self._bits, span.start, key=lambda bit: bit.end)
        last = bisect_left(self._bits, span.end, key=lambda bit: bit.start)
        return tuple(self._bits[first:last])

    def around(self, span: Span) -> Around:
        """Where a mark for the words at `span` stands; where no run holds any of them, around the nearest run."""
        covered = self.covered(span)
        exact = bool(covered) and covered[0].start >= span.start and covered[-1].end <= span.end
        if not covered:
            covered = (min(self._bits, key=lambda bit: max(bit.start - span.end, span.start - bit.end)),)
        first, last = self._kept(covered[0].run)[0], self._kept(covered[-1].run)[1]
        if (first, last) != (covered[0].run, covered[-1].run):
            exact = exact and not self._is_kept_with_others(covered)
            if self._stands_before(last, first):  # a text box is read after the paragraph that it hangs on
                last, exact = self._kept(covered[0].run)[1], False
        return Around(first, self._behind.get(last, last), exact)

    def _is_kept_with_others(self, covered: Sequence[Bit]) -> bool:
        """Whether what is kept together with these runs holds text that is not theirs."""
        before, behind = self._bits.index(covered[0]) - 1, self._bits.index(covered[-1]) + 1
        beside = [self._bits[place] for place in (before, behind) if 0 <= place < len(self._bits)]
        kept = [self._kept(bit.run) for bit in (covered[0], covered[-1])]
        return any(self._kept(bit.run) in kept for bit in beside)

    def _stands_before(self, one: Element, other: Element) -> bool:
        if one is other:
            return False
        return next(element for element in self._document.iter() if element is one or element is other) is one

    def _may_be_cut(self, run: Element) -> bool:
        return self._kept(run) == (run, run) and run.find(_FIELD_SIGN) is None

    def _kept(self, run: Element) -> tuple[Element, Element]:
        """The first and last of the elements that must stay together with a run."""
        first, last = self._fields.get(run) or (run, run)
        if first.getparent() is None or _paragraph(first) is not _paragraph(last):
            first = last = run
        return _whole(first), _whole(last)

    def _cut_run(self, run: Element, place: int) -> Element:
        """Cut a run before the sign at `place`; gives the new run, which stands behind it."""
        behind = run.makeelement(run.tag, dict(run.attrib))
        properties = run.find(WORD + "rPr")
        if properties is not None:
            behind.append(deepcopy(properties))
            for one in behind.iter():
                if ID in one.attrib:  # a change of formatting
                    one.set(ID, self.new_id())
        lengths = {piece: len(text) for piece, text in run_pieces(run)}
        left = place
        for child in list(run):
            length = lengths.get(child, 0)
            if child is properties:
                continue
            if left == 0:
                behind.append(child)
            elif length > left:
                behind.append(_cut_text(child, left))
                left = 0
            else:
                left -= length
        run.addnext(behind)
        if run in self._fields:
            self._fields[behind] = self._fields[run]
        return behind


def _cut_text(child: Element, place: int) -> Element:
    """Cut a w:t; gives the new one, which holds what stood behind the place."""
    words = child.text
    behind = child.makeelement(child.tag, dict(child.attrib))
    child.text, behind.text = words[:place], words[place:]
    for one in (child, behind):
        one.set(SPACE, "preserve")
    return behind


def _fields(runs: Sequence[Element]) -> dict[Element, tuple[Element, Element]]:
    """For each run in a field its first and last run; a field inside another is part of that."""
    found: dict[Element, tuple[Element, Element]] = {}
    begun: list[Element] = []
    inside: list[Element] = []
    for run in runs:
        if begun:
            inside.append(run)
        for sign in run.iterchildren(_FIELD_SIGN):
            kind = sign.get(WORD + "fldCharType")
            if kind == "begin":
                begun.append(run)
                inside = inside or [run]
            elif kind == "end" and begun:
                first = begun.pop()
                if not begun:
                    found.update((one, (first, run)) for one in inside)
                    inside = []
    return found


def _whole(run: Element) -> Element:
    """The outermost of what is kept whole around a run, or the run itself."""
    whole = run
    for one in run.iterancestors():
        if one.tag in _KEPT_WHOLE or (one.tag == _CONTROL and _is_in_paragraph(one)):
            whole = one
    return whole


def _is_in_paragraph(element: Element) -> bool:
    return _paragraph(element) is not None


def _paragraph(element: Element) -> Element | None:
    return next(element.iterancestors(PARAGRAPH), None)


def _number(words: str) -> int:
    return int(words) if words.isdecimal() and len(words) < 10 else 0

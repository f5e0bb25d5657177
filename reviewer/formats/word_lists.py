"""The number or bullet that Word shows before a list item, worked out as Word does (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from reviewer.formats.word_package import WORD

BULLET = "• "
_LEVELS = 9
_LONGEST_CHAIN = 20  # of styles based on each other
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


@dataclass(frozen=True)
class _Level:
    """How one level of a list is numbered."""

    form: str
    text: str
    start: int


class ListMarks:
    """Gives each list paragraph its mark, in the order of the document: the numbers run on from one to the next."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._abstract = _by_id(numbering, "abstractNum", "abstractNumId")
        self._lists = _by_id(numbering, "num", "numId")
        self._styles = _by_id(styles, "style", "styleId")
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def mark(self, properties: Element | None) -> str:
        """The mark of a paragraph with these properties (w:pPr), a space behind it; '' where it is in no list."""
        place = self._place(properties)
        if place is None:
            return ""
        number, level = place
        abstract = self._abstract_of(number)
        if abstract is None:
            return ""
        levels = self._levels(number, abstract)
        counts = self._counts.setdefault(abstract, [None] * _LEVELS)
        restart = self._restart(number, level)
        before = counts[level]
        counts[level] = restart if restart is not None else levels[level].start if before is None else before + 1
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        return _mark(
            levels, level, [one if one is not None else each.start for one, each in zip(counts, levels, strict=True)]
        )

    def outline_level(self, properties: Element | None) -> int | None:
        """Which level of heading a paragraph is, from 0; None where it is none."""
        found = _value(properties, "outlineLvl")
        for style in self._chain(_value(properties, "pStyle")):
            if found is None:
                found = _value(style.find(WORD + "pPr"), "outlineLvl")
            name = (_value(style, "name") or "").lower()
            if found is None and (name.startswith("heading ") or name in ("title", "subtitle")):
                found = "0"
        return int(found) if found is not None and found.isdigit() and int(found) < _LEVELS else None

    def _place(self, properties: Element | None) -> tuple[str, int] | None:
        """List and level, from the paragraph itself or its style."""
        number, level = _numbered(properties)
        for style in self._chain(_value(properties, "pStyle")):
            if number is not None and level is not None:
                break
            of_style, level_of_style = _numbered(style.find(WORD + "pPr"))
            number, level = number or of_style, level if level is not None else level_of_style
        if number in (None, "0") or number not in self._lists:
            return None
        return number, min(level or 0, _LEVELS - 1)

    def _chain(self, style: str | None) -> list[Element]:
        chain: list[Element] = []
        while style in self._styles and len(chain) < _LONGEST_CHAIN:
            chain.append(self._styles[style])
            style = _value(chain[-1], "basedOn")
        return chain

    def _abstract_of(self, number: str) -> str | None:
        abstract = _value(self._lists[number], "abstractNumId")
        link = _value(self._abstract.get(abstract or ""), "numStyleLink")
        if link and link in self._styles:  # the list is defined by a list style, which names another list
            linked, _ = _numbered(self._styles[link].find(WORD + "pPr"))
            if linked in self._lists:
                abstract = _value(self._lists[linked], "abstractNumId")
        return abstract if abstract in self._abstract else None

    def _levels(self, number: str, abstract: str) -> list[_Level]:
        levels = [_Level("decimal", f"%{place + 1}.", 1) for place in range(_LEVELS)]
        found = list(self._abstract[abstract].iter(WORD + "lvl")) + list(self._lists[number].iter(WORD + "lvl"))
        for one in found:
            place = _whole(one.get(WORD + "ilvl"), 0)
            if 0 <= place < _LEVELS:
                form = _value(one, "numFmt") or "decimal"
                levels[place] = _Level(form, _value(one, "lvlText") or "", _whole(_value(one, "start"), 1))
        return levels

    def _restart(self, number: str, level: int) -> int | None:
        """The number that this list starts from at its first item, where it overrides the list it is made from."""
        if (number, level) in self._begun:
            return None
        self._begun.add((number, level))
        for one in self._lists[number].iter(WORD + "lvlOverride"):
            start = _value(one, "startOverride")
            if start is not None and _whole(one.get(WORD + "ilvl"), 0) == level:
                return _whole(start, 1)
        return None


def _mark(levels: list[_Level], level: int, counts: list[int]) -> str:
    here = levels[level]
    if here.form == "bullet":
        return BULLET
    if here.form == "none" or not here.text:
        return ""
    words = re.sub(r"%([1-9])", lambda one: _numeral(counts[int(one[1]) - 1], levels[int(one[1]) - 1].form), here.text)
    return f"{words.strip()} "


def _numeral(count: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter") and count > 0:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return (letter if form == "lowerLetter" else letter.upper())[:5]
    if form in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        numeral = ""
        for value, sign in _ROMAN:
            numeral += sign * (count // value)
            count %= value
        return numeral if form == "lowerRoman" else numeral.upper()
    return f"{count:02d}" if form == "decimalZero" else str(count)


def _by_id(part: Element | None, tag: str, key: str) -> dict[str, Element]:
    found = part.findall(WORD + tag) if part is not None else []
    return {one.get(WORD + key, ""): one for one in found}


def _value(element: Element | None, tag: str) -> str | None:
    child = element.find(WORD + tag) if element is not None else None
    return child.get(WORD + "val") if child is not None else None


def _numbered(properties: Element | None) -> tuple[str | None, int | None]:
    place = properties.find(WORD + "numPr") if properties is not None else None
    level = _value(place, "ilvl")
    return _value(place, "numId"), max(0, _whole(level, 0)) if level is not None else None


def _whole(words: str | None, otherwise: int) -> int:
    return int(words) if words is not None and re.fullmatch(r"-?\d{1,6}", words) else otherwise

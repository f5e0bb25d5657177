"""Replacements as tracked changes: the old words marked as deleted, the new ones as inserted, to accept or reject."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from reviewer.case import Span
from reviewer.formats.remarks import writable
from reviewer.formats.word import run_pieces
from reviewer.formats.word_marks import ID, PARAGRAPH, RUN, SPACE, Bit, Element, Words
from reviewer.formats.word_package import WORD

_PLAIN = frozenset(
    WORD + name for name in ("rPr", "t", "noBreakHyphen", "softHyphen", "lastRenderedPageBreak", "proofErr")
)
_ARTICLE = re.compile(r"\b(an?)\s+$", re.IGNORECASE)
# Told by sound: "an hour", "a user", "a one-off".
_VOWEL = re.compile(r"(?!uni|us[aeiu]|eu|one\b)[aeiou]|hour|honest|heir", re.IGNORECASE)


@dataclass(frozen=True)
class Stamp:
    """Who made a change and when: attributes of the elements that mark it."""

    author: str
    date: str | None

    def on(self, element: Element, identifier: str) -> Element:
        """The element with these attributes."""
        element.set(ID, identifier)
        element.set(WORD + "author", self.author)
        if self.date:
            element.set(WORD + "date", self.date)
        return element


def why_not(words: Words, letter: str, span: Span, expected: str, replacement: str) -> str | None:
    """Why the words at `span` cannot be replaced as they stand; None where they can. They must have been cut out."""
    reason = in_the_way(words, letter, span, expected)
    if reason:
        return reason
    article = _ARTICLE.search(letter[: span.start])
    if article and (len(article[1]) == 2) is not bool(_VOWEL.match(replacement)):
        return "the 'a' or 'an' before the words would have to change too"
    return None


def in_the_way(words: Words, letter: str, span: Span, expected: str) -> str | None:
    """What in the file keeps the words at `span` from being changed; None where nothing does."""
    bits = words.covered(span)
    if any(words.is_in_field(bit.run) or bit.run.getparent().tag != PARAGRAPH for bit in bits):
        return "the words are part of a link, a field, a text box or a change that is marked already"
    if span.of(letter) != expected or not _holds(bits, span, expected):
        return "the words in the file are not those that were reviewed"
    if any(bit.run.getparent() is not bits[0].run.getparent() for bit in bits):
        return "the words stand in more than one paragraph"
    if any(child.tag not in _PLAIN for bit in bits for child in bit.run.iterchildren("*")):
        return "something other than text stands among the words"
    return None


def replace(words: Words, span: Span, replacement: str, stamp: Stamp) -> None:
    """Mark the words at `span` as deleted, and put the replacement, if any, behind them, marked as inserted."""
    bits = words.covered(span)
    properties = bits[0].run.find(WORD + "rPr")
    for bit in bits:
        deleted = stamp.on(etree.Element(WORD + "del", nsmap=bit.run.nsmap), words.new_id())
        bit.run.addprevious(deleted)
        deleted.append(bit.run)
        for text in bit.run.findall(WORD + "t"):
            text.tag = WORD + "delText"
    if replacement:
        words.put_behind(bits[-1].run.getparent(), inserted(words, replacement, properties, stamp))


def inserted(words: Words, text: str, properties: Element | None, stamp: Stamp) -> Element:
    """A run of new words, marked as inserted, with a copy of the properties (w:rPr) of a run."""
    mark = stamp.on(etree.Element(WORD + "ins", nsmap={"w": WORD[1:-1]}), words.new_id())
    run = etree.SubElement(mark, RUN)
    if properties is not None:
        run.append(deepcopy(properties))
        for change in run.findall(f"{WORD}rPr/{WORD}rPrChange"):
            change.getparent().remove(change)
    shown = etree.SubElement(run, WORD + "t")
    shown.text = writable(text)
    shown.set(SPACE, "preserve")
    return mark


def _holds(bits: tuple[Bit, ...], span: Span, expected: str) -> bool:
    """Whether the runs hold just these words, with nothing between them that is in no run."""
    if not bits or bits[0].start != span.start or bits[-1].end != span.end:
        return False
    return "".join(text for bit in bits for _, text in run_pieces(bit.run)) == expected

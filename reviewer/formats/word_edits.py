"""A Word letter that was edited as text elsewhere: the edits put into the file as tracked changes.

Words are changed inside their paragraph, and whole paragraphs put in or taken out. What does not come down to that is
not done at all: the caller learns it, and hands back a plain file instead.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from lxml import etree

from reviewer.case import Span
from reviewer.formats.word import read_word
from reviewer.formats.word_changes import Stamp, in_the_way, inserted, replace
from reviewer.formats.word_comment_part import comment_parts
from reviewer.formats.word_marks import PARAGRAPH, Element, Words
from reviewer.formats.word_package import WORD

_LINE = re.compile(r"[^\r\n]*\S[^\r\n]*")
_ALIKE = 0.6  # the share of its words and signs that a line keeps when it is changed word by word
_WORD_OR_SIGN = re.compile(r"\w+|\s+|[^\w\s]")
_PROPERTIES, _RUN_PROPERTIES = WORD + "pPr", WORD + "rPr"
_EMPHASIS = frozenset(WORD + name for name in ("b", "bCs", "i", "iCs", "u", "strike", "caps", "smallCaps", "highlight"))
_NOT_COPIED = tuple(WORD + name for name in ("sectPr", "pPrChange"))


@dataclass(frozen=True)
class _Change:
    """New words for those at `span`."""

    span: Span
    words: str


@dataclass(frozen=True)
class _Addition:
    """A paragraph behind the line at `span`."""

    span: Span
    words: str


_Edit = _Change | _Addition


def with_edits(data: bytes, text: str, author: str) -> bytes | None:
    """The .docx in `data` with tracked changes that make its letter read as `text` does, blank space apart.

    None where the edits cannot be made in the file. Raises ReviewError as `read_word` and `annotate` do.
    """
    read = read_word(data)
    edits = tuple(_edits(read.text, text))
    parts = comment_parts(data)
    words = Words(parts.document, read.runs)
    for edit in edits:
        words.cut(edit.span)
    stamp = Stamp(author, None)
    for edit in reversed(edits):
        if not _is_made(edit, words, read.text, stamp):
            return None
    made = parts.written_to(data)
    return made if _plain(read_word(made).text) == _plain(text) else None


def _plain(text: str) -> list[str]:
    return text.split()


# --- what was edited ------------------------------------------------------------------------------------------------


def _edits(before: str, after: str) -> Iterator[_Edit]:
    """The edits by place in the text before."""
    old, new = _lines(before), _lines(after)
    told, now = [one.of(before) for one in old], [one.of(after) for one in new]
    for kind, low, high, first, last in SequenceMatcher(None, told, now, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        done, put = low, first  # lines of the letter and of its new text that are dealt with
        for line, other in (*_paired(told[low:high], now[first:last]), (high - low, last - first)):
            for one in old[done : low + line]:
                yield _Change(one, "")
            for words in now[put : first + other]:
                if low + line:  # nothing stands before the first line, behind which a paragraph could be put
                    yield _Addition(old[low + line - 1], words)
            if low + line < high and first + other < last:
                yield from _in_line(old[low + line], told[low + line], now[first + other])
            done, put = low + line + 1, first + other + 1


def _paired(old: Sequence[str], new: Sequence[str]) -> Sequence[tuple[int, int]]:
    """Which line became which, in order: the pairs that share the most words; a line like no other has none."""
    bags = [
        [Counter(part for part in _WORD_OR_SIGN.findall(one) if part.strip()) for one in lines] for lines in (old, new)
    ]
    best: dict[tuple[int, int], tuple[float, tuple[tuple[int, int], ...]]] = {}
    for row in range(len(old), -1, -1):
        for column in range(len(new), -1, -1):
            choices = [best[place] for place in ((row + 1, column), (row, column + 1)) if place in best]
            if row < len(old) and column < len(new):
                shared = (bags[0][row] & bags[1][column]).total()
                alike = 2 * shared / (bags[0][row].total() + bags[1][column].total())
                if alike >= _ALIKE:
                    score, pairs = best[row + 1, column + 1]
                    choices.append((score + alike, ((row, column), *pairs)))
            best[row, column] = max(choices, key=lambda choice: choice[0], default=(0.0, ()))
    return best[0, 0][1]


def _lines(text: str) -> Sequence[Span]:
    """The lines that hold words, without the blank space at their ends."""
    spans = []
    for found in _LINE.finditer(text):
        start = found.start() + len(found[0]) - len(found[0].lstrip())
        spans.append(Span(start=start, end=found.start() + len(found[0].rstrip())))
    return spans


def _in_line(line: Span, before: str, after: str) -> Sequence[_Change]:
    """The changes inside a line; the whole line as one where they would share a word."""
    changes = tuple(_word_changes(line, before, after))
    if any(other.span.start < one.span.end for one, other in pairwise(changes)):
        return (_Change(line, after),)
    return changes


def _word_changes(line: Span, before: str, after: str) -> Iterator[_Change]:
    """The changes by word. Words that are put in stand with the word before them, so each change has a place."""
    old, new = _WORD_OR_SIGN.findall(before), _WORD_OR_SIGN.findall(after)
    starts = [line.start]
    for token in old:
        starts.append(starts[-1] + len(token))
    for kind, low, high, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        words = "".join(new[first:last])
        if low == high and low > 0:
            low, words = low - 1, old[low - 1] + words
        elif low == high:
            high, words = high + 1, words + old[high]
        yield _Change(Span(start=starts[low], end=starts[high]), words)


# --- made in the file -----------------------------------------------------------------------------------------------


def _is_made(edit: _Edit, words: Words, letter: str, stamp: Stamp) -> bool:
    if isinstance(edit, _Addition):
        return _is_added(edit, words, letter, stamp)
    if in_the_way(words, letter, edit.span, edit.span.of(letter)):
        return False
    replace(words, edit.span, edit.words, stamp)
    return True


def _is_added(edit: _Addition, words: Words, letter: str, stamp: Stamp) -> bool:
    """Put a paragraph like that of a line behind it, unless the line is not the last of its own."""
    bits = words.covered(edit.span)
    behind = words.covered(Span(start=edit.span.end, end=edit.span.end + 2))
    paragraph = next(bits[-1].run.iterancestors(PARAGRAPH), None) if bits else None
    if paragraph is None or any(next(bit.run.iterancestors(PARAGRAPH), None) is paragraph for bit in behind):
        return False
    mark = letter[edit.span.start : bits[0].start]  # of a list; it stands in no run
    in_list = bool(mark) and edit.words.startswith(mark)
    made = paragraph.makeelement(PARAGRAPH, nsmap=paragraph.nsmap)
    properties = made.makeelement(_PROPERTIES)
    own = paragraph.find(_PROPERTIES)
    if own is not None and (in_list or not mark):
        properties = deepcopy(own)
        for child in [one for one in properties if one.tag in _NOT_COPIED]:
            properties.remove(child)
    made.append(properties)
    _mark_end(properties, words, stamp)
    text = edit.words[len(mark) :] if in_list else edit.words
    made.append(inserted(words, text, _without_emphasis(bits[-1].run.find(_RUN_PROPERTIES)), stamp))
    paragraph.addnext(made)
    return True


def _without_emphasis(properties: Element | None) -> Element | None:
    """The typeface, size and colour of a run; bold and the like belong to its own words."""
    if properties is None:
        return None
    kept = deepcopy(properties)
    for child in [one for one in kept if one.tag in _EMPHASIS]:
        kept.remove(child)
    return kept


def _mark_end(properties: Element, words: Words, stamp: Stamp) -> None:
    """Mark a paragraph's end as inserted too, so that rejecting the change takes the whole of it away."""
    marks = properties.find(_RUN_PROPERTIES)
    if marks is None:
        marks = etree.SubElement(properties, _RUN_PROPERTIES)
    marks.insert(0, stamp.on(marks.makeelement(WORD + "ins"), words.new_id()))

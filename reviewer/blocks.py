"""A letter's lines as blocks: paragraphs, headings and list items, and the furniture around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reviewer.case import Span
from reviewer.furniture import (
    closes,
    greets,
    is_contact,
    is_date,
    is_disclaimer,
    is_name,
    is_numbered_point,
    is_postscript,
    is_reference,
    is_street_address,
    is_title_with_name,
    signs_off,
)
from reviewer.lines import Line, read_lines
from reviewer.thread import quoted_lines


class BlockKind(StrEnum):
    """What part of a letter a block is."""

    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    HEADING = "heading"
    SALUTATION = "salutation"
    SIGN_OFF = "sign_off"
    ADDRESS = "address"
    REFERENCE = "reference"
    QUOTATION = "quotation"


PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})


@dataclass(frozen=True)
class Block:
    """A paragraph, heading, list item or piece of letter furniture. `paragraph` counts from 0, by blank lines."""

    kind: BlockKind
    span: Span
    paragraph: int


def find_blocks(text: str) -> Iterator[Block]:
    """The blocks of a letter, in order, covering everything but white space."""
    groups = _groups(list(read_lines(text)))
    for group, kind in zip(groups, _kinds(groups), strict=True):
        yield Block(kind, Span(start=group.lines[0].start, end=group.lines[-1].end), group.paragraph)


_MARK = re.compile(
    r"(?:[-•*–—·‣▪◦●○■□►➢➤✓✔❖\uf0b7\uf0a7]|\(?\d{1,2}[.)]|\(?[a-zA-Z][.)]|\(?[ivx]{1,4}[.)]"
    r"|\d{1,2}(?:\.\d{1,2})+[.)]?(?=[ \t\u00a0]+[A-Z]))[ \t\u00a0]+(?=\S)"
)


def list_mark(words: str) -> int:
    """The length of the bullet, number or letter that opens a list item, with its space; 0 where there is none."""
    found = _MARK.match(words)
    return found.end() if found else 0


# --- lines that belong together -------------------------------------------------------------------------------------

_ENDS_SENTENCE = re.compile(r"[.?!:;][\"'”’)\]]*$")
_WRAPPED_WIDTH = 50  # a line at least this long that stops without punctuation was wrapped, not ended
_NARROWEST = 40  # nothing is wrapped narrower than this
_FULL = 0.8  # a line that could not have held the next word within this share of the widest line is full
_SHORT_WORDS = 12
_CELL = " | "  # between the cells of a table's row


@dataclass(frozen=True)
class _Group:
    """Lines that are one block."""

    lines: tuple[Line, ...]
    quoted: bool

    @property
    def text(self) -> str:
        return self.lines[0].text

    @property
    def paragraph(self) -> int:
        return self.lines[0].paragraph

    @property
    def words(self) -> int:
        return sum(len(line.text.split()) for line in self.lines)

    @property
    def is_short(self) -> bool:
        return len(self.lines) == 1 and self.words <= _SHORT_WORDS

    @property
    def ends_sentence(self) -> bool:
        return _ENDS_SENTENCE.search(self.lines[-1].text) is not None


def _groups(lines: Sequence[Line]) -> list[_Group]:
    widths: dict[int, int] = {}
    for line in lines:
        widths[line.paragraph] = max(widths.get(line.paragraph, 0), len(line.text))
    groups: list[tuple[list[Line], bool]] = []
    for line, quoted in zip(lines, quoted_lines(lines), strict=True):
        if groups and groups[-1][1] == quoted and _continues(groups[-1][0][-1], line, widths[line.paragraph]):
            groups[-1][0].append(line)
        else:
            groups.append(([line], quoted))
    return [_Group(tuple(members), quoted) for members, quoted in groups]


def _continues(before: Line, line: Line, width: int) -> bool:
    """Whether `line` goes on with what `before` began, in a paragraph whose widest line has `width` signs."""
    if line.paragraph != before.paragraph or list_mark(line.text) or _CELL in line.text or _CELL in before.text:
        return False
    if any(_stands_alone(one.text) for one in (before, line)):
        return False
    room = len(before.text) + 1 + len(line.text.split(maxsplit=1)[0])
    full = len(before.text) >= _NARROWEST and room > _FULL * width
    if line.text[0].islower():
        return full
    return full and len(before.text) >= _WRAPPED_WIDTH and not _ENDS_SENTENCE.search(before.text)


def _stands_alone(words: str) -> bool:
    return greets(words) or closes(words) or is_reference(words) or (is_date(words) and not words.endswith("."))


# --- what each block is ---------------------------------------------------------------------------------------------

_HEADINGS_IN_A_ROW = 2
_TOP = 30  # blocks looked at for a salutation
_LOWER_CASE_WORDS = 3  # so many, and a line that ends in a full stop is not of an address
_CLAUSE = re.compile(r"(?:i|i['’]m|i['’]ve|im|ive|we|he|she|they|it|there|nobody|no one)\b", re.I)
_LEAD_IN_WORDS = 6  # a longer line that ends in a colon leads in what follows, as a sentence
_NAME_WORDS = 3
_QUOTE = re.compile(r"“[^“]*”|\"[^\"]*\"|‘[^‘]*’", re.S)
_QUOTE_WORDS = 6
_QUOTED_SHARE = 0.5  # more of the letter in quotation marks, and the letter itself was dictated


def _kinds(groups: Sequence[_Group]) -> list[BlockKind]:
    opening = _opening(groups)
    signing = _signing(groups, 0 if opening is None else opening + 1)
    addresses = _addresses(groups)
    quotes = _whole_quotes(groups)
    kinds: list[BlockKind | None] = []
    for index, group in enumerate(groups):
        if group.quoted or index in quotes:
            kinds.append(BlockKind.QUOTATION)
        elif index == opening:
            kinds.append(BlockKind.SALUTATION)
        elif index in signing:
            kinds.append(BlockKind.SIGN_OFF)
        elif opening is not None and index < opening:
            kinds.append(BlockKind.REFERENCE if is_reference(group.text) else BlockKind.ADDRESS)
        else:
            kinds.append(_body_kind(group, index in addresses))
    return _with_headings(groups, kinds)


def _opening(groups: Sequence[_Group]) -> int | None:
    """Which group is the salutation, if there is one before the first prose."""
    named = None
    for index, group in enumerate(groups[:_TOP]):
        if group.quoted:
            continue
        if group.is_short and greets(group.text):
            return index
        if _is_running_text(group):
            return named if named == index - 1 else None
        if group.is_short and is_title_with_name(group.text):
            named = index
    return None


def _is_running_text(group: _Group) -> bool:
    words = [word for line in group.lines for word in line.text.split()]
    return group.ends_sentence and sum(word[0].islower() for word in words) >= _LOWER_CASE_WORDS


def _signing(groups: Sequence[_Group], first: int) -> frozenset[int]:
    """Which groups are the closing formula, the names under it, and the small print of a mail program."""
    start = _closing(groups, first)
    signing: set[int] = set()
    if start is None:
        for index in range(len(groups) - 1, first, -1):
            if groups[index].quoted:
                continue
            if not _is_name(groups[index]):
                break
            signing.add(index)
        return frozenset(signing)
    end = start
    while end < len(groups) and (closes(groups[end].text) or _is_under_name(groups[end])):
        end += 1
    while start > first and closes(groups[start - 1].text) and groups[start - 1].is_short:
        start -= 1
    signing.update(range(start, end))
    signing.update(index for index in range(end, len(groups)) if is_disclaimer(groups[index].text))
    return frozenset(signing)


def _closing(groups: Sequence[_Group], first: int) -> int | None:
    """The last closing formula that nothing but names and small print, or a note set apart, comes after."""
    for index in range(len(groups) - 1, first - 1, -1):
        group = groups[index]
        if group.quoted or not group.is_short or not closes(group.text):
            continue
        below = groups[index + 1] if index + 1 < len(groups) else None
        if below is None or below.quoted or signs_off(group.text) or _is_under_name(below):
            return index
    return None


def _is_under_name(group: _Group) -> bool:
    """A line such as stands under a closing formula."""
    if group.quoted or not group.is_short or is_postscript(group.text):
        return False
    if _is_name(group) or is_contact(group.text) or group.words <= _NAME_WORDS:
        return True
    return not group.ends_sentence and group.text[0].isupper() and not _CLAUSE.match(group.text)


def _is_name(group: _Group) -> bool:
    return not group.quoted and group.is_short and _CELL not in group.text and is_name(group.text)


def _addresses(groups: Sequence[_Group]) -> frozenset[int]:
    """Groups of short lines, one below the other, among which is a street, a box or a postcode."""
    found: set[int] = set()
    run: list[int] = []
    for index, group in enumerate(groups):
        if run and (group.paragraph != groups[run[-1]].paragraph or not _is_address_line(group)):
            found.update(_address(groups, run))
            run = []
        if _is_address_line(group):
            run.append(index)
    return frozenset(found.union(_address(groups, run)))


def _is_address_line(group: _Group) -> bool:
    return group.is_short and not group.ends_sentence and not list_mark(group.text)


def _address(groups: Sequence[_Group], run: Sequence[int]) -> Sequence[int]:
    is_address = len(run) > 1 and any(is_street_address(groups[index].text) for index in run)
    return run if is_address else ()


def _whole_quotes(groups: Sequence[_Group]) -> frozenset[int]:
    """Groups in one pair of quotation marks from end to end, unless they are most of the letter."""
    found = {
        index
        for index, group in enumerate(groups)
        if group.words >= _QUOTE_WORDS and _QUOTE.fullmatch("\n".join(line.text for line in group.lines))
    }
    inside = sum(groups[index].words for index in found)
    if inside > _QUOTED_SHARE * sum(group.words for group in groups if not group.quoted):
        return frozenset()
    return frozenset(found)


def _body_kind(group: _Group, in_address: bool) -> BlockKind | None:
    """The kind of a block between salutation and sign-off; None where it may be a heading."""
    words = group.text
    if in_address or (group.is_short and is_date(words)):
        return BlockKind.ADDRESS
    if group.is_short and is_reference(words):
        return BlockKind.REFERENCE
    if words.startswith("#"):
        return BlockKind.HEADING
    if _CELL in words:
        return BlockKind.LIST_ITEM
    if _may_be_heading(group):
        return None
    return BlockKind.LIST_ITEM if list_mark(words) else BlockKind.PARAGRAPH


def _may_be_heading(group: _Group) -> bool:
    words = group.text[list_mark(group.text) :]
    if not group.is_short or greets(words) or closes(words) or _CLAUSE.match(words):
        return False
    if is_numbered_point(words):
        return True
    if not (words[0].isupper() or words.startswith("**")):
        return False
    if words.endswith(":") and group.words > _LEAD_IN_WORDS:
        return False
    if list_mark(group.text) and not group.text[0].isdigit():
        return False
    return not re.search(r"[.?!;,…-]['\"”’)*]*$|[.?!] ", words)


def _with_headings(groups: Sequence[_Group], kinds: Sequence[BlockKind | None]) -> list[BlockKind]:
    """Settle what may be a heading: one or two in a row with prose below are; short lines below each other are not."""
    settled: list[BlockKind] = [kind or BlockKind.PARAGRAPH for kind in kinds]
    run: list[int] = []
    for index, kind in enumerate(kinds):
        if kind is None:
            run.append(index)
        elif kind not in (BlockKind.REFERENCE, BlockKind.ADDRESS, BlockKind.SALUTATION):
            heads = 0 < len(run) <= _HEADINGS_IN_A_ROW and _heads(groups[run[-1]], groups[index], kind)
            for place in run:
                settled[place] = _settle(groups, place, heads)
            run = []
    for place in run:
        settled[place] = _settle(groups, place, False)
    return settled


def _heads(group: _Group, below: _Group, kind: BlockKind) -> bool:
    """Whether `group` may be the heading of the block below it: with no blank line between, that must be the longer."""
    if kind not in PROSE and kind is not BlockKind.QUOTATION:
        return False
    if below.paragraph != group.paragraph or kind is BlockKind.LIST_ITEM:
        return True
    return below.words > group.words and (below.ends_sentence or not below.is_short)


def _settle(groups: Sequence[_Group], place: int, above_prose: bool) -> BlockKind:
    if not list_mark(groups[place].text):
        return BlockKind.HEADING if above_prose else BlockKind.PARAGRAPH
    beside = [groups[one] for one in (place - 1, place + 1) if 0 <= one < len(groups)]
    in_list = any(list_mark(one.text) for one in beside)
    return BlockKind.HEADING if above_prose and not in_list else BlockKind.LIST_ITEM

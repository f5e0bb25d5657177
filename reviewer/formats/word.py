"""Word letters as text, with the place of every run: what Word shows once all changes are accepted.

Kept: paragraphs, lists with their numbers and bullets, tables (see `tables`), text boxes, tracked insertions, the text
of links and fields, line breaks. Left out: headers and footers, deletions, comments, notes, hidden text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import Protocol, Self
from xml.etree.ElementTree import Element

from reviewer.formats import refusals
from reviewer.formats.tables import between, reads_as_row
from reviewer.formats.word_lists import ListMarks
from reviewer.formats.word_package import WORD, WordParts, open_parts

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_INLINE = frozenset(
    WORD + name
    for name in ("ins", "moveTo", "hyperlink", "smartTag", "fldSimple", "customXml", "dir", "bdo", "sdtContent")
)
_BLOCKS = frozenset(WORD + name for name in ("ins", "moveTo", "customXml", "sdt", "sdtContent"))
_SIGNS = {WORD + "tab": "\t", WORD + "ptab": "\t", WORD + "br": "\n", WORD + "cr": "\n", WORD + "noBreakHyphen": "‑"}
_PICTURE_LETTERS = {
    "F0FC": "✓",
    "F0FB": "✗",
    "F0FE": "☒",
    "F0A8": "☐",
    "F06F": "☐",
    "F0B7": "•",
    "F0A7": "▪",
    "F0E0": "→",
}
_WHITE = str.maketrans("\t\r\n", "   ")  # inside w:t these show as spaces
_SHORT_LINE = 60
_MOST_LINES = 20_000  # blank ones too
_OFF = frozenset({"0", "false", "off"})


class Node(Protocol):
    """An element of any XML library: of ElementTree, which reads, or of lxml, through which python-docx writes."""

    @property
    def tag(self) -> object: ...  # noqa: D102
    @property
    def text(self) -> str | None: ...  # noqa: D102
    def get(self, key: str, /) -> str | None: ...  # noqa: D102
    def __iter__(self) -> Iterator[Self]: ...


@dataclass(frozen=True)
class RunPlace:
    """The text of one run: text[start:end]. `run` counts from 0 the w:r elements under w:body, in document order."""

    run: int
    start: int
    end: int


@dataclass(frozen=True)
class WordText:
    """A Word letter's text and its runs' places, in the order of the text; list marks and blank lines are in no run."""

    text: str
    runs: tuple[RunPlace, ...]
    notes: tuple[str, ...] = ()


def read_word(data: bytes) -> WordText:
    """The text of a .docx; raises ReviewError where it is damaged, protected, unsafe or holds no text."""
    parts = open_parts(data)
    body = parts.document.find(WORD + "body")
    if body is None:
        raise refusals.damaged("Word file")
    reader = _Reader(body, ListMarks(parts.numbering, parts.styles))
    try:
        lines = _first(reader.blocks(body))
        if reader.is_in_field:  # one that never ends would hide the rest of the letter: so nothing is a field
            reader = _Reader(body, ListMarks(parts.numbering, parts.styles), has_fields=False)
            lines = _first(reader.blocks(body))
    except RecursionError:
        raise refusals.unsafe("Word file") from None
    text, runs = _assembled(lines)
    if not text.strip():
        raise refusals.without_text("Word file", "its letter may be a picture or stand in a header: paste its text")
    return WordText(text, runs, tuple(_notes(parts, body, reader.hid_text)))


def run_pieces(run: Node) -> Iterator[tuple[Node, str]]:
    """Each child of a run (w:r) that shows text, with that text: put together they are the run's text."""
    for child in run:
        if child.tag == WORD + "t":
            yield child, (child.text or "").translate(_WHITE)
        elif child.tag == WORD + "sym":
            yield child, _picture_letter(child.get(WORD + "char") or "")
        elif child.tag in _SIGNS:
            yield child, _SIGNS[str(child.tag)]


def _picture_letter(code: str) -> str:
    try:
        sign = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return _PICTURE_LETTERS.get(
        code.upper(), "" if "\ue000" <= sign <= "\uf8ff" or "\ud800" <= sign <= "\udfff" else sign
    )


@dataclass(frozen=True)
class _Piece:
    """Text, and the run it stands in; None for a list's mark or what stands between cells."""

    text: str
    run: int | None = None


@dataclass(frozen=True)
class _Line:
    """A paragraph, or a table's row. Lines of one `group` (a list, a cell, a box) follow each other closely."""

    pieces: tuple[_Piece, ...]
    group: str = ""
    apart: bool = False  # a heading, or the first line of a row

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass
class _Reader:
    """Goes through the body once; what it must remember on the way is the fields it is in, and the lists' numbers."""

    body: Element
    marks: ListMarks
    has_fields: bool = True
    hid_text: bool = False
    _fields: list[str] = field(default_factory=list)
    _carried: list[_Piece] = field(default_factory=list)  # of a paragraph whose end is deleted

    def __post_init__(self) -> None:
        self._numbers = {id(run): number for number, run in enumerate(self.body.iter(WORD + "r"))}

    @property
    def is_in_field(self) -> bool:
        """Whether a field was begun and not ended."""
        return self.has_fields and bool(self._fields)

    def blocks(self, parent: Element, group: str = "") -> Iterator[_Line]:
        """The lines of a body, cell or text box; a blank paragraph is a line without pieces."""
        for child in parent:
            if child.tag == WORD + "p":
                yield from self._paragraph(child, group)
            elif child.tag == WORD + "tbl":
                yield from self._table(child)
            elif child.tag in _BLOCKS:
                yield from self.blocks(child, group)
            elif child.tag == _COMPATIBILITY + "AlternateContent":
                yield from self.blocks(_chosen(child), group)

    def _paragraph(self, paragraph: Element, group: str) -> Iterator[_Line]:
        properties = paragraph.find(WORD + "pPr")
        pieces = [*self._carried, *self._inline(paragraph)]
        self._carried = []
        if _is_deleted_end(properties):
            self._carried = pieces
        else:
            text = "".join(piece.text for piece in pieces)
            mark = self.marks.mark(properties)
            if not text.strip():
                yield _Line((), group)
            elif mark:
                yield _Line((_Piece(mark), *pieces), group or "list")
            else:
                yield _Line(tuple(pieces), group, apart=self.marks.outline_level(properties) is not None)
        for number, box in enumerate(_boxes(paragraph)):
            yield from self.blocks(box, f"{group}box {id(paragraph)} {number}")

    def _table(self, table: Element) -> Iterator[_Line]:
        for number, row in enumerate(_rows(table)):
            name = f"table {id(table)} row {number}"
            cells = [list(self.blocks(cell, f"{name} cell {place}")) for place, cell in enumerate(_cells(row))]
            filled = [[line for line in cell if line.pieces] for cell in cells]
            filled = [cell for cell in filled if cell]
            if reads_as_row(["\n".join(line.text for line in cell) for cell in filled]):
                joined = list(filled[0][0].pieces)
                for before, cell in pairwise(filled):
                    joined += [_Piece(between(before[0].text)), *cell[0].pieces]
                yield _Line(tuple(joined), f"table {id(table)}")
            else:
                for place, cell in enumerate(filled):
                    for line in cell:
                        yield _Line(line.pieces, name, apart=place == 0 and line is cell[0])
        yield _Line(())

    def _inline(self, parent: Element) -> Iterator[_Piece]:
        for child in parent:
            if child.tag == WORD + "r":
                yield from self._run(child)
            elif child.tag in _INLINE:
                yield from self._inline(child)
            elif child.tag == WORD + "sdt":
                content = child.find(WORD + "sdtContent")
                yield from self._inline(content) if content is not None else ()
            elif child.tag == _COMPATIBILITY + "AlternateContent":
                yield from self._inline(_chosen(child))

    def _run(self, run: Element) -> Iterator[_Piece]:
        for child in run.iter(WORD + "fldChar"):
            self._turn_field(child.get(WORD + "fldCharType"))
        text = "".join(piece for _, piece in run_pieces(run))
        if text and _is_hidden(run):
            self.hid_text = True
        elif text and not (self.has_fields and "begin" in self._fields):
            yield _Piece(text, self._numbers[id(run)])

    def _turn_field(self, kind: str | None) -> None:
        """A field shows its result only: what stands between its beginning and its separator is its instruction."""
        if kind == "begin":
            self._fields.append(kind)
        elif kind == "separate" and self._fields:
            self._fields[-1] = kind
        elif kind == "end" and self._fields:
            self._fields.pop()


def _first(lines: Iterator[_Line]) -> list[_Line]:
    """All lines; raises ReviewError where there are more than any letter has."""
    taken = list(islice(lines, _MOST_LINES + 1))
    if len(taken) > _MOST_LINES:
        raise refusals.too_long()
    return taken


def _chosen(alternatives: Element) -> Element:
    """Of the same thing drawn for newer and older programs, the first: the newest."""
    return next(iter(alternatives), alternatives)


def _is_deleted_end(properties: Element | None) -> bool:
    return properties is not None and properties.find(f"{WORD}rPr/{WORD}del") is not None


def _is_hidden(run: Element) -> bool:
    hidden = run.find(f"{WORD}rPr/{WORD}vanish")
    return hidden is not None and (hidden.get(WORD + "val") or "1").lower() not in _OFF


def _boxes(node: Element) -> Iterator[Element]:
    """The text boxes anchored in a paragraph, not those inside them."""
    for child in node:
        if child.tag == WORD + "txbxContent":
            yield child
        elif child.tag == _COMPATIBILITY + "AlternateContent":
            yield from next((found for found in map(list, map(_boxes, child)) if found), [])
        elif child.tag not in (WORD + "del", WORD + "moveFrom"):
            yield from _boxes(child)


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == WORD + "tr":
            if child.find(f"{WORD}trPr/{WORD}del") is None:
                yield child
        elif child.tag in _BLOCKS:
            yield from _rows(child)


def _cells(row: Element) -> Iterator[Element]:
    """A row's cells; one that only continues the cell above it holds nothing of its own."""
    for child in row:
        if child.tag == WORD + "tc":
            merged = child.find(f"{WORD}tcPr/{WORD}vMerge")
            if merged is None or merged.get(WORD + "val") == "restart":
                yield child
        elif child.tag in _BLOCKS:
            yield from _cells(child)


def _assembled(lines: Sequence[_Line]) -> tuple[str, tuple[RunPlace, ...]]:
    words: list[str] = []
    runs: list[RunPlace] = []
    place, before, gap = 0, None, False
    for line in lines:
        if not line.pieces:
            gap = True
            continue
        between = "" if before is None else "\n\n" if gap or not _is_close(before, line) else "\n"
        words.append(between)
        place += len(between)
        for piece in line.pieces:
            words.append(piece.text)
            if piece.run is not None:
                runs.append(RunPlace(piece.run, place, place + len(piece.text)))
            place += len(piece.text)
        before, gap = line, False
    return "".join(words), tuple(runs)


def _is_close(before: _Line, line: _Line) -> bool:
    """Whether no blank line stands between two lines: in a list, a cell, an address, below a name."""
    if line.apart or (before.apart and not line.group):
        return False
    if before.group or line.group:
        return before.group == line.group or (line.group == "list" and before.text.rstrip().endswith(":"))
    above, below = before.text.strip(), line.text.strip()
    return max(len(above), len(below)) <= _SHORT_LINE and above[-1] not in ".?!:" and below[-1] not in ".?!"


def _notes(parts: WordParts, body: Element, hid_text: bool) -> Iterator[str]:
    if any(body.find(f".//{WORD}{tag}") is not None for tag in ("ins", "del", "moveFrom")):
        yield "Tracked changes were read as if accepted: accept or reject them before the letter is sent."
    if body.find(f".//{WORD}commentReference") is not None:
        yield "Comments were left out."
    if hid_text:
        yield "Hidden text was left out: take it out before the letter is sent."
    if parts.has_notes:
        yield "Footnotes and endnotes were not read."
    if parts.has_chunks:
        yield "Another document is embedded in the letter, and was not read."
    if parts.has_macros:
        yield "The file holds macros: they were neither run nor read."

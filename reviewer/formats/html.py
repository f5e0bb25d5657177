"""Letters in HTML, and HTML bodies of e-mails, as lines of text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement, PreformattedString

from reviewer.formats import refusals
from reviewer.formats.document import Document, Kind
from reviewer.formats.plain import decode
from reviewer.formats.tables import between, reads_as_row

_MOST_CHARACTERS = 4_000_000  # of mark-up; beyond this, and so many tags, the parser takes too long
_MOST_TAGS = 60_000
_EMBEDDED = re.compile(r"data:[\w/+.-]+;base64,[\w+/=\s%]+")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.I)
_STARTS = re.compile(
    r"(?>\s+|<!--.*?-->|<\?xml[^>]*>)*+<(?:!doctype html|html|head|body|meta|title|style|div|p|table|span|h[1-6]|"
    r"center|font|ul|ol|blockquote|article|main)\b",
    re.I | re.S,
)
_TAG = re.compile(r"<(?:p|br|div|b|i|em|strong|span|a|li|td)\b[^<>]*>", re.I)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
_OUTLOOK_MARK = re.compile(r"mso-list\s*:\s*ignore", re.I)
_OUTLOOK_LINE = re.compile(r"mso(?:normal|plaintext|listparagraph)", re.I)
_UNREAD = frozenset(
    {"head", "script", "style", "title", "template", "noscript", "svg", "object", "iframe", "select", "audio", "video"}
)
_PARAGRAPHS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote", "pre", "hr", "dl"})
_BLOCKS = frozenset(
    {"div", "li", "tr", "td", "th", "section", "article", "header", "footer", "main", "aside", "address", "center",
     "form", "dt", "dd", "figure", "figcaption", "fieldset", "legend", "body", "html", "caption", "nav", "details",
     "summary"}
)  # fmt: skip
_SPACE = re.compile(r"[ \t\r\n\f]+")


def looks_like_html(text: str, *, named_so: bool) -> bool:
    """Whether a text starts as an HTML page does; any mark-up in it counts where the file is `named_so` (.html)."""
    return _STARTS.match(text[:10_000]) is not None or (named_so and _TAG.search(text) is not None)


def read_html(data: bytes) -> Document:
    """A page's text; raises ReviewError where there is none or the page is too large."""
    declared = _CHARSET.search(data[:4096])
    decoded = decode(data, declared[1].decode("ascii") if declared else None)
    text = html_to_text(decoded.text)
    if not text:
        raise refusals.without_text("HTML file", "give the file that holds the letter, or paste its text")
    return Document(text, Kind.HTML, decoded.notes)


def html_to_text(markup: str) -> str:
    """The words of a page as lines: list items marked, quoted blocks with '> ', tables by rows, nothing hidden."""
    markup = _EMBEDDED.sub("", markup)
    if len(markup) > _MOST_CHARACTERS or markup.count("<") > _MOST_TAGS:
        raise refusals.too_long()
    lines = _Lines()
    try:
        _walk(BeautifulSoup(markup, "lxml"), lines)
    except RecursionError:
        raise refusals.unsafe("HTML file") from None
    return "\n".join(lines.finished()).strip("\n")


class _Lines:
    """Lines as a browser would break them."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._open = ""
        self._mark = ""
        self._gap = False
        self.quoted = 0

    def add(self, words: str) -> None:
        """Words that go on in the open line; white space runs together."""
        words = _SPACE.sub(" ", words)
        self._open += words.lstrip(" ") if not self._open or self._open.endswith((" ", "\n")) else words

    def end(self, *, forced: bool = False) -> None:
        """End the open line, if it holds anything or the end is `forced`, as by <br>."""
        words = self._open.rstrip(" ")
        self._open = ""
        if words.strip():
            if self._gap and self._lines and self._lines[-1]:
                self._lines.append("")
            self._lines.append("> " * self.quoted + self._mark + words)
            self._mark, self._gap = "", False
        elif (forced or words) and self._lines and self._lines[-1]:
            self._lines.append("")

    def part(self) -> None:
        """End the open line and leave a blank one before the next."""
        self.end()
        self._gap = True

    def mark(self, mark: str) -> None:
        """Put the mark of a list item before the next line."""
        self.end()
        self._mark = mark

    def add_lines(self, lines: Iterable[str]) -> None:
        """Whole lines, as from a table's cell."""
        for line in lines:
            self._open = line
            self.end(forced=True)

    def finished(self) -> list[str]:
        """The lines, the open one too."""
        self.end()
        return self._lines


def _walk(node: Tag, lines: _Lines) -> None:
    for child in node.children:
        if isinstance(child, Tag):
            _element(child, lines)
        elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
            lines.add(str(child))


def _element(tag: Tag, lines: _Lines) -> None:
    name, style = tag.name, str(tag.get("style") or "")
    if name in _UNREAD or tag.has_attr("hidden") or _HIDDEN.search(style):
        return
    if name == "br":
        lines.end(forced=True)
    elif name == "tr":
        _row(tag, lines)
    elif name == "pre":
        lines.part()
        lines.add_lines(tag.get_text().splitlines())
        lines.part()
    elif name in ("ul", "ol"):
        _list(tag, lines)
    elif name == "blockquote":
        lines.part()
        lines.quoted += 1
        _walk(tag, lines)
        lines.part()
        lines.quoted -= 1
    elif _OUTLOOK_MARK.search(style):
        lines.mark(_outlook_mark(tag.get_text()))
    else:
        _break(tag, lines)
        _walk(tag, lines)
        _break(tag, lines)


def _break(tag: Tag, lines: _Lines) -> None:
    in_item = tag.parent is not None and tag.parent.name == "li"
    if tag.name == "p" and (in_item or _OUTLOOK_LINE.search(str(tag.get("class") or ""))):
        lines.end()  # Outlook's paragraphs have no margin: a blank line is a paragraph of its own
    elif tag.name in _PARAGRAPHS:
        lines.part()
    elif tag.name in _BLOCKS:
        lines.end()


def _list(tag: Tag, lines: _Lines) -> None:
    nested = tag.find_parent("li") is not None
    lines.end() if nested else lines.part()
    number = _number(tag.get("start"), 1)
    for child in tag.children:
        if isinstance(child, Tag) and child.name == "li":
            number = _number(child.get("value"), number)
            lines.mark(_item_mark(tag, number))
            _walk(child, lines)
            lines.mark("")
            number += 1
        else:
            _loose(child, lines)
    lines.end() if nested else lines.part()


def _loose(child: PageElement, lines: _Lines) -> None:
    """What stands in a list outside its items: nested lists, and stray words."""
    if isinstance(child, Tag):
        _element(child, lines)
    elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
        lines.add(str(child))


def _number(given: object, otherwise: int) -> int:
    words = str(given or "").strip()
    return int(words) if re.fullmatch(r"\d{1,4}", words) else otherwise


def _item_mark(tag: Tag, number: int) -> str:
    if tag.name == "ul":
        return "• "
    kind = str(tag.get("type") or "1")
    if kind in ("a", "A") and 1 <= number <= 26:
        return f"{chr(ord(kind) + number - 1)}. "
    return f"{number}. "


def _outlook_mark(words: str) -> str:
    """Outlook writes a list item's mark as text: a number, or a letter of a picture font for the bullet."""
    mark = words.strip(" \u00a0\t\r\n")
    return f"{mark} " if re.fullmatch(r"\(?\w{1,4}[.)]", mark) else "• "


def _row(tag: Tag, lines: _Lines) -> None:
    cells: list[list[str]] = []
    for child in tag.children:
        if isinstance(child, Tag) and child.name in ("td", "th"):
            inside = _Lines()
            _element(child, inside)
            cells.append(inside.finished())
    words = ["\n".join(cell).strip("\n") for cell in cells]
    words = [cell for cell in words if cell]
    lines.end()
    if reads_as_row(words):
        lines.add_lines([words[0] + "".join(between(before) + cell for before, cell in pairwise(words))])
    else:
        for cell in words:
            lines.add_lines(cell.split("\n"))

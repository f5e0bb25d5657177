"""PDF letters as text: lines as they stand on the page, blank lines between paragraphs, running headers left out."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from reviewer.formats import refusals
from reviewer.formats.document import Document, Kind
from reviewer.formats.tables import between

_WORKER = Path(__file__).with_name("pdf_worker.py")
_SECONDS = 25  # by the clock; the worker's own limit is of processor time
_SIGNS = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\x7f": "•", "\uf0b7": "•",
     "\uf0a7": "•", "\x00": "", "\x0c": "\n"}
)  # fmt: skip
_WIDE_GAP = re.compile(r" {4,}")
_MARK = re.compile(r"(?:[•▪●○◦■–-]|o|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]?)$", re.I)
_PAGE_NUMBER = re.compile(r"(?:page\s*)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?$", re.I)
_ENDS_SENTENCE = re.compile(r"[.?!:][\"'”’)]*$")
_FURNITURE_LINES = 3  # of a running header or footer, looked at on each page
_KEPT_WORDS = 0.95  # of the plain text: fewer in the placed one, and it was put together wrongly


def read_pdf(data: bytes) -> Document:
    """A PDF's text; raises ReviewError where it is protected, damaged, scanned, or takes too long."""
    told = _ask_worker(data)
    fault = told.get("fault")
    if fault == "protected":
        raise refusals.protected("PDF")
    if fault in ("too-long", "too-many-pages"):
        raise refusals.too_long()
    if fault:
        raise refusals.damaged("PDF")
    pages = [_lines(page["placed"], page["plain"]) for page in told["pages"]]
    text = _joined([_without_furniture(pages, number) for number in range(len(pages))])
    if not any(sign.isalnum() for sign in text):
        raise refusals.without_text(
            "PDF", "it may be a scan: make its text readable (OCR) first, or type the letter in"
        )
    return Document(text, Kind.PDF, tuple(_notes(pages)))


def _ask_worker(data: bytes) -> dict[str, Any]:
    try:
        # -P keeps the folder of this file off the search path: its email.py and html.py are not Python's.
        worker = subprocess.run(  # noqa: S603 - our own script, run by our own Python
            [sys.executable, "-P", str(_WORKER)], input=data, capture_output=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise refusals.too_slow("PDF") from None
    if worker.returncode < 0:
        raise refusals.too_slow("PDF")
    try:
        told: dict[str, Any] = json.loads(worker.stdout)
    except ValueError:
        raise refusals.damaged("PDF") from None
    return told


def _lines(placed: str, plain: str) -> list[str]:
    """A page's lines, '' for a blank one: as placed on paper, unless that lost or broke words."""
    kept = Counter(placed.split()) & Counter(plain.split())
    if kept.total() < _KEPT_WORDS * len(plain.split()):
        lines = plain.translate(_SIGNS).splitlines()
    else:
        lines = _close_up([_spaced(line) for line in placed.translate(_SIGNS).splitlines()])
    return _with_marks([line.strip() for line in lines])


def _spaced(line: str) -> str:
    """A line with its columns parted by ' | '; a list's mark, or a label with its colon, stays with its words."""
    pieces = _WIDE_GAP.split(line.strip())
    words = re.sub(r" {2,}", " ", pieces[0])
    for piece in pieces[1:]:
        words += (" " if _MARK.match(words) else between(words)) + re.sub(r" {2,}", " ", piece)
    return words


def _close_up(lines: Sequence[str]) -> list[str]:
    """The lines with so many blank ones left out after each as always stand between the lines of one sentence."""
    gaps: list[int] = []
    before, blank = "", 0
    for line in lines:
        if line and before and not _ENDS_SENTENCE.search(before) and line[0].islower():
            gaps.append(blank)
        before, blank = (line, 0) if line else (before, blank + 1)
    usual = sorted(gaps)[len(gaps) // 2] if gaps else 0
    closed: list[str] = []
    blank = 0
    for line in lines:
        if line:
            closed += [""] * (blank > usual and bool(closed))
            closed.append(line)
            blank = 0
        else:
            blank += 1
    return closed


def _with_marks(lines: Sequence[str]) -> list[str]:
    """The lines, a bullet that stands alone put before the line below it."""
    joined: list[str] = []
    for line in lines:
        if joined and joined[-1] in ("•", "▪", "●", "○", "◦") and line:
            joined[-1] += f" {line}"
        else:
            joined.append(line)
    return joined


def _without_furniture(pages: Sequence[Sequence[str]], number: int) -> list[str]:
    """A page without its number, and without the first and last lines that another page has as well."""
    kept = [*pages[number]]
    others = [page for place, page in enumerate(pages) if place != number]
    for end in (0, -1):
        ends = {_masked(line) for page in others for line in _ends(page, end)}
        for _ in range(_FURNITURE_LINES):
            while kept and not kept[end]:
                kept.pop(end)
            if kept and (_masked(kept[end]) in ends or _is_page_number(kept[end], end)):
                kept.pop(end)
    return kept


def _is_page_number(line: str, end: int) -> bool:
    return _PAGE_NUMBER.match(line) is not None and (end != 0 or line.lower().startswith("page"))


def _ends(page: Sequence[str], end: int) -> list[str]:
    filled = [line for line in page if line]
    return filled[:_FURNITURE_LINES] if end == 0 else filled[-_FURNITURE_LINES:]


def _masked(line: str) -> str:
    return re.sub(r"\d+", "0", line)


def _joined(pages: Sequence[Sequence[str]]) -> str:
    text = ""
    for page in pages:
        lines = "\n".join(page).strip("\n")
        if text and lines:
            text += "\n\n" if _ENDS_SENTENCE.search(text) else "\n"
        text += lines
    return text


def _notes(pages: Sequence[Sequence[str]]) -> Iterator[str]:
    blank = sum(not any(page) for page in pages)
    if blank:
        yield f"{blank} of {len(pages)} pages {'holds' if blank == 1 else 'hold'} no text that can be read."

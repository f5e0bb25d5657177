"""A plain Word file of a letter that was given as text, with the place of every run in that text."""

from __future__ import annotations

import re
from io import BytesIO

import docx
from docx.enum.text import WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from reviewer.formats.remarks import writable
from reviewer.formats.word import RunPlace

_FONT = "Arial"
_SIZE = Pt(12)
_LANGUAGE = "en-GB"
_PAGE = (Mm(210), Mm(297))
_MARGIN = Mm(25)
_GAP = Pt(8)
_LINE = re.compile(r"[^\r\n]+")
_BLANK = re.compile(r"(?:\r\n|\r|\n)[^\S\r\n]*(?:\r\n|\r|\n)")


def make_letter(text: str) -> tuple[bytes, tuple[RunPlace, ...]]:
    """A .docx with a paragraph for each, a line break for each line inside one, and a run for each line."""
    made = docx.Document()
    _dress(made)
    places: list[RunPlace] = []
    paragraph, before, runs = None, 0, 0
    for line in _LINE.finditer(text):
        if not line[0].strip():
            continue
        if paragraph is None or _BLANK.search(text, before, line.start()):
            paragraph = made.add_paragraph()
        else:
            paragraph.add_run().add_break(WD_BREAK.LINE)
            runs += 1
        paragraph.add_run(writable(line[0]))
        places.append(RunPlace(runs, line.start(), line.end()))
        runs += 1
        before = line.end()
    target = BytesIO()
    made.save(target)
    return target.getvalue(), tuple(places)


def _dress(made: docx.document.Document) -> None:
    """A4, in a face and size that are easy to read, in British English; the file names nobody as its author."""
    section, normal, about = made.sections[0], made.styles["Normal"], made.core_properties
    section.page_width, section.page_height = _PAGE
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    normal.font.name, normal.font.size = _FONT, _SIZE
    normal.paragraph_format.space_after = _GAP
    for language in made.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), _LANGUAGE)
    about.author = about.comments = about.title = ""

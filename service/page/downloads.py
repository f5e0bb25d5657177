"""The review to take away: as the Word file with comments, as a page, or as JSON."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import quote

from reviewer.formats import as_html
from reviewer.formats.word_comments import MEDIA_TYPE as WORD
from reviewer.formats.word_comments import annotate_text
from service.documents import HTML, JSON, DocumentReview
from service.page.memory import Work
from service.page.reviewing import Reviewed
from service.page.word_file import own_word_file

_NAME = "reviewed-reply"  # of what was not a Word file
_REVIEWED = " – reviewed"
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
_LONGEST_NAME = 100
Again = Callable[[Work], Reviewed]


@dataclass(frozen=True)
class Download:
    """A file to save. `note` says what is not as the officer might expect."""

    name: str
    media_type: str
    data: bytes
    note: str = ""

    @property
    def disposition(self) -> str:
        """The header that names it: in the letters that every browser reads, and in any."""
        plain = f"{_NAME}{PurePosixPath(self.name).suffix}"
        told = f'attachment; filename="{plain}"'
        return told if self.name == plain else f"{told}; filename*=UTF-8''{quote(self.name, safe='')}"


def download(form: str, made: Reviewed, again: Again, *, track_changes: bool) -> Download | None:
    """The review in one of the forms; None where there is no such form. `again` reviews work anew."""
    if form == "docx":
        return _word(made, again, track_changes=track_changes)
    make = _FORMS.get(form)
    return make(made) if make else None


def _word(made: Reviewed, again: Again, *, track_changes: bool) -> Download:
    original = made.work.original
    if original and original.data:
        own = own_word_file(original, made, again, track_changes=track_changes)
        if own is not None:
            return Download(_name(made.work, "docx"), WORD, own)
    annotated = annotate_text(made.review, made.case, track_changes=track_changes)
    note = "Your changes could not be put into your own Word file, so this is a plain one." if original else ""
    return Download(_name(made.work, "docx"), WORD, annotated.data, note)


def _name(work: Work, ending: str) -> str:
    """The name of the officer's own Word file, if there is one, with a word that tells the reviewed one from it."""
    own = re.split(r"[/\\]", work.original.name)[-1] if work.original else ""
    stem = _NOT_IN_NAMES.sub("", own.rpartition(".")[0] or own).strip(" .").removesuffix(_REVIEWED)
    return f"{stem[:_LONGEST_NAME]}{_REVIEWED}.{ending}" if stem else f"{_NAME}.{ending}"


def _html(made: Reviewed) -> Download:
    return Download(_name(made.work, "html"), HTML, as_html.render(made.review, made.case).encode())


def _json(made: Reviewed) -> Download:
    told = DocumentReview(**dict(made.review), response_text=made.case.response, complaint_text=made.case.complaint)
    return Download(_name(made.work, "json"), JSON, told.model_dump_json().encode())


_FORMS: Mapping[str, Callable[[Reviewed], Download]] = {"html": _html, "json": _json}

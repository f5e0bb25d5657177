"""From the page's form to the officer's work: the fields and files read, and what could not be read told."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from pydantic import TypeAdapter

from reviewer.case import Day, Nation, Procedure, Stage
from reviewer.errors import ReviewError
from reviewer.formats.document import Document, Kind
from reviewer.formats.reading import read_document
from reviewer.review import Criterion
from service.page.form import PageForm, Upload
from service.page.memory import Original, Work, read_memory
from service.page.slips import Slip, slip_of, too_large
from service.problems import refusal

_NAMES = {"complaint": "The complaint", "draft": "The reply"}
_DAY = TypeAdapter(Day)
Choice = TypeVar("Choice")


@dataclass(frozen=True)
class Submitted:
    """The work, what is wrong with its files, and what their readers left out or guessed."""

    work: Work
    slips: tuple[Slip, ...] = ()
    notes: tuple[str, ...] = ()


def typed(form: PageForm) -> Work:
    """The work in the form's fields, without its files and memory: what can be shown again whatever is wrong."""
    return Work(
        complaint=form.text("complaint"),
        draft=form.text("draft"),
        procedure=_chosen(form, "procedure", Procedure) or Procedure.CORPORATE,
        stage=_chosen(form, "stage", Stage) or Stage.STAGE_1,
        nation=_chosen(form, "nation", Nation),
        received=_chosen(form, "received", _DAY.validate_python),
    )


def _chosen(form: PageForm, name: str, read: Callable[[str], Choice]) -> Choice | None:
    """What was chosen in a field; None where it is empty or holds something else."""
    try:
        return read(form.fields.get(name, ""))
    except ValueError:
        return None


def submitted(form: PageForm) -> Submitted:
    """All that the form holds. A file that was chosen stands for the text beside it.

    Raises ReviewError where the page's own fields cannot be read.
    """
    work, slips, notes = typed(form), [], []
    show = form.fields.get("show", "")
    if show and show not in set(Criterion):
        raise refusal("invalid-form", "load the page again")
    work = replace(
        work,
        memory=read_memory(form.fields.get("memory", "")),
        show=Criterion(show) if show else None,
        original=_original(form),
    )
    if work.received is None and form.fields.get("received"):
        slips.append(Slip("Enter the day the complaint came as a date, such as 2026-03-12", "received"))
    for name in _NAMES:
        upload = form.files.get(f"{name}_file")
        if upload is None:
            continue
        read = _read(upload, f"{name}_file")
        if isinstance(read, Slip):
            slips.append(read)
            continue
        text = read.text.replace("\r\n", "\n").replace("\r", "\n")
        notes += [f"{_NAMES[name]}: {note}" for note in read.notes]
        work = replace(work, complaint=text) if name == "complaint" else _with_draft(work, text, read.kind, upload)
    return Submitted(work, tuple(slips), tuple(notes))


def _with_draft(work: Work, text: str, kind: Kind, upload: Upload) -> Work:
    original = Original(upload.name, upload.data) if kind is Kind.WORD else None
    return replace(work, draft=text, original=original)


def _read(upload: Upload, field: str) -> Document | Slip:
    if upload.beyond is not None:
        return Slip(too_large(upload.beyond), field, status=413)
    try:
        return read_document(upload.data, upload.name)
    except ReviewError as error:
        return slip_of(error, field)


def _original(form: PageForm) -> Original | None:
    """The Word file that the draft came from: sent again as a file, or as the page carried it."""
    if "original" in form.files:
        return Original(form.files["original"].name, form.files["original"].data)
    name = form.fields.get("original_name", "")
    if not name:
        return None
    try:
        return Original(name, base64.b64decode(form.fields.get("original", ""), validate=True))
    except binascii.Error:
        raise refusal("invalid-form", "load the page again, and choose the file again") from None

"""What an open page says while its officer types: only what changed since it last said something."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, NonNegativeInt

from reviewer.case import Frozen
from service.page.form import PageForm

_CODING = "utf-16-le"  # a script counts its letters in units of two bytes
_UNIT = 2

Held: TypeAlias = Mapping[str, bytes]


class MisfitError(Exception):
    """A change of words that are not held, or beyond what may be held."""


class Change(Frozen):
    """New words for those from `start` to `end` (units of UTF-16) of one field of the form."""

    field: Literal["complaint", "draft", "procedure", "stage", "nation", "received", "memory", "original_name"]
    start: NonNegativeInt
    end: NonNegativeInt
    text: str


class Said(Frozen):
    """What changed in the form. `number` comes back with the answer, so that the page can tell a stale one."""

    number: NonNegativeInt
    changes: Annotated[tuple[Change, ...], Field(max_length=100)]


def changed(held: Held, said: Said, most: int) -> Held:
    """The form's fields with the changes made; `most` bytes may be held. Raises MisfitError."""
    fields = dict(held)
    for one in said.changes:
        before = fields.get(one.field, b"")
        start, end = _UNIT * one.start, _UNIT * one.end
        if not start <= end <= len(before):
            raise MisfitError
        fields[one.field] = before[:start] + one.text.encode(_CODING) + before[end:]
    if sum(map(len, fields.values())) > most:
        raise MisfitError
    return fields


def form_of(held: Held) -> PageForm:
    """The form as it stands."""
    return PageForm({name: words.decode(_CODING, "replace") for name, words in held.items()})

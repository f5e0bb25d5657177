"""From a form with files to the letters in it and what it says of the case. Nothing of it is written to a disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError
from pydantic_core import from_json
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from reviewer.case import Case
from reviewer.errors import invalid_case
from reviewer.formats.document import Document, Kind
from reviewer.formats.reading import read_document
from service.bodies import content_type, parts_of_body
from service.problems import refusal

LETTERS = ("response", "complaint")
LISTS = ("concerns", "dismissed")
TRACK_CHANGES = "track_changes"
_SWITCH = {"true": True, "false": False, "1": True, "0": False, "on": True, "off": False}
_MOST_FIELDS = 2 * len(Case.model_fields)


@dataclass(frozen=True)
class Letter:
    """A letter as it was sent: a file with its name, or words typed into a field."""

    data: bytes
    name: str | None = None
    typed: str | None = None

    def read(self) -> Document:
        """Its text. Raises ReviewError where the file cannot be read."""
        return read_document(self.data, self.name) if self.typed is None else Document(self.typed, Kind.TEXT)


@dataclass(frozen=True)
class Form:
    """What a form holds: the letters, not yet read, and the other fields of a case."""

    letters: Mapping[str, Letter]
    fields: Mapping[str, Any] = field(default_factory=dict)
    track_changes: bool = False

    def case(self, texts: Mapping[str, str]) -> Case:
        """The case with the letters' texts. Raises ReviewError naming the fields that are not valid."""
        try:
            return Case.model_validate({**self.fields, **texts})
        except ValidationError as error:
            raise invalid_case(error) from None


class _InMemory(MultiPartParser):
    """Keeps files in memory: the length of the body is limited already."""

    spool_max_size = 0


async def read_form(request: Request, limit: int) -> Form:
    """The form in a request's body of at most `limit` bytes. Raises ReviewError for the problem that it has."""
    if content_type(request).get_content_type() != "multipart/form-data":
        raise refusal("not-a-form")
    body = parts_of_body(request, limit)
    parser = _InMemory(request.headers, body, max_files=len(LETTERS), max_fields=_MOST_FIELDS, max_part_size=limit)
    try:
        sent = await parser.parse()
    except (MultiPartException, UnicodeError):
        raise refusal("invalid-form", "send multipart/form-data with `response`, and each field once") from None
    try:
        return await _form(sent)
    finally:
        await sent.close()


async def _form(sent: FormData) -> Form:
    letters: dict[str, Letter] = {}
    fields: dict[str, Any] = {}
    for name, value in sent.multi_items():
        if name in letters or name in fields:
            raise refusal("invalid-form", "send each field once")
        if isinstance(value, UploadFile):
            data, told = await value.read(), value.filename
            if name not in LETTERS:
                raise refusal("invalid-form", "send no files but `response` and `complaint`")
            if data or told:  # a form whose file was left out sends one without a name
                letters[name] = Letter(data, told)
        elif value.strip():  # a field that was left out is sent empty
            if name in LETTERS:
                letters[name] = Letter(b"", typed=value)
            else:
                fields[name] = _parsed(name, value)
    if "response" not in letters:
        raise refusal("invalid-form")
    return Form(letters, fields, fields.pop(TRACK_CHANGES, False))


def _parsed(name: str, value: str) -> Any:
    if name == TRACK_CHANGES:
        if value.strip().lower() not in _SWITCH:
            raise refusal("invalid-form", f"{TRACK_CHANGES}: write true or false")
        return _SWITCH[value.strip().lower()]
    if name in LISTS:
        try:
            return from_json(value, allow_inf_nan=False)
        except ValueError:
            raise refusal("invalid-form", f"{name}: write a JSON list") from None
    return value

"""What the page's form holds when it is sent. Nothing of it is written to a disk, and no file too long is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser, MultipartPart
from starlette.requests import Request

from service.bodies import content_type, parts_of_body
from service.problems import refusal

TICKED = "ticked"
FILES = ("complaint_file", "draft_file", "original")
_MOST_FIELDS = 5_000  # each finding and each concern has some of its own
_BODY_OF_FILES = 8  # a body may be so many times as long as a file, so that a file too long costs nobody their words


@dataclass(frozen=True)
class Upload:
    """A file as it was sent. `beyond`: the longest that a file may be, where it was longer; its bytes were dropped."""

    name: str
    data: bytes
    beyond: int | None = None


@dataclass(frozen=True)
class PageForm:
    """The form's fields by name, the boxes that were ticked, and the files."""

    fields: Mapping[str, str] = field(default_factory=dict)
    ticked: tuple[str, ...] = ()
    files: Mapping[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """A field with line ends as a text area has them, so that offsets mean the same in page and service."""
        return self.fields.get(name, "").replace("\r\n", "\n").replace("\r", "\n")


class _InMemory(MultiPartParser):
    """Keeps files in memory, and drops the bytes of one that is too long while it still reads the fields behind it."""

    spool_max_size = 0
    longest_file = 0

    def __init__(self, request: Request, limit: int) -> None:
        body = parts_of_body(request, _BODY_OF_FILES * limit)
        most = len(FILES)
        super().__init__(request.headers, body, max_files=most, max_fields=_MOST_FIELDS, max_part_size=limit)
        self.longest_file = limit
        self.lengths: dict[int, int] = {}

    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        """Take some bytes of the field or file that is being read."""
        if self._is_too_long(self._current_part, end - start):
            return
        super().on_part_data(data, start, end)

    def _is_too_long(self, part: MultipartPart, more: int) -> bool:
        if part.file is None:
            return False
        length = self.lengths.get(id(part.file), 0) + more
        self.lengths[id(part.file)] = length
        return length > self.longest_file


async def read_page_form(request: Request, limit: int) -> PageForm:
    """The form in a request; `limit`: the longest file in bytes. Raises ReviewError where it is no such form."""
    if content_type(request).get_content_type() != "multipart/form-data":
        raise refusal("not-a-form")
    parser = _InMemory(request, limit)
    try:
        sent = await parser.parse()
    except (MultiPartException, UnicodeError):
        raise refusal("invalid-form", "go back to the page, and send it again") from None
    try:
        return await _page_form(sent, parser)
    finally:
        await sent.close()


async def _page_form(sent: FormData, parser: _InMemory) -> PageForm:
    fields: dict[str, str] = {}
    ticked: list[str] = []
    files: dict[str, Upload] = {}
    for name, value in sent.multi_items():
        if isinstance(value, UploadFile):
            if value.filename and name in FILES:  # a file that was not chosen is sent without a name
                is_longer = parser.lengths.get(id(value), 0) > parser.longest_file
                data, beyond = (b"", parser.longest_file) if is_longer else (await value.read(), None)
                files[name] = Upload(value.filename, data, beyond)
        elif name == TICKED:
            ticked.append(value)
        else:
            fields[name] = value
    return PageForm(fields, tuple(ticked), files)

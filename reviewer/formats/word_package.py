"""The parts of a Word file: a zip archive of XML, opened only as far as is safe, and written again with some changed.

Written on `zipfile` because python-docx refuses what an officer may well send (macro-enabled letters, the Strict form,
a letter with one broken link inside), opens every part before any limit can be looked at, and writes each part anew.
"""

from __future__ import annotations

import posixpath
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from reviewer.formats import refusals

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": WORD[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
}
TYPES = "[Content_Types].xml"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OVERRIDE = "{http://schemas.openxmlformats.org/package/2006/content-types}Override"
_LARGEST_PART = 20 * 1024 * 1024
_LARGEST_WHOLE = 300 * 1024 * 1024
_HIGHEST_RATIO = 200  # of the whole: letters come to 5 or 10, and a bomb to 1,000
_RATIO_FROM = 20 * 1024 * 1024
_MOST_ENTRIES = 5_000
_MOST_TAGS = 600_000  # in one part: the longest letter has a quarter of them
_WRITTEN = (1980, 1, 1, 0, 0, 0)  # when each entry says it was written: Word's own date, and the same every time


@dataclass(frozen=True)
class WordParts:
    """The parts that a letter's text is in, each the root of its tree."""

    document: Element
    numbering: Element | None
    styles: Element | None
    has_macros: bool
    is_template: bool
    has_notes: bool  # footnotes or endnotes
    has_chunks: bool  # other documents embedded whole


def open_parts(data: bytes) -> WordParts:
    """The parts of a .docx (or .docm, .dotx); raises ReviewError where there is none, or it is not safe to open."""
    with opened(data) as package:
        return package.parts()


@contextmanager
def opened(data: bytes) -> Iterator[Package]:
    """The package in a Word file; raises ReviewError where there is none, or it is not safe to open."""
    try:
        with _archive(data) as archive:
            yield Package(archive)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, ValueError, OSError, KeyError):
        raise refusals.damaged("Word file") from None


def rewritten(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    """The package with the parts in `changed` put in the place of those of that name, or added; the rest as it was.

    They are given as `Package.content` gives them, and written in the namespaces of the package. The same package and
    changes give the same bytes. Raises ReviewError where an entry cannot be copied.
    """
    target = BytesIO()
    with opened(data) as package, zipfile.ZipFile(target, "w") as written:
        package.copy(written, changed)
    return target.getvalue()


def _archive(data: bytes) -> zipfile.ZipFile:
    if data.count(b"PK\x01\x02") > _MOST_ENTRIES:
        raise refusals.unsafe("Word file")
    return zipfile.ZipFile(BytesIO(data))


class Package:
    """An archive with its names, as parts find each other: whatever the case, relative to whoever asks."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        entries = archive.infolist()
        whole = sum(entry.file_size for entry in entries)
        packed = max(1, sum(entry.compress_size for entry in entries))
        if whole > _LARGEST_WHOLE or (whole > _RATIO_FROM and whole / packed > _HIGHEST_RATIO):
            raise refusals.unsafe("Word file")
        self._archive = archive
        self._entries = {entry.filename.lower().lstrip("/"): entry for entry in entries}

    @property
    def main(self) -> str:
        """The name of the part that the letter is in."""
        return self._target("_rels/.rels", "", "/officedocument") or "word/document.xml"

    @property
    def relations(self) -> str:
        """The name of the part that says which parts the letter uses; there need be none of that name."""
        return posixpath.join(posixpath.dirname(self.main), "_rels", posixpath.basename(self.main) + ".rels")

    def target(self, kind: str) -> str | None:
        """The name of the part that the letter uses as this kind: '/comments'. It need not be there."""
        return self._target(self.relations, posixpath.dirname(self.main), kind)

    def name_of(self, name: str) -> str | None:
        """The name of a part in the archive's own capitals; None where there is none of that name."""
        entry = self._entries.get(name.lower())
        return None if entry is None else entry.filename.lstrip("/")

    def parts(self) -> WordParts:
        """The parts that a letter's text is in."""
        main = self.main
        if main not in self._entries:
            raise self._not_word()
        document = self._xml(main)
        if document.tag != WORD + "document":
            raise self._not_word()
        targets = {
            kind: self.target(kind)
            for kind in ("/numbering", "/styles", "/vbaproject", "/footnotes", "/endnotes", "/afchunk")
        }
        return WordParts(
            document=document,
            numbering=self._optional(targets["/numbering"]),
            styles=self._optional(targets["/styles"]),
            has_macros=bool(targets["/vbaproject"]) or "macroenabled" in self._type_of(main),
            is_template="template" in self._type_of(main),
            has_notes=any(_has_notes(self._optional(targets[kind])) for kind in ("/footnotes", "/endnotes")),
            has_chunks=bool(targets["/afchunk"]),
        )

    def _target(self, relations: str, base: str, kind: str) -> str | None:
        """The name of the part that `relations` point to with a type that ends in `kind`."""
        tree = self._optional(relations)
        for one in tree.iter(_RELATIONSHIP) if tree is not None else ():
            external = one.get("TargetMode") == "External"
            if not external and one.get("Type", "").lower().endswith(kind):
                target = one.get("Target", "").lower()
                name = posixpath.normpath(posixpath.join(base, target)) if target[:1] != "/" else target
                return name.lstrip("/")
        return None

    def _type_of(self, name: str) -> str:
        kinds = self._optional(TYPES.lower())
        overrides = kinds.iter(_OVERRIDE) if kinds is not None else ()
        names = (one for one in overrides if one.get("PartName", "").lower().lstrip("/") == name)
        return next((one.get("ContentType", "").lower() for one in names), "")

    def _optional(self, name: str | None) -> Element | None:
        return self._xml(name) if name and name in self._entries else None

    def content(self, name: str) -> bytes:
        """The part of this name, in the namespaces that are usual; raises ReviewError where it is not safe to read."""
        content = self._read(name)
        for strict, usual in _STRICT.items():
            content = content.replace(strict, usual)
        return content

    def _read(self, name: str) -> bytes:
        entry = self._entries[name.lower()]
        if entry.flag_bits & 1:
            raise refusals.protected("Word file")
        if entry.file_size > _LARGEST_PART:
            raise refusals.unsafe("Word file")
        try:
            with self._archive.open(entry) as part:
                content = part.read(_LARGEST_PART + 1)
        except RuntimeError:  # a password that the entry's flags do not tell of
            raise refusals.protected("Word file") from None
        except Exception as error:  # zlib, lzma and bz2 each have errors of their own
            raise refusals.damaged("Word file") from error
        if content.count(b"<") > _MOST_TAGS:
            raise refusals.too_long()
        return content

    def copy(self, target: zipfile.ZipFile, changed: Mapping[str, bytes]) -> None:
        """Write every entry in its order, with the changed parts in their place and the new ones behind."""
        entries = self._archive.infolist()
        if len(self._entries) != len(entries):  # two parts of one name: which of them is meant?
            raise refusals.damaged("Word file")
        is_strict = any(strict in self._read(self.main) for strict in _STRICT)
        left = {name.lower(): (name, _strict(content) if is_strict else content) for name, content in changed.items()}
        for entry in entries:
            if entry.flag_bits & 1:
                raise refusals.protected("Word file")
            told = _entry(entry.filename, packed=entry.compress_type != zipfile.ZIP_STORED)
            new = left.pop(entry.filename.lower().lstrip("/"), None)
            if new is not None:
                target.writestr(told, new[1])
                continue
            with self._archive.open(entry) as source, target.open(told, "w") as copied:
                shutil.copyfileobj(source, copied)
        for name, content in left.values():
            target.writestr(_entry(name), content)

    def _xml(self, name: str) -> Element:
        content = self.content(name)
        try:
            tree: Element = fromstring(content, forbid_dtd=True)
        except DefusedXmlException:
            raise refusals.unsafe("Word file") from None
        except (ParseError, ValueError, LookupError, RecursionError):
            raise refusals.damaged("Word file") from None
        return tree

    def _not_word(self) -> Exception:
        names = self._entries.keys()
        save = "save the letter as a Word file (.docx) or as plain text"
        if any(name.startswith("xl/") for name in names):
            return refusals.unsupported("a spreadsheet", save)
        if any(name.startswith("ppt/") for name in names):
            return refusals.unsupported("a presentation", save)
        if "content.xml" in names:
            return refusals.unsupported("an OpenDocument file", save)
        if TYPES.lower() in names:
            return refusals.damaged("Word file")
        return refusals.unsupported("a zip archive", "take the letter out of the archive and give it alone")


def _strict(content: bytes) -> bytes:
    for strict, usual in _STRICT.items():
        content = content.replace(usual, strict)
    return content


def _entry(name: str, *, packed: bool = True) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _WRITTEN)
    entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    entry.create_system = 0  # the same on every system
    return entry


def _has_notes(part: Element | None) -> bool:
    """Whether a part of notes holds any but the separators that Word always puts there."""
    if part is None:
        return False
    return any(note.get(WORD + "type") is None for note in part)

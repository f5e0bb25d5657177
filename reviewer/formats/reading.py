"""A letter from bytes: what kind of file it is, told by what is in it, and its text."""

from __future__ import annotations

from pathlib import PurePath

from reviewer.case import MAXIMUM_CHARACTERS
from reviewer.formats import refusals
from reviewer.formats.document import Document, Kind
from reviewer.formats.email import looks_like_email, read_email
from reviewer.formats.html import looks_like_html, read_html
from reviewer.formats.pdf import read_pdf
from reviewer.formats.plain import read_plain
from reviewer.formats.word import read_word

__all__ = ["Document", "Kind", "read_document"]

_PDF = b"%PDF-"
_PDF_WITHIN = 1024  # some programs write a few bytes before the mark
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_ARCHIVES = (b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"BZh", b"\xfd7zXZ")
_EMAIL_SUFFIXES = (".eml", ".emlx")
_HTML_SUFFIXES = (".html", ".htm", ".xhtml")
_SAVE_AS_WORD = "open it, save it as a Word file (.docx) and give that"


def read_document(data: bytes, name: str | None = None) -> Document:
    """The letter in `data`. `name` (a file's name) is looked at only where the bytes leave a doubt.

    Raises ReviewError with cause and cure, of kind empty, too-large, too-long, unsupported, damaged, protected, unsafe,
    no-text or too-slow.
    """
    if len(data) > refusals.MAXIMUM_BYTES:
        raise refusals.too_large()
    if not data:
        raise refusals.empty()
    document = _read(data, PurePath(name or "").suffix.lower())
    if not document.text.strip("\ufeff\x1a \t\r\n\x0b\x0c\u00a0"):
        raise refusals.empty()
    if len(document.text) > MAXIMUM_CHARACTERS:
        raise refusals.too_long(len(document.text))
    return document


def _read(data: bytes, suffix: str) -> Document:
    if data.startswith(_ZIP):
        word = read_word(data)
        return Document(word.text, Kind.WORD, word.notes)
    if data.lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(_PDF) or (suffix == ".pdf" and _PDF in data[:_PDF_WITHIN]):
        return read_pdf(data)
    _refuse_others(data)
    if looks_like_email(data, named_so=suffix in _EMAIL_SUFFIXES):
        return read_email(data)
    document = read_plain(data)
    return read_html(data) if looks_like_html(document.text, named_so=suffix in _HTML_SUFFIXES) else document


def _refuse_others(data: bytes) -> None:
    if data.startswith(_OLE):
        raise _ole(data)
    if data.startswith(b"{\\rtf"):
        raise refusals.unsupported("in Rich Text Format", _SAVE_AS_WORD)
    if data.startswith(_PICTURES[:-1]) or (data[:2] == _PICTURES[-1] and b"\x00" in data[:64]):
        raise refusals.unsupported("a picture", "type the letter in, or scan it with a program that reads text (OCR)")
    if (data[:4] == b"RIFF" and data[8:12] == b"WEBP") or data[4:8] == b"ftyp":
        raise refusals.unsupported("a picture or a film", "type in what it says")
    if data.startswith(_ARCHIVES):
        raise refusals.unsupported("an archive", "take the letter out of the archive and give it alone")


def _ole(data: bytes) -> Exception:
    """What an OLE container, the older form of office files, holds: the names of its streams say."""
    names = {
        "EncryptedPackage": refusals.protected("Word file"),
        "WordDocument": refusals.unsupported("in the format of Word 97 to 2003 (.doc)", _SAVE_AS_WORD),
        "__substg1.0_": refusals.unsupported("an Outlook message (.msg)", "save it as .eml or as text and give that"),
    }
    for name, error in names.items():
        if name.encode("utf-16-le") in data:
            return error
    return refusals.unsupported("an office file of an older kind")

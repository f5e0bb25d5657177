"""Plain text, and the encoding of bytes that do not say it."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from reviewer.formats import refusals
from reviewer.formats.document import Document, Kind

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark starts the same
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KNOWN = re.compile(
    r"utf-?(?:8|16|32)(?:-?[bl]e)?|iso-?8859-?\d{1,2}|latin-?\d|windows-?125\d|cp-?\d{3,4}|mac(?:intosh|-?roman)|us-?ascii|"
    r"koi8-?[ru]|gb(?:k|2312|18030)|big5|shift_?jis|euc-?(?:jp|kr)|iso-?2022-?(?:jp|kr)",
    re.I,
)
_MISUSED = frozenset({"ascii", "iso8859-1", "cp1252"})  # said by programs that write UTF-8 or Windows-1252
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x19\x1c-\x1f\x7f-\x84\x86-\x9f\ufffd]")
_CONTROL_SHARE = 0.01  # more is not text
_SAMPLE = 65_536


@dataclass(frozen=True)
class Decoded:
    """Text with the encoding it was in. `guessed`: neither the bytes nor their sender said so, and it is not UTF-8."""

    text: str
    encoding: str
    guessed: bool = False

    @property
    def notes(self) -> tuple[str, ...]:
        """What the officer should know of the guess."""
        if not self.guessed:
            return ()
        return (f"The encoding was taken to be {self.encoding}: check that £ signs and accents came through.",)


def read_plain(data: bytes) -> Document:
    """Text (or Markdown) exactly as it stands, line ends too; raises ReviewError where the bytes are no text."""
    decoded = decode(data)
    return Document(decoded.text, Kind.TEXT, decoded.notes)


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Bytes as text: by byte order mark, by the encoding declared, as UTF-8, else as Windows-1252 or a likely one.

    The mark itself is left out. Raises ReviewError where the bytes are no text.
    """
    decoded = _decode(data, declared)
    if "\x00" in decoded.text or _is_rubbish(decoded.text):
        raise refusals.unsupported("not text", "give a Word file, a PDF, an e-mail, or plain text")
    return decoded


def _decode(data: bytes, declared: str | None) -> Decoded:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(encoding, errors="replace"), encoding)
    unmarked = _unmarked_utf16(data)
    if unmarked:
        return Decoded(data.decode(unmarked, errors="replace"), unmarked)
    named = _codec(declared)
    for encoding in ("utf-8",) if named is None or named in _MISUSED else (named, "utf-8"):
        text = _strictly(data, encoding)
        if text is not None:
            return Decoded(text, encoding)
    text = _strictly(data, "cp1252")
    if text is not None:
        return Decoded(text, "Windows-1252", guessed=named not in ("cp1252", "iso8859-1"))
    best = from_bytes(data[:_SAMPLE]).best()
    encoding = best.encoding if best else "cp1252"
    return Decoded(data.decode(encoding, errors="replace"), encoding, guessed=True)


def _codec(name: str | None) -> str | None:
    """The codec's own name for an encoding that letters come in; None for what is not known or not an encoding."""
    if not name or not _KNOWN.fullmatch(name.strip("\"' ")):
        return None
    try:
        return codecs.lookup(name.strip("\"' ")).name
    except LookupError:
        return None


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Western text is zero."""
    sample = data[:_SAMPLE]
    half = len(sample) // 2
    if half == 0 or len(data) % 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.5 * half and even < 0.02 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.5 * half and odd < 0.02 * half else None


def _is_rubbish(text: str) -> bool:
    sample = text[:_SAMPLE]
    return len(_CONTROL.findall(sample)) > max(1, _CONTROL_SHARE * len(sample))

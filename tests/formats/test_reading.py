"""Any file: its kind told by what is in it; and every refusal with cause and cure, and no word of the letter."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from dataclasses import FrozenInstanceError

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reviewer.case import MAXIMUM_CHARACTERS
from reviewer.errors import ReviewError
from reviewer.formats.reading import Document, Kind, read_document
from tests.formats.making import column, ole_file, paragraph, pdf_file, word_file, zip_file

LETTER = "Dear Ms Bell,\n\nSECRET words of ours.\n"
EMAIL = f"From: Bob <bob@example.org>\nMessage-ID: <1@example.org>\nSubject: bin\n\n{LETTER}"
WORD = word_file(paragraph("Dear Ms Bell, SECRET words of ours."))
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"


@pytest.mark.parametrize("name", [None, "letter", "letter.txt", "letter.docx", "letter.pdf", "letter.eml"])
@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (LETTER.encode(), Kind.TEXT),
        (f"# Reply\n\n{LETTER}".encode(), Kind.TEXT),
        (WORD, Kind.WORD),
        (pdf_file([column("SECRET words of ours.")]), Kind.PDF),
        (EMAIL.encode(), Kind.EMAIL),
        (EMAIL.replace("\n", "\r\n").encode("utf-8-sig"), Kind.EMAIL),
        (f"<!DOCTYPE html><p>{LETTER}</p>".encode("utf-16"), Kind.HTML),
        (f"<p>{LETTER}</p>".encode(), Kind.HTML),
    ],
)
def test_the_kind_is_told_by_content(data: bytes, kind: Kind, name: str | None) -> None:
    read = read_document(data, name)
    assert read.kind is kind
    assert "SECRET words of ours." in read.text


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"From: Bob\nTo: Us\n\nMy bin is full.", "complaint.eml", Kind.EMAIL),
        (b"From: Bob\nTo: Us\n\nMy bin is full.", "complaint.txt", Kind.TEXT),
        (b"My bin is <b>full</b>.", "complaint.html", Kind.HTML),
        (b"My bin is <b>full</b>.", "complaint.txt", Kind.TEXT),
        (b"\x01\x02" + pdf_file([column("x")]), "complaint.pdf", Kind.PDF),
    ],
)
def test_the_name_decides_where_the_content_leaves_a_doubt(data: bytes, name: str, kind: Kind) -> None:
    assert read_document(data, name).kind is kind


def test_a_document_does_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        read_document(b"Dear Ms Bell").text = "x"  # type: ignore[misc]
    assert read_document(b"Dear Ms Bell") == Document("Dear Ms Bell", Kind.TEXT)


def with_part(name: str, content: bytes, data: bytes = WORD) -> bytes:
    """The Word file with one part put in the place of the one it has."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {entry: archive.read(entry) for entry in archive.namelist()}
    return zip_file({**files, name: content})


def locked() -> bytes:
    """A zip archive whose parts say that they are encrypted."""
    data = bytearray(WORD)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (start := data.find(mark, start)) >= 0:
            struct.pack_into("<H", data, start + place, 1)
            start += 4
    return bytes(data)


BOMB_XML = b"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>" + b" " * 60_000_000
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "SECRET">' + "".join(f'<!ENTITY a{n} "{"&a;" * 10}">' for n in range(5)) + "]>"
    "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>&a4;</w:body></w:document>"
)
OUTSIDE = LAUGHS.replace('<!ENTITY a "SECRET">', '<!ENTITY a SYSTEM "file:///etc/passwd">')


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        pytest.param(lambda: b"", "empty", id="empty"),
        pytest.param(lambda: b" \r\n\t\n", "empty", id="white space"),
        pytest.param(lambda: b"\xef\xbb\xbf", "empty", id="byte order mark alone"),
        pytest.param(lambda: b"x" * (20 * 1024 * 1024 + 1), "too-large", id="over 20 MB"),
        pytest.param(lambda: b"SECRET " * 15_000, "too-long", id="over 100,000 characters"),
        pytest.param(lambda: word_file(paragraph("SECRET " * 15_000)), "too-long", id="a long Word file"),
        pytest.param(lambda: b"SECRET\x00words", "unsupported", id="a NUL"),
        pytest.param(lambda: bytes(range(256)) * 4, "unsupported", id="rubbish"),
        pytest.param(lambda: b"\x89PNG\r\n\x1a\nSECRET", "unsupported", id="PNG"),
        pytest.param(lambda: b"\xff\xd8\xff\xe0SECRET", "unsupported", id="JPEG"),
        pytest.param(lambda: b"GIF89aSECRET", "unsupported", id="GIF"),
        pytest.param(lambda: b"BM" + bytes(30), "unsupported", id="BMP"),
        pytest.param(lambda: b"RIFF1234WEBPSECRET", "unsupported", id="WebP"),
        pytest.param(lambda: bytes(4) + b"ftypheicSECRET", "unsupported", id="HEIC"),
        pytest.param(lambda: b"\x1f\x8b\x08SECRET", "unsupported", id="gzip"),
        pytest.param(lambda: b"{\\rtf1 SECRET}", "unsupported", id="Rich Text"),
        pytest.param(lambda: zip_file({"a.txt": b"SECRET"}), "unsupported", id="zip"),
        pytest.param(lambda: b"PK\x05\x06" + bytes(18), "unsupported", id="empty zip"),
        pytest.param(lambda: zip_file({"xl/workbook.xml": b"<x/>"}), "unsupported", id="spreadsheet"),
        pytest.param(lambda: zip_file({"ppt/presentation.xml": b"<x/>"}), "unsupported", id="presentation"),
        pytest.param(lambda: zip_file({"mimetype": b"x", "content.xml": b"<x/>"}), "unsupported", id="OpenDocument"),
        pytest.param(lambda: ole_file("EncryptedPackage"), "protected", id="Word file with a password"),
        pytest.param(lambda: ole_file("WordDocument"), "unsupported", id="old Word file"),
        pytest.param(lambda: ole_file("__substg1.0_"), "unsupported", id="Outlook message"),
        pytest.param(lambda: ole_file("Other"), "unsupported", id="other old file"),
        pytest.param(locked, "protected", id="zip with a password"),
        pytest.param(lambda: WORD[:300], "damaged", id="Word file cut short"),
        pytest.param(lambda: WORD.replace(b"PK\x01\x02", b"PK\x01\x03"), "damaged", id="Word file without a directory"),
        pytest.param(lambda: b"PK\x03\x04" + b"SECRET" * 50, "damaged", id="zip's mark alone"),
        pytest.param(
            lambda: zip_file({"[Content_Types].xml": b"<Types/>"}), "damaged", id="Word file without its text"
        ),
        pytest.param(lambda: with_part("word/document.xml", b"<w:document>SECRET"), "damaged", id="XML broken off"),
        pytest.param(lambda: with_part("word/document.xml", b"<SECRET/>"), "damaged", id="other XML"),
        pytest.param(lambda: word_file("<w:p/>" * 20_001), "too-long", id="a Word file of blank lines"),
        pytest.param(lambda: word_file("<w:p/>" * 700_000), "too-long", id="a Word file of very many tags"),
        pytest.param(lambda: with_part("word/document.xml", BOMB_XML), "unsafe", id="zip bomb"),
        pytest.param(lambda: with_part("word/media/x.bin", bytes(60_000_000)), "unsafe", id="zip bomb beside the text"),
        pytest.param(lambda: zip_file({f"{n}": b"" for n in range(5001)}), "unsafe", id="very many parts"),
        pytest.param(lambda: with_part("word/document.xml", LAUGHS.encode()), "unsafe", id="entities"),
        pytest.param(
            lambda: with_part("word/document.xml", LAUGHS.encode("utf-16")), "unsafe", id="entities in UTF-16"
        ),
        pytest.param(lambda: with_part("word/document.xml", OUTSIDE.encode()), "unsafe", id="outside entity"),
        pytest.param(lambda: with_part("_rels/.rels", b"<!DOCTYPE x><x/>"), "unsafe", id="DOCTYPE beside the text"),
        pytest.param(
            lambda: word_file("<w:sdt><w:sdtContent>" * 3000 + "</w:sdtContent></w:sdt>" * 3000), "unsafe", id="deep"
        ),
        pytest.param(lambda: b"%PDF-1.7 SECRET", "damaged", id="PDF's mark alone"),
    ],
)
def test_what_cannot_be_read_is_refused(make: Callable[[], bytes], kind: str) -> None:
    with pytest.raises(ReviewError) as told:
        read_document(make(), "SECRET.docx")
    error = told.value
    assert error.kind == kind
    assert error.title and error.detail
    assert "SECRET" not in str(error)
    assert error.status in (413, 415, 422)


def test_the_limit_is_told() -> None:
    with pytest.raises(ReviewError, match=f"has 100,001 characters.*{MAXIMUM_CHARACTERS:,}"):
        read_document(b"x" * (MAXIMUM_CHARACTERS + 1))
    assert len(read_document(b"x" * MAXIMUM_CHARACTERS).text) == MAXIMUM_CHARACTERS


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(
            with_part(
                "word/document.xml",
                zipfile.ZipFile(io.BytesIO(WORD))
                .read("word/document.xml")
                .replace(b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", STRICT),
            ),
            id="Strict",
        ),
        pytest.param(
            with_part(
                "_rels/.rels",
                b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                b'<Relationship Type="x/officeDocument" Target="/Word/Document.xml"/></Relationships>',
            ),
            id="other case, whole path",
        ),
        pytest.param(with_part("word/_rels/document.xml.rels", b"<x/>"), id="no relations"),
    ],
)
def test_unusual_word_files_are_read(data: bytes) -> None:
    assert read_document(data).text == "Dear Ms Bell, SECRET words of ours."


@settings(max_examples=150, deadline=None)
@given(
    data=st.binary(max_size=300) | st.binary(max_size=200).map(lambda tail: b"PK\x03\x04" + tail),
    cut=st.integers(0, len(WORD)),
)
@example(data=b"BM", cut=0)
def test_any_bytes_are_read_or_refused(data: bytes, cut: int) -> None:
    for one in (data, WORD[:cut] + data + WORD[cut + len(data) :]):
        try:
            assert read_document(one).text
        except ReviewError as error:
            assert error.kind

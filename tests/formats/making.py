"""Files made for the tests: Word files from pieces of XML, PDFs from placed words, containers and pictures."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

WORD_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def paragraph(*runs: str, properties: str = "") -> str:
    """A w:p of these runs: words, or XML where they start with '<'."""
    inside = "".join(run if run.startswith("<") else word_run(run) for run in runs)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inside}</w:p>"


def word_run(words: str, properties: str = "") -> str:
    """A w:r with one w:t."""
    before = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{before}<w:t xml:space="preserve">{words}</w:t></w:r>'


def word_file(body: str, parts: Mapping[str, str] | None = None, main_type: str = MAIN_TYPE) -> bytes:
    """A .docx with this body; `parts` are further parts by their short name ('numbering', 'styles')."""
    parts = parts or {}
    relations = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/{name}" Target="{name}.xml"/>'
        for number, name in enumerate(parts)
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    files = {
        "[Content_Types].xml": (
            f'<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main_type}"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="r" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
        ),
        "word/document.xml": f"<w:document {WORD_NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships">{relations}</Relationships>',
    }
    files |= {f"word/{name}.xml": f"<w:{name} {WORD_NAMESPACES}>{xml}</w:{name}>" for name, xml in parts.items()}
    return zip_file({name: text.encode() for name, text in files.items()})


def zip_file(files: Mapping[str, bytes]) -> bytes:
    """A zip archive."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def ole_file(stream: str) -> bytes:
    """The head of an OLE container with one stream's name in its directory."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le") + bytes(512)


def pdf_file(pages: Sequence[Sequence[tuple[int, int, str]]], extra: str = "", trailer: str = "") -> bytes:
    """A PDF of pages, each a list of (x, y from the bottom, words); words that start with '[' are a TJ array."""
    objects = [
        f"<</Type/Catalog/Pages 2 0 R{extra}>>",
        "",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    kids = []
    for page in pages:
        shown = []
        for x, y, words in page:
            show = (
                f"{words} TJ"
                if words.startswith("[")
                else f"({words.replace('(', chr(92) + '(').replace(')', chr(92) + ')')}) Tj"
            )
            shown.append(f"BT /F1 11 Tf 1 0 0 1 {x} {y} Tm {show} ET")
        stream = "\n".join(shown)
        objects.append(f"<</Length {len(stream.encode('cp1252'))}>>\nstream\n{stream}\nendstream")
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {len(objects)} 0 R"
            "/Resources<</Font<</F1 3 0 R>>>>>>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>"
    return _pdf(objects, trailer)


def _pdf(objects: Sequence[str], trailer: str) -> bytes:
    data, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{one}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    count = len(objects) + 1
    end = f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer\n<</Size {count}/Root 1 0 R{trailer}>>\n"
    return data + f"{end}startxref\n{len(data)}\n%%EOF".encode()


def column(*lines: str, x: int = 72, top: int = 780, leading: int = 14) -> list[tuple[int, int, str]]:
    """Lines placed one below the other; '' leaves a line out."""
    return [(x, top - leading * number, line) for number, line in enumerate(lines) if line]

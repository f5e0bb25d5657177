"""A letter as an officer's Word writes one: a table, a picture, a header, a link, a change and a comment."""

from __future__ import annotations

import io
import struct
import zlib

import docx
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph


def picture() -> io.BytesIO:
    """A red dot, as PNG."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    dot = zlib.compress(b"\x00\xff\x00\x00")
    return io.BytesIO(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", dot) + chunk(b"IEND", b""))


def add_link(to: Paragraph, words: str) -> None:
    link = OxmlElement("w:hyperlink")
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    link.set(qn("r:id"), to.part.relate_to("https://www.example.gov.uk/", kind, is_external=True))
    run = to.add_run(words)
    run.underline = True
    link.append(run._r)
    to._p.append(link)


def add_change(to: Paragraph, kind: str, words: str) -> None:
    tag = "w:delText" if kind == "del" else "w:t"
    to._p.append(
        parse_xml(
            f'<w:{kind} {nsdecls("w")} w:id="7" w:author="A colleague" w:date="2026-03-01T09:00:00Z"><w:r>'
            f'<{tag} xml:space="preserve">{words}</{tag}></w:r></w:{kind}>'
        )
    )


def add_field(to: Paragraph, result: str) -> None:
    for kind in ("begin", None, "separate", result, "end"):
        run = OxmlElement("w:r")
        if kind is None:
            run.append(parse_xml(f"<w:instrText {nsdecls('w')}>DATE</w:instrText>"))
        elif kind == result:
            run.append(parse_xml(f"<w:t {nsdecls('w')}>{result}</w:t>"))
        else:
            run.append(parse_xml(f'<w:fldChar {nsdecls("w")} w:fldCharType="{kind}"/>'))
        to._p.append(run)


def letter() -> bytes:
    """A letter with all that a letter may have."""
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "Westmarch Borough Council"
    made.sections[0].header.paragraphs[0].add_run().add_picture(picture())
    made.sections[0].footer.paragraphs[0].text = "Page 1"
    dated = made.add_paragraph("Date: ")
    add_field(dated, "3 March 2026")
    made.add_paragraph("Dear Ms Bell 🙂,")
    opening = made.add_paragraph()
    for words, bold in (("The R", False), ("C", True), ("V operative did not ", False), ("co", True), ("me.", False)):
        opening.add_run(words).bold = bold
    opening.add_run(" We paid you £\u00a050 on 3\u00a0March.")
    opening.add_run().add_picture(picture())
    made.add_comment(opening.runs[2], "Is this right?", author="A colleague", initials="AC")
    soft = made.add_paragraph("Please note:")
    soft.add_run().add_break()
    soft.add_run("we will write.")
    linked = made.add_paragraph("See ")
    add_link(linked, "our website for details")
    linked.add_run(" or ring.")
    changed = made.add_paragraph("We ")
    add_change(changed, "del", "will not ")
    add_change(changed, "ins", "shall forthwith ")
    changed.add_run("act.")
    made.add_paragraph("We will:")
    made.add_paragraph("utilise a new list", style="List Bullet")
    made.add_paragraph("ring you", style="List Number")
    table = made.add_table(2, 2, style="Table Grid")
    for row, told in zip(
        table.rows, (("Your point", "Our answer"), ("The bin", "We uphold it. The map was wrong.")), strict=True
    ):
        for cell, said in zip(row.cells, told, strict=True):
            cell.text = said
    made.add_paragraph("Yours sincerely")
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


LETTER = letter()

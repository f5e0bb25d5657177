"""The parts of a Word file that comments are written in, as trees: made where the file has no comments yet."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element as ReadElement

from lxml import etree

from reviewer.formats import refusals
from reviewer.formats.word_marks import ID, Element
from reviewer.formats.word_package import TYPES, WORD, Package, opened, rewritten

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_TYPES_SPACE = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS_SPACE = "http://schemas.openxmlformats.org/package/2006/relationships"


@dataclass(frozen=True)
class Styles:
    """What the file calls Word's own styles for a comment's text and for the sign of a comment; None: it has none."""

    text: str | None = None
    sign: str | None = None


@dataclass(frozen=True)
class CommentParts:
    """The trees to write in, with the names of their parts; `linking`: the parts that name the comments, if changed."""

    document_name: str
    document: Element
    comments_name: str
    comments: Element
    linking: Mapping[str, bytes]
    styles: Styles

    @property
    def first_id(self) -> int:
        """The first number that no comment has, nor any mark of one in the document."""
        marks = self.document.iter(
            *(WORD + name for name in ("commentRangeStart", "commentRangeEnd", "commentReference"))
        )
        told = (one.get(ID) or "" for one in (*self.comments.iter(WORD + "comment"), *marks))
        return 1 + max((int(words) for words in told if words.isdecimal() and len(words) < 10), default=-1)

    def written_to(self, data: bytes) -> bytes:
        """The file in `data` with these parts in it."""
        trees = {self.document_name: self.document, self.comments_name: self.comments}
        return rewritten(data, {**{name: _bytes(tree) for name, tree in trees.items()}, **self.linking})


def comment_parts(data: bytes) -> CommentParts:
    """The parts of a .docx; raises ReviewError where it is not safe to open, is a template or holds macros."""
    with opened(data) as package:
        parts = package.parts()
        if parts.has_macros or parts.is_template:
            raise refusals.not_document()
        main = package.name_of(package.main) or package.main
        name, linking = _comments_name(package, main)
        known = package.name_of(name)
        return CommentParts(
            document_name=main,
            document=_tree(package.content(main)),
            comments_name=name,
            comments=_tree(package.content(known)) if known else _empty(WORD + "comments", WORD[1:-1], "w"),
            linking=linking,
            styles=_styles(parts.styles),
        )


def _comments_name(package: Package, main: str) -> tuple[str, dict[str, bytes]]:
    """The name of the part with the comments, and the parts that must be changed to name it."""
    target = package.target("/comments")
    folder = posixpath.dirname(main)
    name = target or _free_name(package, folder)
    linking = {} if target else _linked(package, posixpath.relpath(name, folder or "."))
    return name, {**linking, **_typed(package, name)}


def _free_name(package: Package, folder: str) -> str:
    number, name = 1, posixpath.join(folder, "comments.xml")
    while package.name_of(name):
        number += 1
        name = posixpath.join(folder, f"comments{number}.xml")
    return name


def _linked(package: Package, target: str) -> dict[str, bytes]:
    name = package.name_of(package.relations)
    links = _tree(package.content(name)) if name else _empty(f"{{{_RELATIONS_SPACE}}}Relationships", _RELATIONS_SPACE)
    taken = {one.get("Id") for one in links}
    number = len(taken) + 1
    while f"rId{number}" in taken:
        number += 1
    etree.SubElement(
        links, f"{{{_RELATIONS_SPACE}}}Relationship", {"Id": f"rId{number}", "Type": _KIND, "Target": target}
    )
    return {name or package.relations: _bytes(links)}


def _typed(package: Package, name: str) -> dict[str, bytes]:
    types = _tree(package.content(TYPES))
    override = f"{{{_TYPES_SPACE}}}Override"
    if any(one.get("PartName", "").lower() == f"/{name}".lower() for one in types.iter(override)):
        return {}
    etree.SubElement(types, override, {"PartName": f"/{name}", "ContentType": _TYPE})
    return {TYPES: _bytes(types)}


def _styles(styles: ReadElement | None) -> Styles:
    found: dict[str, str] = {}
    for style in styles.iter(WORD + "style") if styles is not None else ():
        name, identifier = style.find(WORD + "name"), style.get(WORD + "styleId")
        if name is not None and identifier:
            found.setdefault(name.get(WORD + "val", "").lower(), identifier)
    return Styles(found.get("annotation text"), found.get("annotation reference"))


def _tree(content: bytes) -> Element:
    """The root of a part that may come from anywhere: no entity is resolved, and nothing is fetched."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, strip_cdata=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise refusals.damaged("Word file") from None
    if root.getroottree().docinfo.doctype:
        raise refusals.unsafe("Word file")
    return root


def _empty(tag: str, space: str, prefix: str | None = None) -> Element:
    return etree.Element(tag, nsmap={prefix: space})


def _bytes(root: Element) -> bytes:
    written: bytes = etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
    return written

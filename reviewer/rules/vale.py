"""Rules written for Vale (https://vale.sh), of its kinds existence, substitution and occurrence, read as they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from reviewer.review import Category, Criterion
from reviewer.rules.documents import Document
from reviewer.rules.schema import Lenient, Words

ScopeName = Literal["text", "raw", "summary", "sentence", "paragraph", "heading", "list"]

_BLOCKS: Mapping[str, list[str]] = {"heading": ["heading"], "list": ["list_item"], "paragraph": ["paragraph"]}
_SLOT = re.compile(r"%(?:\[(\d)\])?s")


class ValeStyle(Lenient):
    """The keys of a Vale style file. `action`, `limit`, `vocab`, `author` and `name` have no effect here."""

    extends: Literal["existence", "substitution", "occurrence"]
    message: Words
    level: Literal["suggestion", "warning", "error"] = "warning"
    scope: ScopeName | Annotated[tuple[ScopeName, ...], Field(min_length=1)] = "text"
    ignorecase: bool = False
    nonword: bool = False
    append: bool = False
    tokens: tuple[Words, ...] = ()
    raw: tuple[str, ...] = ()
    exceptions: tuple[Words, ...] = ()
    swap: Mapping[Words, str] = {}
    token: Words | None = None
    max: int = 0
    min: int = 0
    link: Words | None = None
    description: Words | None = None
    category: Category = Category.READABILITY
    criterion: Criterion = Criterion.PLAIN_ENGLISH
    action: Any = None
    limit: Any = None
    vocab: Any = None
    author: Any = None
    name: Any = None


def is_vale(document: Document) -> bool:
    """Whether the file is written for Vale."""
    return "extends" in document.data


def from_vale(document: Document, rule: str) -> Document:
    """The file's content as one of our own kinds. Raises pydantic.ValidationError where it is not a Vale style."""
    style = ValeStyle.model_validate(document.data)
    data: dict[str, Any] = {
        "kind": style.extends,
        "title": rule.rpartition("/")[2].replace("_", " "),
        "message": _message(style),
        "why": style.description or "A rule of the house style.",
        "source": style.link or f"house style, {document.file}",
        "severity": style.level,
        "category": style.category,
        "criterion": style.criterion,
        "ignorecase": style.ignorecase,
        "applies": {"blocks": _blocks(style)},
        "examples": {},
        **_own_keys(style),
    }
    return document.with_data(data)


def _own_keys(style: ValeStyle) -> dict[str, Any]:
    if style.extends == "occurrence":
        scopes = style.scope if isinstance(style.scope, str) else style.scope[0]
        limits = {name: limit for name, limit in (("max", style.max), ("min", style.min)) if limit}
        scope = scopes if scopes in {"sentence", "paragraph"} else "text"
        return {"scope": scope, **limits, **({"token": style.token} if style.token else {})}
    common = {"nonword": style.nonword, "exceptions": style.exceptions}
    if style.extends == "substitution":
        swap = {found: re.sub(r"\$(\d)", r"\\\1", plain) for found, plain in style.swap.items()}
        return {"swap": swap, **common}
    raw = "".join(style.raw)  # Vale joins the parts into one expression
    if raw and style.tokens:
        words = f"(?:{'|'.join(style.tokens)})"
        words = words if style.nonword else rf"\b{words}\b"
        return {"raw": [words + raw if style.append else raw + words], **common}
    return {"raw": [raw], **common} if raw else {"tokens": style.tokens, **common}


def _blocks(style: ValeStyle) -> list[str]:
    scopes = [style.scope] if isinstance(style.scope, str) else list(style.scope)
    if any(scope not in _BLOCKS for scope in scopes) or style.extends == "occurrence":
        return ["paragraph", "list_item", "heading"]
    return [block for scope in scopes for block in _BLOCKS[scope]]


def _message(style: ValeStyle) -> str:
    slots = ["{suggestion}", "{match}"] if style.extends == "substitution" else ["{match}"]
    if style.extends == "occurrence":
        slots = []
    waiting = iter(slots)

    def fill(found: re.Match[str]) -> str:
        if found[1]:
            place = int(found[1]) - 1
            return slots[place] if 0 <= place < len(slots) else ""
        return next(waiting, "")

    return _SLOT.sub(fill, style.message)

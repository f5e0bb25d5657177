"""What every reader gives: a letter's text, what it was read from, and what the reader left out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a letter was read from."""

    TEXT = "text"
    WORD = "word"
    PDF = "pdf"
    EMAIL = "email"
    HTML = "html"


@dataclass(frozen=True)
class Document:
    """A letter as read. `notes` say, for the officer, what was left out or guessed; never the letter's words."""

    text: str
    kind: Kind
    notes: tuple[str, ...] = ()

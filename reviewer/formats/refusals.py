"""Why a file cannot be read as a letter: each a ReviewError with cause and cure, and nothing of what the file says."""

from __future__ import annotations

from reviewer.case import MAXIMUM_CHARACTERS
from reviewer.errors import ReviewError

MAXIMUM_BYTES = 20 * 1024 * 1024
_PASTE = "open it, copy the letter's text and paste it, or save it as plain text"


def empty() -> ReviewError:
    """There is nothing in the file."""
    return ReviewError("empty", "The file holds no text", "give the file that holds the letter")


def too_large() -> ReviewError:
    """The file is larger than is read."""
    limit = MAXIMUM_BYTES // (1024 * 1024)
    return ReviewError(
        "too-large", f"The file is larger than {limit} MB", "take out the pictures, or paste the letter's text", 413
    )


def too_long(characters: int | None = None) -> ReviewError:
    """The letter has more characters than are reviewed; `characters` says how many, where that is known."""
    told = f"has {characters:,} characters, and" if characters else "is too long:"
    return ReviewError(
        "too-long",
        f"The letter {told} no more than {MAXIMUM_CHARACTERS:,} characters can be reviewed",
        "give the letter alone, without enclosures and older messages",
    )


def unsupported(what: str, cure: str = _PASTE) -> ReviewError:
    """The file is of another kind; `what` names it: 'a picture'."""
    return ReviewError("unsupported", f"The file is {what}, not a letter that can be read", cure, 415)


def damaged(what: str) -> ReviewError:
    """The file is of a kind that is read, and broken; `what` names it: 'Word file'."""
    return ReviewError(
        "damaged", f"The {what} is damaged or not complete", "open it, save it again and give the new copy"
    )


def protected(what: str) -> ReviewError:
    """The file needs a password; `what` names it: 'Word file'."""
    return ReviewError(
        "protected",
        f"The {what} is protected by a password",
        "take the password off and save it again, or paste the letter's text",
    )


def unsafe(what: str) -> ReviewError:
    """The file is made to harm whoever opens it; `what` names it: 'Word file'."""
    return ReviewError(
        "unsafe",
        f"The {what} is built in a way that no word processor builds one, so it was not opened",
        "ask whoever sent it for the text of the letter",
    )


def not_document() -> ReviewError:
    """The file is a Word file that cannot be handed back as a .docx."""
    return ReviewError(
        "not-docx",
        "The Word file is a template or holds macros, so it is not handed back with comments",
        "save it as a Word document (.docx) and give that",
    )


def without_text(what: str, cure: str) -> ReviewError:
    """The file is sound and holds no text; `what` names it: 'PDF'."""
    return ReviewError("no-text", f"The {what} holds no text that can be read", cure)


def too_slow(what: str) -> ReviewError:
    """Reading took longer than is allowed; `what` names it: 'PDF'."""
    return ReviewError("too-slow", f"The {what} takes too long to read", _PASTE)

"""What the officer has to mend before the page can do what was asked: told in the page, beside the field."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.errors import ReviewError

# What cures a problem on the page, where the API's words would not help an officer.
_CURES = {
    "not-ready": "The reviewer is still starting. Wait a few seconds, then press “Review the reply” again.",
    "not-loaded": "The reviewer could not be started. Tell whoever runs this service.",
    "busy": "Too many reviews are waiting. Wait a few seconds, then press “Review the reply” again.",
    "unexpected": "Something went wrong in the service. Press “Review the reply” again. If it goes on, tell whoever"
    " runs this service.",
    "unknown-rules": "There are no rules of the name that is in this page's address. Ask for the right address.",
    "too-large": "The files are too large. Choose smaller ones, or paste the text of the letters.",
}


@dataclass(frozen=True)
class Slip:
    """One thing to mend. `field` is the id of what it is about; None: the page as a whole."""

    text: str
    field: str | None = None
    status: int = 422


class SlipError(Exception):
    """What was asked cannot be done until this is mended."""

    def __init__(self, text: str, field: str | None = None) -> None:
        super().__init__(text)
        self.slip = Slip(text, field)


def too_large(longest: int) -> str:
    """What is said of a file of more than `longest` bytes."""
    return f"The file is larger than {longest / 2**20:.3g} MB. Choose a smaller one, or paste the text of the letter."


def slip_of(error: ReviewError, field: str | None = None) -> Slip:
    """A refusal in the words of the page."""
    known = _CURES.get(error.kind)
    return Slip(known or f"{_sentence(error.title)} {_sentence(error.detail)}", field, error.status)


def _sentence(words: str) -> str:
    words = words.strip()
    return f"{words[:1].upper()}{words[1:]}{'' if words.endswith(('.', '!', '?')) else '.'}"

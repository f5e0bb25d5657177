"""The lines of a letter, with their places, and the plain copy of a text that it is parsed through."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SPACES = "\t\x1c\x1d\x1e\x1f\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_UNSEEN = (
    "\ufeff\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069"  # mail programs leave them
)
_LINE_ENDS = "\n\r\x0b\x0c\u0085\u2028\u2029"
BLANK = " " + _SPACES + _UNSEEN + _LINE_ENDS

_LINE = re.compile(rf"([^{_LINE_ENDS}]*)(\r\n|[{_LINE_ENDS}]|$)")
_PARAGRAPH_END = "\u2029"  # parts paragraphs by itself

_PLAIN = str.maketrans(
    {
        **dict.fromkeys(_SPACES + _UNSEEN + "\r\x0b\x0c", " "),
        **dict.fromkeys("\u2028\u2029\u0085", "\n"),
        **dict.fromkeys("‘’‛′", "'"),
        **dict.fromkeys("“”„″", '"'),
        **dict.fromkeys("‐‑", "-"),
        **dict.fromkeys(map(chr, range(0xD800, 0xE000)), "\ufffd"),  # half a character: no parser takes it
    }
)
# The tokenizer's time grows with the square of a run of signs, and of a run without a space: so none is left long.
_LONGEST_SIGNS, _LONGEST_WORD = 25, 1000
_SIGNS = re.compile(rf"[^\w\s]{{{_LONGEST_SIGNS},}}")
_WORD = re.compile(rf"(?<!\S)\S{{{_LONGEST_WORD},}}")


@dataclass(frozen=True)
class Line:
    """One line that is not blank: its words without the white space around them, and their place in the letter."""

    start: int
    end: int
    text: str
    paragraph: int  # counts from 0, by blank lines


def read_lines(text: str) -> Iterator[Line]:
    """The lines of `text` that hold something, in order."""
    paragraph, parted = -1, True
    for found in _LINE.finditer(text):
        words = found[1].strip(BLANK)
        if not words:
            parted = True
            continue
        paragraph += parted
        start = found.start() + found[1].index(words[0])
        yield Line(start, start + len(words), words, paragraph)
        parted = found[2] == _PARAGRAPH_END


def plain_copy(text: str) -> str:
    """The text with look-alike signs made plain, one code point for one code point, so that every place stays."""
    plain = text.translate(_PLAIN)
    plain = _SIGNS.sub(lambda run: _with_gaps(run[0], _LONGEST_SIGNS), plain)
    return _WORD.sub(lambda run: _with_gaps(run[0], _LONGEST_WORD), plain)


def flat_copy(text: str) -> str:
    """The text with plain signs, on one line with single spaces: for asking what it says, not where."""
    return " ".join(plain_copy(text).split())


def _with_gaps(run: str, longest: int) -> str:
    signs = list(run)
    for place in range(longest - 1, len(signs), longest):
        signs[place] = " "
    return "".join(signs)

"""Which lines of an e-mail are the thread below it, or quoted with '>': someone else's words, or older ones."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reviewer.lines import Line

_FORWARD = re.compile(r"(?:-{2,}\s*forwarded message|begin forwarded message)", re.I)
_ORIGINAL = re.compile(r"-{2,}\s*original (?:message|appointment)", re.I)
_WROTE = re.compile(r"on\b.{4,250}\bwrote:$", re.I)
_WRITER = re.compile(
    r"@|\d[:.]\d\d\b|,\s*[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+)*\s+wrote:$"
)  # a program's words, not a person's
_PRONOUN = re.compile(r"\b(?:i|you|we|he|she|they|who|someone)\s+wrote:$", re.I)
_FROM = re.compile(r"\*?from\s?:\*?\s*\S", re.I)
_SENT = re.compile(r"\*?(?:sent|date)\s?:\*?\s*\S", re.I)
_TO = re.compile(r"\*?(?:to|subject)\s?:\*?", re.I)
_HEADER = re.compile(r"\*?(?:from|to|cc|bcc|sent|date|subject|importance|attachments?)\s?:", re.I)
_HEADER_LINES = 6  # a mail program's header block is no longer
_OWN_WORDS = 3  # fewer of the writer's own, and the thread is the letter
_OWN_WORDS_FORWARDED = 25


def quoted_lines(lines: Sequence[Line]) -> list[bool]:
    """For each line whether it is quoted. A letter that is nothing but a forwarded one is not quoted at all."""
    marked = [line.text.startswith(">") for line in lines]
    quoted, forwarded, index = list(marked), False, 0
    while index < len(lines):
        length = 0 if marked[index] else _intro(lines, index)
        if length:
            forwarded = forwarded or bool(_FORWARD.match(lines[index].text))
            after = index + length
            last = after if after < len(lines) and marked[after] else len(lines)
            quoted[index:last] = [True] * (last - index)
            index = last
        else:
            index += 1
    own = sum(len(line.text.split()) for line, is_quoted in zip(lines, quoted, strict=True) if not is_quoted)
    if own < (_OWN_WORDS_FORWARDED if forwarded else _OWN_WORDS):
        return [False] * len(lines)
    return quoted


def _intro(lines: Sequence[Line], index: int) -> int:
    """How many lines starting at `index` lead in a quoted message; 0 if they do not."""
    words = lines[index].text
    if _FORWARD.match(words) or _ORIGINAL.match(words):
        return 1
    if _is_header_block(lines, index) and not _is_its_own(lines, index):
        return 1
    for count in (1, 2):
        joined = " ".join(line.text for line in lines[index : index + count])
        if _WROTE.match(joined):
            below = lines[index + count : index + count + 1]
            told = _WRITER.search(joined) and not _PRONOUN.search(joined)
            return count if told or (below and below[0].text.startswith(">")) else 0
    return 0


def _is_its_own(lines: Sequence[Line], index: int) -> bool:
    """Whether the header is the letter's own: nothing but more of it stands above."""
    return all(_HEADER.match(line.text) or not line.text.strip() for line in lines[:index])


def _is_header_block(lines: Sequence[Line], index: int) -> bool:
    if not _FROM.match(lines[index].text):
        return False
    block = [line.text for line in lines[index + 1 : index + _HEADER_LINES]]
    return any(_SENT.match(words) for words in block) and any(_TO.match(words) for words in block)

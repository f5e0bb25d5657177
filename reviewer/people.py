"""People whom the reply names and the complaint does not: officers by name, and third parties."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reviewer.case import Span
from reviewer.text import BlockKind, Letter
from reviewer.wording import Wording

_TITLE = re.compile(r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Cllr|Councillor|Officer|Nurse)\.?\s$")
_STARTS_WITH_TITLE = re.compile(r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Cllr|Councillor)\b")
_NAME = re.compile(r"[^\W\d_][\w'’-]*")
_KNOWN_BLOCKS = (BlockKind.SALUTATION, BlockKind.SIGN_OFF, BlockKind.ADDRESS, BlockKind.REFERENCE)
_TITLE_LENGTH = 12


def others_named(reply: Letter, people: Sequence[Span], complaint: str | None, words: Wording) -> tuple[Span, ...]:
    """The places of names in the reply's running text that neither the complaint nor the letter's own furniture has.

    `people` are the places that the language pipeline takes for names of people; of a person named twice, the first.
    """
    known = (complaint or "").casefold() + " ".join(
        block.span.of(reply.text).casefold() for block in reply.blocks_of(*_KNOWN_BLOCKS)
    )
    return tuple(_first_of_each(reply, [span for span in people if _is_stranger(reply, span, known, words)]))


def _is_stranger(reply: Letter, span: Span, known: str, words: Wording) -> bool:
    sentence = reply.sentence_at(span.start)
    if sentence is None or not sentence.is_prose or reply.is_quoted(span):
        return False
    name = span.of(reply.text)
    parts = [part for part in _NAME.findall(name) if part[0].isupper()]
    if not parts or any(part.casefold() in known for part in parts) or words.found("not_people", name):
        return False
    before = reply.text[max(0, span.start - _TITLE_LENGTH) : span.start]
    return len(parts) > 1 or bool(_TITLE.search(before) or _STARTS_WITH_TITLE.match(name))


def _first_of_each(reply: Letter, spans: Sequence[Span]) -> Iterator[Span]:
    seen: set[str] = set()
    for span in spans:
        last = _NAME.findall(span.of(reply.text))[-1].casefold()
        if last not in seen:
            seen.add(last)
            yield span

"""People whom the reply names and the complaint does not: officers by name, and third parties."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from reviewer.case import Span
from reviewer.text import BlockKind, Letter
from reviewer.wording import Wording

_TITLE = re.compile(r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Cllr|Councillor|Officer|Nurse)\.?\s$")
_STARTS_WITH_TITLE = re.compile(r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Cllr|Councillor)\b")
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx)\.?(?:[ \u00a0][A-Z][\w'’-]+){1,2}")
_NAME = re.compile(r"[^\W\d_][\w'’-]*")
_KNOWN_BLOCKS = (BlockKind.SALUTATION, BlockKind.SIGN_OFF, BlockKind.ADDRESS, BlockKind.REFERENCE)
_TITLE_LENGTH = 12


@dataclass(frozen=True)
class OtherPerson:
    """Where someone is named, and whether the sentence tells something private of them."""

    span: Span
    is_private: bool


def others_named(
    reply: Letter, people: Sequence[Span], complaint: str | None, words: Wording
) -> tuple[OtherPerson, ...]:
    """Those named in the reply's running text whom neither the complaint nor the letter's own furniture names.

    `people` are the places that the language pipeline takes for names of people; of a person named twice, the first.
    """
    titled = [Span(start=found.start(), end=found.end()) for found in _TITLED.finditer(reply.text)]
    named = sorted({*people, *titled}, key=lambda span: (span.start, -span.end))
    furniture = (block.span.of(reply.text) for block in reply.blocks_of(*_KNOWN_BLOCKS))
    known = {part for text in (complaint or "", *furniture) for part in _parts(text)}
    strangers = [span for span in named if _is_stranger(reply, span, known, words)]
    return tuple(OtherPerson(span, _tells(reply, span, words)) for span in _first_of_each(reply, strangers))


def _tells(reply: Letter, span: Span, words: Wording) -> bool:
    sentence = reply.sentence_at(span.start)
    return sentence is not None and words.found("private", reply.words_of(sentence))


def _parts(text: str) -> Iterator[str]:
    """The words that a name may be made of: "Okoro-Bell's" gives "okoro" and "bell"."""
    for word in _NAME.findall(text.casefold()):
        yield from re.sub(r"['’]s?$", "", word).split("-")


def _is_stranger(reply: Letter, span: Span, known: Container[str], words: Wording) -> bool:
    sentence = reply.sentence_at(span.start)
    if sentence is None or not sentence.is_prose or reply.is_quoted(span):
        return False
    name = span.of(reply.text)
    parts = [part for part in _NAME.findall(_STARTS_WITH_TITLE.sub("", name)) if part[0].isupper()]
    if not parts or any(part in known for part in _parts(" ".join(parts))) or words.found("not_people", name):
        return False
    before = reply.text[max(0, span.start - _TITLE_LENGTH) : span.start]
    return len(parts) > 1 or _tells(reply, span, words) or bool(_TITLE.search(before) or _STARTS_WITH_TITLE.match(name))


def _first_of_each(reply: Letter, spans: Sequence[Span]) -> Iterator[Span]:
    seen: set[str] = set()
    for span in spans:
        last = _NAME.findall(span.of(reply.text))[-1].casefold()
        if last not in seen:
            seen.add(last)
            yield span

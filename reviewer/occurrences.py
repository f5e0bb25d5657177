"""Where words stand in a text, told without a regular expression: `re` would keep each of them in its cache."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.case import Span


def occurrences(words: str, text: str) -> Iterator[Span]:
    """The places where `words` stand in `text` just as they are, one after the other; none for no words."""
    start = text.find(words) if words else -1
    while start >= 0:
        yield Span(start=start, end=start + len(words))
        start = text.find(words, start + len(words))


def whole_words(words: str, text: str, *, any_case: bool = False) -> Iterator[Span]:
    """Those of the `occurrences` that are no part of a longer word; `any_case`: whatever the capitals."""
    if any_case:
        words, text = _lowered(words), _lowered(text)
    for span in occurrences(words, text):
        beside = text[max(0, span.start - 1) : span.start] + text[span.end : span.end + 1]
        if not any(sign.isalnum() or sign == "_" for sign in beside):
            yield span


def _lowered(text: str) -> str:
    """In small letters, sign for sign, so that every place stays."""
    return "".join(low if len(low := sign.lower()) == 1 else sign for sign in text)

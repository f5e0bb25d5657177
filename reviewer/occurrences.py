"""Where words stand in a text, told without a regular expression: `re` would keep each of them in its cache."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.case import Span


def occurrences(words: str, text: str, *, any_case: bool = False) -> Iterator[Span]:
    """The places where `words` stand in `text`, one after the other; none for no words.

    `any_case`: whatever the capitals.
    """
    return _found(words, text, any_case=any_case, whole=False)


def whole_words(words: str, text: str, *, any_case: bool = False) -> Iterator[Span]:
    """The places where `words` stand in `text` and are no part of a longer word. See `occurrences`."""
    return _found(words, text, any_case=any_case, whole=True)


def _found(words: str, text: str, *, any_case: bool, whole: bool) -> Iterator[Span]:
    if any_case:
        words, text = _lowered(words), _lowered(text)
    start = text.find(words) if words else -1
    while start >= 0:
        span = Span(start=start, end=start + len(words))
        fits = not whole or _is_whole(span, text)
        if fits:
            yield span
        start = text.find(words, span.end if fits else start + 1)


def _is_whole(span: Span, text: str) -> bool:
    beside = text[max(0, span.start - 1) : span.start] + text[span.end : span.end + 1]
    return not any(sign.isalnum() or sign == "_" for sign in beside)


def _lowered(text: str) -> str:
    """In small letters, sign for sign, so that every place stays."""
    return "".join(low if len(low := sign.lower()) == 1 else sign for sign in text)

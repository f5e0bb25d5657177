"""Which of the forms that an answer can have the client likes best, by its Accept header (RFC 9110, 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence

_Range = tuple[str, float]


def best_of(accept: str, offered: Sequence[str]) -> str | None:
    """The media type of `offered` that `accept` likes best, the first of those it likes alike; None if it takes none.

    A header that is empty takes anything.
    """
    ranges = [_range(one) for one in accept.split(",") if one.strip()]
    if not ranges:
        return offered[0]
    liking = {one: _liking(one, ranges) for one in offered}
    best = max(offered, key=lambda one: liking[one])
    return best if liking[best] > 0 else None


def _range(words: str) -> _Range:
    name, *parameters = (one.strip().lower() for one in words.split(";"))
    told = next((one[2:] for one in parameters if one.startswith("q=")), "1")
    try:
        return name, min(1.0, max(0.0, float(told)))
    except ValueError:
        return name, 0.0


def _liking(media_type: str, ranges: Sequence[_Range]) -> float:
    """How much a type is liked: by the range that names it most exactly."""
    for name in (media_type, f"{media_type.split('/')[0]}/*", "*/*"):
        found = [quality for one, quality in ranges if one == name]
        if found:
            return max(found)
    return 0.0

"""Which of the places found are which of the places a person marked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reviewer.case import Span

Likeness = Callable[[Span, Span], float]
HALF = 0.5


def shared(one: Span, other: Span) -> int:
    """How many code points two spans share."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def over_union(one: Span, other: Span) -> float:
    """Code points shared over code points covered by either: 1 for the same span."""
    both = shared(one, other)
    return both / ((one.end - one.start) + (other.end - other.start) - both)


def over_shorter(one: Span, other: Span) -> float:
    """Code points shared over those of the shorter span: 1 where it lies inside the longer."""
    return shared(one, other) / min(one.end - one.start, other.end - other.start)


def pair(
    marked: Sequence[Span], found: Sequence[Span | None], likeness: Likeness, least: float
) -> tuple[tuple[int, int], ...]:
    """Pairs (index in `marked`, index in `found`), each used once, the most alike first, at least `least` alike.

    What is equally alike goes by how much of either is shared, then by place.
    """
    candidates = sorted(
        (-likeness(one, other), -over_union(one, other), i, j)
        for i, one in enumerate(marked)
        for j, other in enumerate(found)
        if other is not None and shared(one, other) and likeness(one, other) >= least
    )
    pairs: list[tuple[int, int]] = []
    for _, _, i, j in candidates:
        if all(i != first and j != second for first, second in pairs):
            pairs.append((i, j))
    return tuple(sorted(pairs))

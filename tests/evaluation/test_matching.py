import pytest

from reviewer.case import Span
from reviewer.evaluation.matching import HALF, Likeness, over_shorter, over_union, pair, shared

Ends = tuple[int, int]


def spans(*ends: Ends) -> list[Span]:
    return [Span(start=start, end=end) for start, end in ends]


@pytest.mark.parametrize(
    ("one", "other", "both", "union", "shorter"),
    [
        ((0, 10), (0, 10), 10, 1.0, 1.0),
        ((0, 10), (5, 15), 5, 1 / 3, 0.5),
        ((0, 10), (2, 4), 2, 0.2, 1.0),
        ((0, 10), (10, 20), 0, 0.0, 0.0),
    ],
)
def test_likeness(one: Ends, other: Ends, both: int, union: float, shorter: float) -> None:
    first, second = spans(one, other)
    assert shared(first, second) == both
    assert over_union(first, second) == pytest.approx(union)
    assert over_shorter(second, first) == pytest.approx(shorter)


@pytest.mark.parametrize(
    ("marked", "found", "likeness", "expected"),
    [
        ([], [(0, 5)], over_union, ()),
        ([(0, 10), (20, 30)], [(20, 30), (0, 9)], over_union, ((0, 1), (1, 0))),
        ([(0, 10)], [(0, 4)], over_union, ()),
        ([(0, 10)], [(0, 5)], over_union, ((0, 0),)),
        ([(0, 10)], [(0, 4)], over_shorter, ((0, 0),)),
        ([(0, 10)], [(0, 9), (0, 10)], over_union, ((0, 1),)),
        ([(0, 40), (20, 40)], [(20, 40)], over_shorter, ((1, 0),)),
        ([(0, 10)], [(50, 60)], over_shorter, ()),
    ],
)
def test_pairs(marked: list[Ends], found: list[Ends], likeness: Likeness, expected: tuple[Ends, ...]) -> None:
    assert pair(spans(*marked), spans(*found), likeness, HALF) == expected


def test_what_has_no_place_pairs_with_nothing() -> None:
    assert pair(spans((0, 10)), [None], over_union, HALF) == ()

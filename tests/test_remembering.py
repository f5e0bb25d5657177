"""What a model said is remembered for some minutes, without a word of what it was asked."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pytest

from reviewer.remembering import RememberedSession, fingerprint_of


class CountingSession:
    """Doubles what it is given, and counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def run(self, outputs: Sequence[str], inputs: Mapping[str, Any]) -> list[Any]:
        self.asked += 1
        return [inputs["ids"] * 2 for _ in outputs]


def ids(*numbers: int) -> dict[str, Any]:
    return {"ids": np.array(numbers)}


def test_the_same_passage_is_read_once() -> None:
    session = CountingSession()
    remembered = RememberedSession(session, most=2)
    first, again = remembered.run(["a"], ids(1, 2)), remembered.run(["a"], ids(1, 2))
    assert session.asked == 1
    assert first[0].tolist() == again[0].tolist() == [2, 4]


@pytest.mark.parametrize(
    ("outputs", "inputs"),
    [
        (["b"], ids(1, 2)),
        (["a"], ids(2, 1)),
        (["a"], {"ids": np.array([[1, 2]])}),
        (["a"], {"ids": np.array([1, 2], dtype=np.int32)}),
        (["a"], {"ids": np.array([1, 2]), "mask": np.array([1])}),
    ],
)
def test_anything_else_is_read(outputs: list[str], inputs: dict[str, Any]) -> None:
    session = CountingSession()
    remembered = RememberedSession(session, most=2)
    remembered.run(["a"], ids(1, 2))
    remembered.run(outputs, inputs)
    assert session.asked == 2


def test_the_oldest_are_forgotten() -> None:
    session = CountingSession()
    remembered = RememberedSession(session, most=2)
    for number in (1, 2, 3, 1):
        remembered.run(["a"], ids(number))
    assert session.asked == 4


def test_all_are_forgotten_in_time() -> None:
    session = CountingSession()
    remembered = RememberedSession(session, most=2, seconds=0)
    remembered.run(["a"], ids(1))
    remembered.run(["a"], ids(1))
    assert session.asked == 2


def test_what_is_remembered_cannot_be_changed() -> None:
    made = RememberedSession(CountingSession(), most=2).run(["a"], ids(1))
    with pytest.raises(ValueError, match="read-only"):
        made[0][0] = 9


def test_a_fingerprint_holds_none_of_what_was_asked() -> None:
    inputs = {"ids": np.frombuffer(b"Dear Ms Shah, my bin was missed.", dtype=np.uint8)}
    assert b"Shah" not in fingerprint_of(["a"], inputs)
    assert len(fingerprint_of(["a"], inputs)) == 32

from __future__ import annotations

import pytest

from reviewer.rules.facts import Value, holds


@pytest.mark.parametrize(
    ("wanted", "value", "true"),
    [
        ("none", "none", True),
        ("none", None, False),
        (None, None, True),
        (True, True, True),
        (True, 1, False),
        (1, True, False),
        (2, 2.0, True),
        (">=3", 3, True),
        (">= 3", 2.9, False),
        ("<2", 1, True),
        ("<2", None, False),
        ("<2", "1", False),
        ("<-1.5", -2, True),
        ("<=>", "<=>", True),
    ],
)
def test_holds(wanted: Value, value: Value, true: bool) -> None:
    assert holds({"fact": (wanted,)}, {"fact": value}) is true

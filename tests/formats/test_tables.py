"""Which rows of a table read as one line."""

from __future__ import annotations

import pytest

from reviewer.formats.tables import between, reads_as_row


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["Refund", "Parking Manager", "3 May"], True),
        (["Our ref:", "CF/25"], True),
        (["£45.50", "Paid"], True),
        (["Refund"], False),
        ([], False),
        (["Bin", "Upheld. The map was wrong."], False),
        (["Bin\nBox", "Upheld"], False),
        (["Bin", "x" * 61], False),
        (["x" * 50, "y" * 50, "z" * 50], False),
    ],
)
def test_rows(cells: list[str], expected: bool) -> None:
    assert reads_as_row(cells) is expected


@pytest.mark.parametrize(("before", "mark"), [("Our ref:", " "), ("Our ref: ", " "), ("Refund", " | "), ("", " | ")])
def test_what_stands_between_cells(before: str, mark: str) -> None:
    assert between(before) == mark

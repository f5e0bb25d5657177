"""Dates as letters write them, and the date that a letter bears."""

from datetime import date

import pytest

from reviewer.blocks import find_blocks
from reviewer.dates import days_in, in_full, letter_date

BODY = "Dear Ms Shah\n\nYour bin was missed on 3 March 2026.\n\nYours sincerely\nManager"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"12 March 2026\n\n{BODY}", date(2026, 3, 12)),
        (f"Waste Services\nTown Hall\nOur ref: WS/1\nDate: 12th March 2026\n\n{BODY}", date(2026, 3, 12)),
        (f"Thursday 12\u00a0March 2026\n\n{BODY}", date(2026, 3, 12)),
        (f"12/03/26\n\n{BODY}", date(2026, 3, 12)),
        (f"{BODY}\n12 March 2026", date(2026, 3, 12)),
        (f"12 March\n\n{BODY}", None),  # which year?
        (f"31 February 2026\n\n{BODY}", None),
        (f"Your letter of 3 March 2026\n\n{BODY}", None),
        (BODY, None),
    ],
)
def test_the_date_of_a_letter(text: str, told: date | None) -> None:
    assert letter_date(text, find_blocks(text)) == told


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("on 3rd March, or March 4, 2026", [(3, 3, None), (4, 3, 2026)]),
        ("by 05/06/26", [(5, 6, 2026)]),
        ("flat 32/13/26", []),
        ("in May", []),
    ],
)
def test_dates_in_a_text(text: str, found: list[tuple[int, int, int | None]]) -> None:
    days = list(days_in(text, 10))
    assert [(day.day, day.month, day.year) for day in days] == found
    assert all(day.span.start >= 10 for day in days)


def test_a_date_is_written_out() -> None:
    assert in_full(date(2026, 4, 3)) == "3 April 2026"

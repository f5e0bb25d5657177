"""The register as a table."""

import csv
import io
from datetime import date

import pytest

from reviewer.formats import as_csv
from reviewer.register import Entry
from reviewer.review import ActionKind

ENTRY = Entry(
    complaint="c-1",
    reference="CF/1",
    action='The Rents Team will ring you, and "not" write.',
    kind=ActionKind.FOLLOW_UP,
    owner="The Rents Team",
    due=date(2026, 3, 21),
    timescale="by 21 March 2026",
)
BARE = Entry("c-2", None, "We will ring you.", ActionKind.REMEDY, None, None, None)


def cells(*entries: Entry) -> list[list[str]]:
    return list(csv.reader(io.StringIO(as_csv.render(entries), newline="")))


def test_a_line_of_names_and_a_line_for_each_entry() -> None:
    assert cells(ENTRY, BARE) == [
        ["complaint", "reference", "action", "kind", "owner", "due", "timescale"],
        [
            *("c-1", "CF/1", 'The Rents Team will ring you, and "not" write.', "Follow-up"),
            *("The Rents Team", "2026-03-21", "by 21 March 2026"),
        ],
        ["c-2", "", "We will ring you.", "Remedy", "", "", ""],
    ]


def test_nothing_outstanding_is_a_line_of_names() -> None:
    assert as_csv.render(()) == "complaint,reference,action,kind,owner,due,timescale\r\n"


@pytest.mark.parametrize("words", ["=1+1", "+44", "-1", "@SUM(A1)", "\t=1"])
def test_no_cell_is_a_formula(words: str) -> None:
    entry = Entry(words, words, words, ActionKind.REMEDY, words, None, words)
    assert {cell for cell in cells(entry)[1] if cell} == {f"'{words}", "Remedy"}

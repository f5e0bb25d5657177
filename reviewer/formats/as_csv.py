"""The register of actions as a table: CSV as RFC 4180 has it, in UTF-8."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from reviewer.formats import wording
from reviewer.register import Entry

MEDIA_TYPE = "text/csv"
COLUMNS = ("complaint", "reference", "action", "kind", "owner", "due", "timescale")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render(entries: Iterable[Entry]) -> str:
    """A line of names, then a line for each entry."""
    table = io.StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow(COLUMNS)
    for one in entries:
        due = one.due.isoformat() if one.due else ""
        kind = wording.ACTION_KINDS[one.kind]
        cells = (one.complaint, one.reference, one.action, kind, one.owner, due, one.timescale)
        writer.writerow([_inert(cell or "") for cell in cells])
    return table.getvalue()


def _inert(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell

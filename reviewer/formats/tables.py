"""How a table reads as text, the same from Word and from HTML.

A row of short cells is one line, its cells parted by ' | ', or by a space after a label with its colon. Where a cell
holds a sentence or several lines, each cell stands on lines of its own, so that no sentence runs on into the next.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_LONGEST_CELL = 60
_LONGEST_ROW = 120
_SENTENCE = re.compile(r"[.?!;](?:\s|$)")


def between(before: str) -> str:
    """What parts a cell that ends in `before` from the next in its row: a label with its colon needs no mark."""
    return " " if before.rstrip().endswith(":") else " | "


def reads_as_row(cells: Sequence[str]) -> bool:
    """Whether these cells, none of them blank, read best as one line."""
    if len(cells) < 2 or sum(map(len, cells)) > _LONGEST_ROW:
        return False
    return not any("\n" in cell or len(cell) > _LONGEST_CELL or _SENTENCE.search(cell) for cell in cells)

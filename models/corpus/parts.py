"""The parts of the corpus, by writer: what the readers are trained on, what is held out from them, the test part."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from models.corpus.notation import WrittenCase, read_case

CORPUS = Path(__file__).resolve().parent
# Training writers that no reader sees. Thresholds, the chooser of concerns and the answers' stack are fitted on
# them, as the readers' figures on letters that they have seen are too sure.
HELD_OUT = frozenset(
    f"w{number:02}"
    for number in (
        *(3, 13, 21, 24, 31, 44, 47, 71, 72, 73, 74, 75, 92, 95, 99, 103, *range(107, 115)),
        *(122, 149, 154, 184, 188, 190, 193, 203),
    )
)


def training_cases(*, held_out: bool) -> Iterator[WrittenCase]:
    """The training cases of the writers held out from the readers, or of the others, by writer and number."""
    paths = sorted(CORPUS.glob("train/*/*.case"))
    return (read_case(path) for path in paths if (path.parent.name in HELD_OUT) is held_out)


def test_cases() -> Iterator[WrittenCase]:
    """The cases that nothing is trained or tuned on."""
    return (read_case(path) for path in sorted(CORPUS.glob("test/*/*.case")))

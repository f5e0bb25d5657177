"""What the teacher says of each training example, kept in a file between its training and the answer reader's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

DRAWS = (100, 101)  # epochs that no training reaches: the teacher has not seen these examples put together
Figures = NDArray[np.float32]


@dataclass(frozen=True)
class Lesson:
    """Of one example: the probabilities of each sentence's manners (sentences, manners) and of the statuses."""

    manners: Figures
    status: Figures


def write_lessons(taught: Sequence[Sequence[Lesson]], path: Path) -> None:
    """Write the lessons of each draw of examples, in the order of the examples."""
    arrays = {}
    for number, lessons in enumerate(taught):
        arrays[f"sentences{number}"] = np.array([len(one.manners) for one in lessons])
        arrays[f"manners{number}"] = np.concatenate([one.manners for one in lessons]).astype(np.float16)
        arrays[f"status{number}"] = np.array([one.status for one in lessons]).astype(np.float16)
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]


def read_lessons(path: Path) -> list[list[Lesson]]:
    """The lessons of each draw."""
    with np.load(path) as kept:
        arrays = {name: kept[name] for name in kept.files}
    made = []
    for number in range(len(arrays) // 3):
        ends = np.cumsum(arrays[f"sentences{number}"])[:-1]
        manners = np.split(arrays[f"manners{number}"].astype(np.float32), ends)
        status = arrays[f"status{number}"].astype(np.float32)
        made.append([Lesson(*one) for one in zip(manners, status, strict=True)])
    return made

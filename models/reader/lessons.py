"""What the teacher says of each letter, kept in a file between its training and the letter reader's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.reader.dataset import Example

TAUGHT_SHARE = 0.5  # of a target, how much is the teacher's word; the rest is the truth
Figures = NDArray[np.float32]


@dataclass(frozen=True)
class Lesson:
    """Of one letter: the probabilities of each sentence's labels by its index, and of the tokens' (pieces, labels)."""

    sentences: dict[int, Figures]
    tokens: Figures


def taught(items: Sequence[Example], lessons: Sequence[Lesson]) -> list[Example]:
    """The letters with targets between the truth and the teacher's word; lessons in the order of the letters."""
    return [_taught(one, lesson) for one, lesson in zip(items, lessons, strict=True)]


def _taught(one: Example, lesson: Lesson) -> Example:
    sentences = {
        index: _between(truth, lesson.sentences.get(index, truth)) for index, truth in one.sentence_targets.items()
    }
    return replace(one, sentence_targets=sentences, token_targets=_between(one.token_targets, lesson.tokens))


def _between(truth: Figures, word: Figures) -> Figures:
    between: Figures = (truth + TAUGHT_SHARE * (word - truth)).astype(np.float32)
    return between


def write_lessons(lessons: Sequence[Lesson], path: Path) -> None:
    """Write the lessons in their order."""
    arrays = {}
    for number, one in enumerate(lessons):
        arrays[f"indices{number}"] = np.array(sorted(one.sentences), dtype=np.int32)
        arrays[f"sentences{number}"] = np.array([one.sentences[index] for index in sorted(one.sentences)], np.float16)
        arrays[f"tokens{number}"] = one.tokens.astype(np.float16)
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]


def read_lessons(path: Path) -> list[Lesson]:
    """The lessons in their order."""
    with np.load(path) as kept:
        return [
            Lesson(
                dict(zip(kept[f"indices{n}"].tolist(), kept[f"sentences{n}"].astype(np.float32), strict=True)),
                kept[f"tokens{n}"].astype(np.float32),
            )
            for n in range(len(kept.files) // 3)
        ]

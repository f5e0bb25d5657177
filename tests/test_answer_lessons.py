"""What the teacher says of the answer reader's examples, as it is kept between two trainings."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from models.answers.lessons import Lesson, read_lessons, write_lessons


def lesson(sentences: int, figure: float) -> Lesson:
    return Lesson(np.full((sentences, 2), figure, dtype=np.float32), np.array([figure, 0.25, 0.5], dtype=np.float32))


def test_the_lessons_of_each_draw_come_back_in_order(tmp_path: Path) -> None:
    taught = [[lesson(3, 0.125), lesson(1, 0.75)], [lesson(2, 0.5)]]
    write_lessons(taught, tmp_path / "lessons.npz")
    for draw, given in zip(read_lessons(tmp_path / "lessons.npz"), taught, strict=True):
        for one, other in zip(draw, given, strict=True):
            np.testing.assert_array_equal(one.manners, other.manners)
            np.testing.assert_array_equal(one.status, other.status)

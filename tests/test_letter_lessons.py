"""What the teacher says of the letter reader's letters: kept between two trainings, and joined with the truth."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from models.reader.dataset import Example
from models.reader.lessons import TAUGHT_SHARE, Lesson, read_lessons, taught, write_lessons
from reviewer.review import Document


def figures(*shape: int, of: float) -> np.ndarray:
    return np.full(shape, of, dtype=np.float32)


def letter(sentences: dict[int, float], tokens: float) -> Example:
    targets = {index: figures(2, of=figure) for index, figure in sentences.items()}
    return Example("x-001", Document.RESPONSE, (), targets, figures(4, 3, of=tokens))


def test_the_lessons_come_back_in_order(tmp_path: Path) -> None:
    given = [
        Lesson({0: figures(2, of=0.125), 3: figures(2, of=0.5)}, figures(4, 3, of=0.25)),
        Lesson({1: figures(2, of=0.75)}, figures(2, 3, of=1.0)),
    ]
    write_lessons(given, tmp_path / "lessons.npz")
    for one, other in zip(read_lessons(tmp_path / "lessons.npz"), given, strict=True):
        assert list(one.sentences) == list(other.sentences)
        for index, told in other.sentences.items():
            np.testing.assert_array_equal(one.sentences[index], told)
        np.testing.assert_array_equal(one.tokens, other.tokens)


@pytest.mark.parametrize(("truth", "word"), [(1.0, 0.0), (0.0, 1.0), (1.0, 1.0)])
def test_a_target_lies_between_the_truth_and_the_teachers_word(truth: float, word: float) -> None:
    lesson = Lesson({0: figures(2, of=word)}, figures(4, 3, of=word))
    (one,) = taught([letter({0: truth}, truth)], [lesson])
    wanted = (1 - TAUGHT_SHARE) * truth + TAUGHT_SHARE * word
    np.testing.assert_allclose(one.sentence_targets[0], wanted)
    np.testing.assert_allclose(one.token_targets, wanted)


def test_a_sentence_that_the_teacher_did_not_read_keeps_the_truth() -> None:
    (one,) = taught([letter({0: 1.0, 1: 1.0}, 0.0)], [Lesson({0: figures(2, of=0.0)}, figures(4, 3, of=0.0))])
    np.testing.assert_array_equal(one.sentence_targets[1], figures(2, of=1.0))


def test_lessons_of_other_letters_are_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        taught([letter({0: 1.0}, 0.0)], [])

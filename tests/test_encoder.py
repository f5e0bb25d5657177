"""The sentence encoder: closeness of subject, the same for a text whatever stands beside it."""

import numpy as np
import pytest

from reviewer.encoder import Encoder
from reviewer.resources import data_folder


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.load(data_folder("weights"))


def test_like_subjects_are_closer_than_unlike_ones(encoder: Encoder) -> None:
    bin_, refuse, tax = encoder.encode(
        ["My bin was missed.", "The refuse lorry did not empty it.", "The council tax band is wrong."]
    )
    assert float(bin_ @ refuse) > float(bin_ @ tax)


def test_a_vector_does_not_depend_on_its_neighbours(encoder: Encoder) -> None:
    alone = encoder.encode(["My bin was missed."])[0]
    among = encoder.encode(["A much longer sentence " * 20, "My bin was missed.", "x"])[1]
    assert np.array_equal(alone, among)
    assert float(np.linalg.norm(alone)) == pytest.approx(1.0, abs=1e-5)


def test_nothing_to_encode_gives_no_rows(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, 384)

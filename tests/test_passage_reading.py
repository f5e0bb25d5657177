"""What the reader makes of a passage as a whole."""

from __future__ import annotations

import numpy as np
import pytest

from reviewer.passage_reading import PLACES, PassageHead, PassageReading

INSIDE, FIRST, LAST, BEFORE, BEHIND = range(PLACES)
LOG_2 = float(np.log(2))


def reading_with(place: int, tokens: dict[int, float], by_length: float = 0.0) -> PassageReading:
    """Five tokens and one unit; each of `tokens` bears its figure for one place, all others 0."""
    figures = np.zeros((5, PLACES, 1), dtype=np.float32)
    for token, figure in tokens.items():
        figures[token, place, 0] = figure
    head = PassageHead.of({"by_length": [by_length], "weights": [[1.0], [2.0]], "bias": [0.0, 1.0]})
    return PassageReading(figures, head)


@pytest.mark.parametrize(
    ("reading", "first", "last", "unit"),
    [
        (reading_with(INSIDE, {1: 4.0, 2: 2.0}), 1, 2, 3.0),  # the mean of those inside
        (reading_with(INSIDE, {3: 4.0}), 1, 2, 0.0),
        (reading_with(FIRST, {1: 4.0, 2: 9.0}), 1, 2, 4.0),
        (reading_with(LAST, {1: 9.0, 2: 4.0}), 1, 2, 4.0),
        (reading_with(BEFORE, {0: 4.0, 1: 9.0}), 1, 2, 4.0),
        (reading_with(BEHIND, {3: 4.0, 2: 9.0}), 1, 2, 4.0),
        (reading_with(BEHIND, {4: 4.0}), 1, 4, 0.0),  # nothing stands behind the last
        (reading_with(FIRST, {1: -4.0}), 1, 2, 0.0),  # rectified
        (reading_with(FIRST, {}, by_length=3.0), 1, 2, 3.0 * LOG_2),
        (reading_with(FIRST, {}, by_length=3.0), 2, 2, 0.0),
    ],
)
def test_a_passage_is_read_from_its_words_and_edges(
    reading: PassageReading, first: int, last: int, unit: float
) -> None:
    assert reading.logits(first, last) == pytest.approx([unit, 2.0 * unit + 1.0])


def test_it_reads_as_it_was_trained() -> None:
    torch = pytest.importorskip("torch", reason="comes with the train extra")
    from models.reader.network import UNITS, PassageLayers, Places

    torch.manual_seed(3)
    layers = PassageLayers(width=8)
    torch.nn.init.normal_(layers.by_length)
    figures = layers.tokens(torch.randn(2, 7, 8))
    passages = [(0, 1, 3, 1), (1, 2, 2, 1), (1, 4, 6, 0)]  # the row, the first and last token, whether one follows
    with torch.no_grad():
        padded = torch.cat([figures, torch.zeros(2, 1, figures.shape[-1])], dim=1)
        trained = layers(padded, Places(*torch.tensor(passages).T)).numpy()
    told = {"by_length": layers.by_length, "weights": layers.out.weight, "bias": layers.out.bias}
    head = PassageHead.of({name: weights.tolist() for name, weights in told.items()})
    for (row, first, last, _), logits in zip(passages, trained, strict=True):
        reading = PassageReading(figures[row].detach().numpy().reshape(-1, PLACES, UNITS), head)
        assert reading.logits(first, last) == pytest.approx(logits, abs=1e-5)

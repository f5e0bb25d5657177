import json
from pathlib import Path

import pytest

from reviewer.errors import ReviewError
from reviewer.formats import sample_text
from reviewer.samples import load_sample, load_samples
from tests.handmade import annotated, make_review


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b-second", "a-first"):
        (tmp_path / f"{name}.json").write_text(json.dumps({**annotated(), "id": name}), encoding="utf-8")
    return tmp_path


def test_samples_come_by_id(folder: Path) -> None:
    assert [one.name for one in load_samples(folder)] == ["a-first", "b-second"]
    assert load_sample("b-second", folder).title == "A missed bin"


def test_an_unknown_sample_is_told_with_the_known_ones(folder: Path) -> None:
    with pytest.raises(ReviewError, match="choose one of: a-first, b-second"):
        load_sample("c", folder)


def test_a_folder_may_be_empty(tmp_path: Path) -> None:
    assert load_samples(tmp_path) == ()
    assert sample_text.list_samples(()) == "No samples are installed.\n"


def test_the_shipped_samples_are_sound() -> None:
    samples = load_samples()
    assert len({one.name for one in samples}) == len(samples)


def test_list_and_show(folder: Path) -> None:
    sample = load_sample("a-first", folder)
    assert sample_text.list_samples([sample]).split() == (
        ["a-first", "Corporate", "complaints,", "stage", "1:", "A", "missed", "bin"]
    )
    lines = sample_text.show_sample(sample).splitlines()
    assert lines[0] == "a-first: A missed bin"
    for line in ("THE COMPLAINT", "THE DRAFT", '"RCV"', "The second concern is left.", "Remedy                  -"):
        assert line in lines
    assert any(line.startswith('C2 Concern, not answered: "I rang') for line in lines)
    assert any(line.startswith('Learning, not complete: "Lessons') for line in lines)


def test_scores_stand_beside_a_persons(folder: Path) -> None:
    lines = sample_text.compare_scores(load_sample("a-first", folder), make_review()).splitlines()
    assert "Concerns answered              2         1  differs" in lines
    assert "Plain english                  2         2" in lines
    assert "Remedy                         -         2  differs" in lines

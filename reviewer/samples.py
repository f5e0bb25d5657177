"""The scored examples that ship with the reviewer: complaint, draft, annotation, marks and commentary."""

from __future__ import annotations

from pathlib import Path

from reviewer.annotated import MarkedCase, read_marked_cases
from reviewer.errors import ReviewError
from reviewer.resources import data_folder


def load_samples(folder: Path | None = None) -> tuple[MarkedCase, ...]:
    """Every sample, by id; `folder` holds one JSON file a sample and is the shipped one unless given."""
    folder = data_folder("samples") if folder is None else folder
    files = sorted(folder.glob("*.json"))
    return tuple(sorted(read_marked_cases(files), key=lambda one: one.name)) if files else ()


def load_sample(identifier: str, folder: Path | None = None) -> MarkedCase:
    """The sample with this id; raises ReviewError where there is none."""
    samples = load_samples(folder)
    for sample in samples:
        if sample.name == identifier:
            return sample
    known = ", ".join(sample.name for sample in samples) or "none are installed"
    raise ReviewError("unknown-sample", f"There is no sample '{identifier}'", f"choose one of: {known}", status=404)

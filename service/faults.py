"""What may be told of an error that nobody foresaw: its kind and place. Its message might hold words of a letter."""

from __future__ import annotations

from pathlib import Path
from traceback import extract_tb

_FRAMES = 8


def place_of(error: BaseException) -> str:
    """`KeyError at answers.py:88 < pipeline.py:71 < …`, innermost first."""
    frames = extract_tb(error.__traceback__)[-_FRAMES:]
    places = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames))
    return f"{type(error).__name__} at {places}" if places else type(error).__name__

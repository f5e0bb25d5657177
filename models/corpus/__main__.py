"""`python -m models.corpus check FILE…` reports every file that is not written as NOTATION.md says.

`python -m models.corpus publish FILE…` writes the cases as JSON lines, for `reviewer evaluate`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from models.corpus.notation import NotationError, read_bank, read_case
from models.corpus.published import published


def main(arguments: list[str]) -> int:
    """Do as told with the files named; 0 when all can be read, 1 when some cannot, 2 when called wrongly."""
    if len(arguments) < 2 or arguments[0] not in {"check", "publish"}:
        print("usage: python -m models.corpus check|publish FILE…", file=sys.stderr)
        return 2
    faults = 0
    for path in map(Path, arguments[1:]):
        try:
            if path.suffix == ".bank":
                read_bank(path)
                continue
            case = read_case(path)
            if arguments[0] == "publish":
                print(json.dumps(published(case), ensure_ascii=False))
        except NotationError as error:
            faults += 1
            print(error)
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

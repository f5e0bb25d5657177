"""Opens annotated Word files in LibreOffice, has it write them again, and counts the comments that come back.

Not one of the tests, since it needs a program that is not a Python package: `make word-check`.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from shutil import which

from reviewer.formats.word_comments import annotate, annotate_text
from tests.formats.test_word_comments import LETTER, case_of, finding, review_of
from tests.formats.word_reading import comments_of
from tests.handmade import COMPLAINT, REPLY, make_review

_SECONDS = 120


def files() -> Iterator[tuple[str, bytes]]:
    """Annotated files by name: a letter with all that a letter may have, with and without changes, and a plain one."""
    words = ("RCV", "website", "See our", "We shall forthwith act.", "Our answer", "3 March 2026", "note:\nwe", "🙂")
    found = [finding(one, number) for number, one in enumerate(words, 1)]
    found.append(finding("utilise", len(found) + 1, replacement="use"))
    yield "commented", annotate(LETTER, review_of(found), case_of()).data
    yield "changed", annotate(LETTER, review_of(found), case_of(), track_changes=True).data
    case = case_of(REPLY).model_copy(update={"complaint": COMPLAINT})
    yield "plain", annotate_text(make_review(), case).data


def main() -> int:
    """0 if every file comes back with as many comments of each author as it had; else 1."""
    program = which("soffice")
    if program is None:
        print("LibreOffice is not installed: run 'sudo apt-get install libreoffice-writer-nogui'.", file=sys.stderr)
        return 1
    faults = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, data in files():
            given = Path(folder) / f"{name}.docx"
            given.write_bytes(data)
            out = Path(folder) / "out"
            profile = f"-env:UserInstallation=file://{folder}/profile"
            command = [program, profile, "--headless", "--convert-to", "docx", "--outdir", str(out), str(given)]
            subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)
            before = sorted(one.author for one in comments_of(data))
            after = sorted(one.author for one in comments_of((out / given.name).read_bytes()))
            faults += before != after
            print(f"{name}: {len(before)} comments, {len(after)} came back")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

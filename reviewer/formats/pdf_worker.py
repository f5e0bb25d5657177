"""Takes the text out of a PDF, as a program of its own: what a hostile file makes it do can be stopped from outside.

Reads the file on standard input and writes JSON: {"pages": [{"placed": …, "plain": …}]}, each page with its lines as
they stand on paper and as they stand in the file; or {"fault": …}, one of "protected", "damaged", "too-many-pages" and
"too-long". It imports nothing of the reviewer, so that it starts in a moment.
"""

from __future__ import annotations

import io
import json
import logging
import sys
from collections.abc import Iterator

import pypdf
from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError, WrongPasswordError

MOST_PAGES = 100
MOST_CHARACTERS = 400_000  # of both texts: what is over the limit of a letter is refused by the caller
MEMORY = 1024 * 1024 * 1024  # bytes
SECONDS = 20  # of processor time


def main() -> None:
    """Read standard input, write standard output."""
    _limit()
    logging.disable(logging.CRITICAL)
    sys.stdout.write(json.dumps(read(sys.stdin.buffer.read())))


def read(data: bytes) -> dict[str, object]:
    """The pages of a PDF, or its fault."""
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return {"fault": "protected"}
        if len(reader.pages) > MOST_PAGES:
            return {"fault": "too-many-pages"}
        return {"pages": list(_pages(reader))}
    except (DependencyError, FileNotDecryptedError, WrongPasswordError):
        return {"fault": "protected"}
    except _TooLongError:
        return {"fault": "too-long"}
    except (
        PyPdfError,
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        AttributeError,
        ArithmeticError,
        RecursionError,
        OSError,
    ):
        return {"fault": "damaged"}
    except MemoryError:
        return {"fault": "too-long"}


class _TooLongError(Exception):
    """More text than any letter has."""


def _pages(reader: pypdf.PdfReader) -> Iterator[dict[str, str]]:
    characters = 0
    for page in reader.pages:
        plain = page.extract_text()
        try:
            placed = page.extract_text(extraction_mode="layout")
        except (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, ArithmeticError):
            placed = ""  # the plain text serves
        characters += len(plain)
        if characters > MOST_CHARACTERS:
            raise _TooLongError
        yield {"placed": placed, "plain": plain}


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows: the caller's clock is the only limit
        return
    for kind, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS)):
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


if __name__ == "__main__":
    main()

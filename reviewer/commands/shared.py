"""What the commands share: options, types of arguments, and how they write."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

import click

from reviewer.case import Case, day_of
from reviewer.protocols import ReviewsCases
from reviewer.review import Review

READY, REVISE, REFUSED, STOPPED = 0, 1, 2, 130

Load = Callable[[Path | None], ReviewsCases]


class IsoDate(click.ParamType[date]):
    """A date written 2026-03-31."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date; a usage error that says how to write one."""
        try:
            return day_of(value)
        except ValueError:
            self.fail(f"'{value}' is not a date: write it as 2026-03-31.", param, ctx)


FILE = click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)
PLAIN_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
NEW_FOLDER = click.Path(file_okay=False, writable=True, path_type=Path)
NEW_FILE = click.Path(dir_okay=False, writable=True, path_type=Path)
FILES = click.Path(exists=True, path_type=Path)
rules_option = click.option("--rules", type=FOLDER, help="A folder with a council's own rules.")
text_or_json = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)


def rendered(form: str, review: Review, case: Case, output: Path | None) -> str:
    """The review as text, JSON or HTML; coloured where it goes to a terminal that takes colour."""
    from reviewer.formats import as_html, as_json, as_text

    if form == "json":
        return as_json.render(review, case)
    if form == "html":
        return as_html.render(review, case)
    return as_text.render(review, case, colour=output is None and _has_colour())


def _has_colour() -> bool:
    """Whether standard output is a terminal that takes colour (no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def write(text: str, output: Path | None = None) -> None:
    """To the file, or to standard output: UTF-8, except on a terminal, which says itself what it can show."""
    if output is not None:
        output.write_text(text, encoding="utf-8", newline="")
    elif sys.stdout.isatty():
        click.echo(text, nl=False, color=True)
    else:
        put(sys.stdout.buffer, text)


def write_bytes(data: bytes, output: Path | None) -> None:
    """To the file, or to standard output."""
    if output is not None:
        output.write_bytes(data)
    else:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def put(stream: BinaryIO, text: str) -> None:
    """Write to the stream, and at once: whoever reads it may wait for the line."""
    stream.write(text.encode("utf-8"))
    stream.flush()


@contextmanager
def busy(words: str) -> Iterator[Callable[[str], None]]:
    """Say on standard error, if that is a terminal, what is being done; what is given says what comes next."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    with Console(stderr=True).status(f"{words} …") as status:
        yield lambda next_: status.update(f"{next_} …")

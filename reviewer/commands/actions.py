"""`reviewer actions`: the register of what is outstanding."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import click

from reviewer.case import Case
from reviewer.commands.shared import FILE, NEW_FILE, READY, REVISE, busy, rules_option, write
from reviewer.errors import ReviewError
from reviewer.protocols import ReviewsCases
from reviewer.register import Entry, ReviewedActions, outstanding, read_records

_SUFFIXES = {".ics": "ics", ".ical": "ics"}


@click.command()
@click.argument("reviews", nargs=-1, required=True, type=FILE)
@click.option(
    "--format", "form", type=click.Choice(["csv", "ics"]), help="ics: iCalendar. Default: by --output, else csv."
)
@click.option("--output", type=NEW_FILE, help="Write here, not to standard output.")
@rules_option
@click.pass_context
def actions(
    context: click.Context, reviews: tuple[Path, ...], form: str | None, output: Path | None, rules: Path | None
) -> int:
    """The register of actions: what is promised in REVIEWS and not yet done, who owns it and when it is due.

    REVIEWS are JSON or JSONL files of reviews, as `check` writes them, or of cases, which are reviewed first; '-' reads
    standard input.

    Exit status: 0 all were read; 1 some could not be, and are named on standard error.
    """
    reviewed = _Reviewed(lambda: context.obj(rules))
    entries = outstanding(reviewed.all_of(reviews))
    write(_rendered(form or _form_of(output), entries), output)
    return REVISE if reviewed.left_out else READY


class _Reviewed:
    """The reviews in files; cases are reviewed, with a Reviewer that is loaded when the first one comes."""

    def __init__(self, load: Callable[[], ReviewsCases]) -> None:
        self._load = load
        self._reviewer: ReviewsCases | None = None
        self.left_out = 0

    def all_of(self, files: tuple[Path, ...]) -> Iterator[ReviewedActions]:
        """The reviews in order; what could not be read or reviewed is told on standard error."""
        for file in files:
            for record in read_records(_text(file), "standard input" if str(file) == "-" else file.name):
                try:
                    yield self._reviewed(record)
                except ReviewError as error:
                    self.left_out += 1
                    click.echo(f"reviewer: {error.title}: {error.detail}", err=True)

    def _reviewed(self, record: ReviewedActions | Case | ReviewError) -> ReviewedActions:
        if isinstance(record, ReviewError):
            raise record
        if isinstance(record, ReviewedActions):
            return record
        if self._reviewer is None:
            with busy("Loading the models"):
                self._reviewer = self._load()
        with busy("Reviewing"):
            return ReviewedActions.model_validate(self._reviewer.review(record))


def _text(file: Path) -> str:
    data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ReviewError("invalid-json", f"{file.name} is not in UTF-8", "give JSON or JSONL, in UTF-8") from None


def _form_of(output: Path | None) -> str:
    return "csv" if output is None else _SUFFIXES.get(output.suffix.lower(), "csv")


def _rendered(form: str, entries: tuple[Entry, ...]) -> str:
    from reviewer.formats import as_calendar, as_csv

    return as_calendar.render(entries, datetime.now(UTC)) if form == "ics" else as_csv.render(entries)

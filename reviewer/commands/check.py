"""`reviewer check`: reviews a draft, or many."""

from __future__ import annotations

import json
import sys
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from pydantic import ValidationError

from reviewer.case import Case, Nation, Procedure, Stage
from reviewer.commands.shared import (
    FILE,
    NEW_FILE,
    PLAIN_FILE,
    READY,
    REVISE,
    IsoDate,
    busy,
    put,
    rendered,
    rules_option,
    write,
    write_bytes,
)
from reviewer.errors import ReviewError, invalid_case
from reviewer.protocols import ReviewsCases
from reviewer.review import Review

if TYPE_CHECKING:
    from reviewer.formats.document import Document

_SUFFIXES = {".json": "json", ".html": "html", ".htm": "html", ".docx": "docx"}
_BUSY_LINES = "{task.completed} cases reviewed"


@click.command()
@click.option("--response", type=FILE, help="The draft reply; '-' reads standard input.")
@click.option("--complaint", type=FILE, help="The complaint; '-' reads standard input.")
@click.option("--procedure", type=click.Choice([one.value for one in Procedure]), help="Default: corporate.")
@click.option("--stage", type=click.Choice([one.value for one in Stage]), help="Default: stage_1.")
@click.option(
    "--nation", type=click.Choice([one.value for one in Nation]), help="Default: told from the letter, else England."
)
@click.option("--received", type=IsoDate(), help="When the complaint came.")
@click.option("--dated", type=IsoDate(), help="The date of the reply.")
@click.option(
    "--concerns",
    type=PLAIN_FILE,
    help='JSON: the concerns agreed with the complainant, as [{"kind": "question", "text": "…"}].',
)
@click.option(
    "--dismissed",
    type=PLAIN_FILE,
    help='JSON: findings that a person has set aside, as [{"fingerprint": "…", "reason": "…"}].',
)
@click.option("--id", help="Given back in the review.")
@click.option("--reference", help="Given back in the review.")
@click.option("--service-area", help="Given back in the review.")
@click.option("--jsonl", is_flag=True, help="Read a case a line on standard input, write a review a line.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "html", "docx"]),
    help="docx: the draft itself, with comments. Default: by --output, else text.",
)
@click.option("--track-changes", is_flag=True, help="With docx: make the plain replacements as tracked changes.")
@click.option("--output", type=NEW_FILE, help="Write here, not to standard output.")
@rules_option
@click.pass_context
def check(
    context: click.Context,
    /,
    jsonl: bool,
    form: str | None,
    track_changes: bool,
    output: Path | None,
    rules: Path | None,
    **given: Any,
) -> int:
    """Review one draft, or with --jsonl many.

    Exit status: 0 reviewed, no error found; 1 reviewed, an error found (--jsonl: some line could not be reviewed);
    2 could not be reviewed.
    """
    if jsonl:
        _only_lines(context, form, given)
    form = form or _form_of(output)
    _only_word(context, form, track_changes, output)
    if jsonl:
        with busy("Loading the models"):
            reviewer = context.obj(rules)
        return _check_lines(reviewer, output)
    if given["response"] is None:
        raise click.UsageError("There is no draft to review: give --response FILE.", context)
    if str(given["response"]) == "-" == str(given["complaint"]):
        raise click.UsageError("Standard input holds one letter: give '-' once and a file for the other.", context)
    with busy("Reading the letters") as now:
        letters = {name: _letter(name, given[name]) for name in ("response", "complaint") if given[name] is not None}
        case = _case(given, letters)
        now("Loading the models")
        reviewer = context.obj(rules)
        now("Reviewing")
        review = reviewer.review(case)
    if form == "docx":
        write_bytes(_annotated(letters["response"], review, case, track_changes), output)
    else:
        write(rendered(form, review, case, output), output)
    return READY if review.outcome == "ready" else REVISE


def _only_lines(context: click.Context, form: str | None, given: dict[str, Any]) -> None:
    for name, value in given.items():
        if value is not None:
            option = name.replace("_", "-")
            raise click.UsageError(f"With --jsonl, '{name}' belongs in each line: leave --{option} out.", context)
    if form not in (None, "json"):
        raise click.UsageError("--jsonl writes JSON: leave --format out.", context)


def _only_word(context: click.Context, form: str, track_changes: bool, output: Path | None) -> None:
    if track_changes and form != "docx":
        raise click.UsageError("--track-changes is for a Word file: give --format docx too.", context)
    if form == "docx" and output is None and sys.stdout.isatty():
        raise click.UsageError("A Word file cannot be shown on a terminal: give --output FILE.", context)


@dataclass(frozen=True)
class _Letter:
    """A letter as it was given, and as it was read."""

    data: bytes
    read: Document


def _case(given: dict[str, Any], letters: dict[str, _Letter]) -> Case:
    told = {name: value for name, value in given.items() if value is not None}
    told |= {name: letter.read.text for name, letter in letters.items()}
    for name in ("concerns", "dismissed"):
        if name in told:
            told[name] = _json(told[name])
    try:
        return Case.model_validate(told)
    except ValidationError as error:
        raise invalid_case(error) from None


def _letter(what: str, source: Path) -> _Letter:
    """The letter; what its reader left out or guessed is told on standard error. A refusal names the file."""
    from reviewer.formats.reading import read_document

    is_stream = str(source) == "-"
    data = sys.stdin.buffer.read() if is_stream else source.read_bytes()
    try:
        document = read_document(data, source.name)
    except ReviewError as error:
        where = "standard input" if is_stream else source.name
        raise ReviewError(error.kind, f"{where}: {error.title}", error.detail, error.status) from error
    for note in document.notes:
        click.echo(f"reviewer: {what}: {note}", err=True)
    return _Letter(data, document)


def _json(source: Path) -> Any:
    try:
        return json.loads(source.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError):
        raise ReviewError("invalid-json", f"{source.name} is not valid JSON", "write a JSON list, in UTF-8") from None


def _form_of(output: Path | None) -> str:
    return "text" if output is None else _SUFFIXES.get(output.suffix.lower(), "text")


def _annotated(draft: _Letter, review: Review, case: Case, track_changes: bool) -> bytes:
    """The draft as a Word file with comments; the changes that were not made in it are told on standard error."""
    from reviewer.formats.word_comments import annotate_draft

    made = annotate_draft(draft.data, draft.read.kind, review, case, track_changes=track_changes)
    for one in made.skipped:
        click.echo(f"reviewer: {one.finding} not changed: {one.reason}.", err=True)
    return made.data


def _check_lines(reviewer: ReviewsCases, output: Path | None) -> int:
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    from reviewer.jsonl import review_lines

    busy = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn(_BUSY_LINES), TimeElapsedColumn())
    every = True
    with (
        output.open("wb") if output else nullcontext(sys.stdout.buffer) as stream,
        Progress(*columns, console=busy, disable=not sys.stderr.isatty(), transient=True) as progress,
    ):
        task = progress.add_task("", total=None)
        for answer in review_lines(sys.stdin.buffer, reviewer):
            put(stream, answer.text + "\n")
            progress.advance(task)
            every = every and answer.reviewed
    return READY if every else REVISE

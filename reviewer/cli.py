"""The command line. What takes long to load is loaded by the command that needs it, so that `--help` comes at once."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click
from pydantic import ValidationError

from reviewer.case import Case, Nation, Procedure, Stage
from reviewer.errors import ReviewError, invalid_case
from reviewer.protocols import ReviewsCases
from reviewer.review import Review

if TYPE_CHECKING:
    from reviewer.formats.document import Document

DISTRIBUTION = "complaint-reply-reviewer"
READY, REVISE, REFUSED, STOPPED = 0, 1, 2, 130
_SUFFIXES = {".json": "json", ".html": "html", ".htm": "html", ".docx": "docx"}
_BUSY_LINES = "{task.completed} cases reviewed"

Load = Callable[[Path | None], ReviewsCases]


def main() -> None:
    """The `reviewer` command."""
    sys.exit(run(sys.argv[1:]))


def load_reviewer(rules: Path | None) -> ReviewsCases:
    """The Reviewer with a council's own rules laid over the shipped ones, if given, and its own answers model."""
    from reviewer import Reviewer
    from reviewer.own_answers_model import OwnAnswersModel

    own = OwnAnswersModel.chosen(os.environ.get("REVIEWER_ANSWERS_MODEL"), os.environ.get("REVIEWER_ANSWERS_LABELS"))
    return Reviewer(rules=rules, answers_model=own)


def run(arguments: Sequence[str], load: Load = load_reviewer) -> int:
    """Run the command line and give its exit status; whatever stops it is told in one line on standard error."""
    try:
        status = program.main(list(arguments), "reviewer", standalone_mode=False, obj=load)
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else "reviewer"
        return _refuse(f"{error.format_message()} See '{path} --help'.")
    except click.ClickException as error:
        return _refuse(error.format_message())
    except (click.Abort, KeyboardInterrupt):
        return STOPPED
    except BrokenPipeError:  # whoever read our output has had enough: `reviewer check … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return STOPPED
    except Exception as error:
        return _refuse(_reason(error))
    return int(status or 0)


def _refuse(reason: str) -> int:
    click.echo(f"reviewer: {' '.join(reason.split())}", err=True)
    return REFUSED


def _reason(error: Exception) -> str:
    """Cause and cure; of a fault of our own only its kind and place, since its message might hold words of a letter."""
    if isinstance(error, ReviewError):
        return f"{error.title}: {error.detail}"
    if isinstance(error, OSError):
        told = f"{error.strerror}: {error.filename}" if error.strerror and error.filename else str(error)
        return f"{told}. Check that it is there and may be read or written."
    place = error.__traceback__
    while place and place.tb_next:
        place = place.tb_next
    where = f" at {Path(place.tb_frame.f_code.co_filename).name}:{place.tb_lineno}" if place else ""
    return f"A fault inside the reviewer ({type(error).__name__}{where}). Please report these words, not the letter."


class IsoDate(click.ParamType[date]):
    """A date written 2026-03-31."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date; a usage error that says how to write one."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"'{value}' is not a date: write it as 2026-03-31.", param, ctx)


_FILE = click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)
_PLAIN_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_NEW_FOLDER = click.Path(file_okay=False, writable=True, path_type=Path)
_NEW_FILE = click.Path(dir_okay=False, writable=True, path_type=Path)
_CASES = click.Path(exists=True, path_type=Path)
_rules_option = click.option("--rules", type=_FOLDER, help="A folder with a council's own rules.")
_text_or_json = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)


def _print_version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if not wanted or context.resilient_parsing:
        return
    from importlib.metadata import PackageNotFoundError, version

    try:
        click.echo(f"reviewer {version(DISTRIBUTION)}")
    except PackageNotFoundError:
        click.echo("reviewer, from a checkout that is not installed")
    context.exit()


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version, help="Show the version."
)
@click.pass_context
def program(context: click.Context) -> None:
    """Read a draft reply to a complaint before it is sent."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


# --- check ----------------------------------------------------------------------------------------------------------


@program.command()
@click.option("--response", type=_FILE, help="The draft reply; '-' reads standard input.")
@click.option("--complaint", type=_FILE, help="The complaint; '-' reads standard input.")
@click.option("--procedure", type=click.Choice([one.value for one in Procedure]), help="Default: corporate.")
@click.option("--stage", type=click.Choice([one.value for one in Stage]), help="Default: stage_1.")
@click.option(
    "--nation", type=click.Choice([one.value for one in Nation]), help="Default: told from the letter, else England."
)
@click.option("--received", type=IsoDate(), help="When the complaint came.")
@click.option("--dated", type=IsoDate(), help="The date of the reply.")
@click.option("--concerns", type=_PLAIN_FILE, help="JSON: the concerns agreed with the complainant.")
@click.option("--dismissed", type=_PLAIN_FILE, help="JSON: findings that a person has set aside.")
@click.option("--reference", help="Given back in the review.")
@click.option("--jsonl", is_flag=True, help="Read a case a line on standard input, write a review a line.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "html", "docx"]),
    help="docx: the draft itself, with comments. Default: by --output, else text.",
)
@click.option("--track-changes", is_flag=True, help="With docx: make the plain replacements as tracked changes.")
@click.option("--output", type=_NEW_FILE, help="Write here, not to standard output.")
@_rules_option
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
        return _check_lines(context.obj(rules), output)
    if given["response"] is None:
        raise click.UsageError("There is no draft to review: give --response FILE.", context)
    if str(given["response"]) == "-" == str(given["complaint"]):
        raise click.UsageError("Standard input holds one letter: give '-' once and a file for the other.", context)
    letters = {name: _letter(name, given[name]) for name in ("response", "complaint") if given[name] is not None}
    case = _case(given, letters)
    review = context.obj(rules).review(case)
    if form == "docx":
        _write_bytes(_annotated(letters["response"], review, case, track_changes), output)
    else:
        _write(_rendered(form, review, case, output), output)
    return READY if review.outcome == "ready" else REVISE


def _only_lines(context: click.Context, form: str | None, given: dict[str, Any]) -> None:
    for name, value in given.items():
        if value is not None:
            raise click.UsageError(f"With --jsonl, '{name}' belongs in each line: leave --{name} out.", context)
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
    """The letter; what its reader left out or guessed is told on standard error."""
    from reviewer.formats.reading import read_document

    is_stream = str(source) == "-"
    data = sys.stdin.buffer.read() if is_stream else source.read_bytes()
    document = read_document(data, source.name)
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


def _rendered(form: str, review: Review, case: Case, output: Path | None) -> str:
    from reviewer.formats import as_html, as_json, as_text

    if form == "json":
        return as_json.render(review, case)
    if form == "html":
        return as_html.render(review, case)
    return as_text.render(review, case, colour=output is None and _has_colour())


def _annotated(draft: _Letter, review: Review, case: Case, track_changes: bool) -> bytes:
    """The draft as a Word file with comments; the changes that were not made in it are told on standard error."""
    from reviewer.formats.word_comments import annotate_draft

    made = annotate_draft(draft.data, draft.read.kind, review, case, track_changes=track_changes)
    for one in made.skipped:
        click.echo(f"reviewer: {one.finding} not changed: {one.reason}.", err=True)
    return made.data


def _has_colour() -> bool:
    """Whether standard output is a terminal that takes colour (no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _write(text: str, output: Path | None = None) -> None:
    """To the file, or to standard output: UTF-8, except on a terminal, which says itself what it can show."""
    if output is not None:
        output.write_text(text, encoding="utf-8", newline="")
    elif sys.stdout.isatty():
        click.echo(text, nl=False, color=True)
    else:
        _put(sys.stdout.buffer, text)


def _write_bytes(data: bytes, output: Path | None) -> None:
    if output is not None:
        output.write_bytes(data)
    else:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def _put(stream: BinaryIO, text: str) -> None:
    stream.write(text.encode("utf-8"))
    stream.flush()


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
            _put(stream, answer.text + "\n")
            progress.advance(task)
            every = every and answer.reviewed
    return READY if every else REVISE


# --- rules ----------------------------------------------------------------------------------------------------------


@program.group()
def rules() -> None:
    """The rules: list, show and check them."""


@rules.command("list")
@_rules_option
def list_rules(rules: Path | None) -> None:
    """Id, severity and title of each."""
    from reviewer.formats import rule_text
    from reviewer.rules import load_rules

    _write(rule_text.list_rules(load_rules(council=rules).rules))


@rules.command("show")
@click.argument("identifier", metavar="ID")
@_rules_option
def show_rule(identifier: str, rules: Path | None) -> None:
    """What one rule says, why, on what standard, with its examples."""
    import difflib

    from reviewer.formats import rule_text
    from reviewer.rules import load_rules

    book = load_rules(council=rules).by_id
    if identifier not in book:
        near = difflib.get_close_matches(identifier, book, n=1)
        cure = f"did you mean '{near[0]}'?" if near else "'reviewer rules list' names them all."
        raise ReviewError("unknown-rule", f"There is no rule '{identifier}'", cure, status=404)
    _write(rule_text.show_rule(book[identifier]))


@rules.command("check")
@click.argument("folder", metavar="[DIR]", required=False, type=_FOLDER)
@click.pass_context
def check_rules(context: click.Context, folder: Path | None) -> int:
    """Load the rules, or a council's own in DIR, and run their examples.

    Exit status: 0 all is well; 1 something is not, each fault on a line.
    """
    from reviewer.formats.wording import counted
    from reviewer.rule_check import example_faults, rules_to_check
    from reviewer.rules import RuleError
    from reviewer.text import LetterParser

    try:
        checked = rules_to_check(folder)
    except RuleError as error:
        _write("".join(f"{fault}\n" for fault in error.faults))
        return REVISE
    faults = 0
    for rule, fault in example_faults(checked, LetterParser.load(), lambda: context.obj(folder)):
        faults += 1
        _write(f"{rule}: {fault}\n")
    _write(f"{counted(len(checked), 'rule')} checked, {counted(faults, 'fault')}\n")
    return REVISE if faults else READY


@rules.command("pages")
@click.argument("folder", metavar="DIR", type=_NEW_FOLDER)
@_rules_option
def write_rule_pages(folder: Path, rules: Path | None) -> None:
    """Write a page about each rule into DIR, in Markdown, with an index."""
    from reviewer.resources import data_folder
    from reviewer.rules import load_rules
    from reviewer.rules.pages import markdown_pages
    from reviewer.scoring import load_scoring

    titles = load_scoring(data_folder("rules")).titles
    for place, text in markdown_pages(load_rules(council=rules), titles).items():
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        _write(text, folder / place)


# --- samples --------------------------------------------------------------------------------------------------------


@program.group()
def samples() -> None:
    """The scored examples: list, show and check them."""


@samples.command("list")
def list_samples() -> None:
    """Id, procedure, stage and title of each."""
    from reviewer.formats import sample_text
    from reviewer.samples import load_samples

    _write(sample_text.list_samples(load_samples()))


@samples.command("show")
@click.argument("identifier", metavar="ID")
def show_sample(identifier: str) -> None:
    """The letters, what a person marked in them, the scores and the commentary."""
    from reviewer.formats import sample_text
    from reviewer.samples import load_sample

    _write(sample_text.show_sample(load_sample(identifier)))


@samples.command("check")
@click.argument("identifier", metavar="ID")
@_rules_option
@click.pass_context
def check_sample(context: click.Context, identifier: str, rules: Path | None) -> int:
    """Review one, and set the scores beside a person's. Exit status as for `check`."""
    from reviewer.formats import sample_text
    from reviewer.samples import load_sample

    sample = load_sample(identifier)
    review = context.obj(rules).review(sample.case)
    _write(_rendered("text", review, sample.case, None) + sample_text.compare_scores(sample, review))
    return READY if review.outcome == "ready" else REVISE


# --- measuring and serving ------------------------------------------------------------------------------------------


@program.command()
@click.argument("cases", nargs=-1, required=True, type=_CASES)
@_text_or_json
@click.option("--errors", type=_NEW_FILE, help="Write the mistakes here, one JSON object a line.")
@_rules_option
@click.pass_context
def evaluate(
    context: click.Context, cases: tuple[Path, ...], form: str, errors: Path | None, rules: Path | None
) -> None:
    """Measure against annotated CASES: JSON or JSONL files, or folders of such."""
    from reviewer.annotated import read_marked_cases
    from reviewer.evaluation import evaluate as measure

    marked = read_marked_cases(cases)
    measured = measure(marked, context.obj(rules))
    if errors is not None:
        errors.write_text(measured.mistakes_as_jsonl(), encoding="utf-8", newline="")
    told = measured.evaluation
    _write(told.model_dump_json(indent=2) + "\n" if form == "json" else told.as_table())


@program.command()
@click.argument("cases", nargs=-1, type=_CASES)
@_text_or_json
@_rules_option
@click.pass_context
def benchmark(context: click.Context, cases: tuple[Path, ...], form: str, rules: Path | None) -> None:
    """Measure speed and memory over CASES, or over the samples if none are given."""
    from reviewer.annotated import read_marked_cases
    from reviewer.benchmark import benchmark as measure
    from reviewer.benchmark import cold_start
    from reviewer.resources import data_folder

    marked = read_marked_cases(cases or (data_folder("samples"),))
    cold = cold_start()
    told = measure([one.case for one in marked], context.obj(rules), cold)
    _write(told.model_dump_json(indent=2) + "\n" if form == "json" else told.as_table())


@program.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65_535))
def serve(host: str, port: int) -> None:
    """Serve the HTTP API and the pages. Requests are not logged."""
    import uvicorn

    uvicorn.run("service.app:create_app", factory=True, host=host, port=port, access_log=False)


if __name__ == "__main__":
    main()

"""The command line. What takes long to load is loaded by the command that needs it, so that `--help` comes at once."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from reviewer.commands import actions, check, measuring, rules, samples, serving
from reviewer.commands.shared import REFUSED, STOPPED, Load
from reviewer.errors import ReviewError
from reviewer.protocols import ReviewsCases

DISTRIBUTION = "complaint-reply-reviewer"


def main() -> None:
    """The `reviewer` command."""
    sys.exit(run(sys.argv[1:]))


def load_reviewer(rules: Path | None) -> ReviewsCases:
    """The Reviewer with a council's own rules laid over the shipped ones, if given."""
    from reviewer import Reviewer

    return Reviewer(rules=rules)


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


for command in (
    actions.actions,
    check.check,
    rules.rules,
    samples.samples,
    measuring.evaluate,
    measuring.benchmark,
    serving.serve,
):
    program.add_command(command)


if __name__ == "__main__":
    main()

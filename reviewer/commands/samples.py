"""`reviewer samples`: lists, shows and checks the scored examples."""

from __future__ import annotations

from pathlib import Path

import click

from reviewer.commands.shared import READY, REVISE, rendered, rules_option, write


@click.group()
def samples() -> None:
    """The scored examples: list, show and check them."""


@samples.command("list")
def list_samples() -> None:
    """Id, procedure, stage and title of each."""
    from reviewer.formats import sample_text
    from reviewer.samples import load_samples

    write(sample_text.list_samples(load_samples()))


@samples.command("show")
@click.argument("identifier", metavar="ID")
def show_sample(identifier: str) -> None:
    """The letters, what a person marked in them, the scores and the commentary."""
    from reviewer.formats import sample_text
    from reviewer.samples import load_sample

    write(sample_text.show_sample(load_sample(identifier)))


@samples.command("check")
@click.argument("identifier", metavar="ID")
@rules_option
@click.pass_context
def check_sample(context: click.Context, identifier: str, rules: Path | None) -> int:
    """Review one, and set the scores beside a person's. Exit status as for `check`."""
    from reviewer.formats import sample_text
    from reviewer.samples import load_sample

    sample = load_sample(identifier)
    review = context.obj(rules).review(sample.case)
    write(rendered("text", review, sample.case, None) + sample_text.compare_scores(sample, review))
    return READY if review.outcome == "ready" else REVISE

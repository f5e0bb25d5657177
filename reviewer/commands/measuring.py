"""`reviewer evaluate` and `reviewer benchmark`: how well it does, and how fast."""

from __future__ import annotations

from pathlib import Path

import click

from reviewer.commands.shared import FILES, NEW_FILE, rules_option, text_or_json, write


@click.command()
@click.argument("cases", nargs=-1, required=True, type=FILES)
@text_or_json
@click.option("--errors", type=NEW_FILE, help="Write the mistakes here, one JSON object a line.")
@rules_option
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
    write(told.model_dump_json(indent=2) + "\n" if form == "json" else told.as_table())


@click.command()
@click.argument("cases", nargs=-1, type=FILES)
@text_or_json
@rules_option
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
    write(told.model_dump_json(indent=2) + "\n" if form == "json" else told.as_table())

"""`reviewer rules`: lists, shows and checks the rules."""

from __future__ import annotations

from pathlib import Path

import click

from reviewer.commands.shared import FOLDER, NEW_FOLDER, READY, REVISE, rules_option, write
from reviewer.errors import ReviewError


@click.group()
def rules() -> None:
    """The rules: list, show and check them."""


@rules.command("list")
@rules_option
def list_rules(rules: Path | None) -> None:
    """Id, severity and title of each."""
    from reviewer.formats import rule_text
    from reviewer.rules import load_rules

    write(rule_text.list_rules(load_rules(council=rules).rules))


@rules.command("show")
@click.argument("identifier", metavar="ID")
@rules_option
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
    write(rule_text.show_rule(book[identifier]))


@rules.command("check")
@click.argument("folder", metavar="[DIR]", required=False, type=FOLDER)
@click.pass_context
def check_rules(context: click.Context, folder: Path | None) -> int:
    """Load the rules, or a council's own in DIR with its wordings and procedures, and run their examples.

    Exit status: 0 all is well; 1 something is not, each fault on a line.
    """
    from reviewer.formats.wording import counted
    from reviewer.rule_check import example_faults, knowledge_faults, rules_to_check
    from reviewer.rules.schema import FactsRule
    from reviewer.text import LetterParser

    checked = rules_to_check(folder)
    told = [str(fault) for fault in checked.faults] or list(knowledge_faults(folder))
    write("".join(f"{fault}\n" for fault in told))
    faults = len(told)
    # A rule about facts needs the whole review, which does not start while a file is wrong.
    tried = [rule for rule in checked.rules if not (faults and isinstance(rule, FactsRule))]
    left = len(checked.rules) - len(tried)
    for rule, fault in example_faults(tried, LetterParser.load(), lambda: context.obj(folder)):
        faults += 1
        write(f"{rule}: {fault}\n")
    untried = f", {counted(left, 'rule')} about facts not tried until the files are mended" if left else ""
    write(f"{counted(len(tried), 'rule')} checked, {counted(faults, 'fault')}{untried}\n")
    return REVISE if faults else READY


@rules.command("pages")
@click.argument("folder", metavar="DIR", type=NEW_FOLDER)
@rules_option
def write_rule_pages(folder: Path, rules: Path | None) -> None:
    """Write a page about each rule into DIR, in Markdown, with an index."""
    from reviewer.knowledge import scoring_of
    from reviewer.rules import load_rules
    from reviewer.rules.pages import markdown_pages

    for place, text in markdown_pages(load_rules(council=rules), scoring_of(rules).titles).items():
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        write(text, folder / place)

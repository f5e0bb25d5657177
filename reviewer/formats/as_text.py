"""A review for a terminal: the annotated draft, the concerns, the actions and the nine scores, 80 columns wide.

Colour only repeats what the words and signs already say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from itertools import pairwise

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from reviewer.case import Case, Span
from reviewer.formats import wording
from reviewer.formats.marking import Place, distinct, finding_places, lanes
from reviewer.formats.rows import fold, rows, shown, underline
from reviewer.review import Concern, Document, Finding, Review, Severity, Status

WIDTH = 80
_MARGIN = "     | "  # as wide as "1234 | "
_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.SUGGESTION: "cyan", None: ""}
_GRAVITY = {Status.NOT_ANSWERED: Severity.ERROR, Status.PARTLY_ANSWERED: Severity.WARNING}


def render(review: Review, case: Case, *, colour: bool = False, width: int = WIDTH) -> str:
    """The report as text of `width` columns; with `colour`, terminal colours beside the words and signs."""
    console = Console(
        file=StringIO(),
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )
    with console.capture() as captured:
        _print(console, _outcome(review, width))
        _print(console, _annotated(review, case, width))
        _print(console, _without_place(review, width))
        _print(console, _concerns(review, case, width))
        _actions(console, review)
        _print(console, _statements(review, case, width))
        _scores(console, review)
        _print(console, _readability(review, case, width))
        _print(console, _dismissed(review, width))
    return "\n".join(line.rstrip() for line in captured.get().splitlines()) + "\n"


def _print(console: Console, lines: Iterable[Text]) -> None:
    for line in lines:
        console.print(line, soft_wrap=True)


def _heading(words: str) -> Iterator[Text]:
    yield Text()
    yield Text(words.upper(), style="bold")
    yield Text("-" * len(words))


def _folded(words: str, width: int, first: str = "", indent: str | None = None, style: str = "") -> Iterator[Text]:
    """The words in rows; `first` stands before the first row and `indent` (as wide, if not given) before the rest."""
    rest = " " * len(first) if indent is None else indent
    for number, row in enumerate(fold(words, width - max(len(first), len(rest)))):
        yield Text((rest if number else first) + row, style=style)


def _outcome(review: Review, width: int) -> Iterator[Text]:
    style = "bold green" if review.outcome == "ready" else _STYLES[Severity.ERROR]
    yield from _folded(wording.outcome_line(review), width, style=style)
    yield Text(f"{wording.PROCEDURES[review.procedure]}, {wording.STAGES[review.stage].lower()}")
    for note in review.notes:
        yield from _folded(note, width, "Note: ")


# --- the draft ------------------------------------------------------------------------------------------------------


def _annotated(review: Review, case: Case, width: int) -> Iterator[Text]:
    yield from _heading("The draft, with what was found")
    findings = {finding.id: finding for finding in review.findings}
    places = finding_places(review)
    shelves = lanes(distinct(places))
    shows = list(rows(case.response, width - len(_MARGIN)))
    for row, following in pairwise([*shows, None]):
        assert row is not None
        ends = len(case.response) if following is None else following.start
        yield Text(f"{row.line or '':>4} | {shown(case.response[row.start : row.end])}".rstrip())
        for shelf in shelves:
            if stretches := underline(case.response, row, shelf):
                yield Text.assemble(_MARGIN, *((signs, _STYLES[severity]) for signs, severity in stretches))
        ending = [one for one in places if one.span.start < ends and row.start < one.span.end <= ends]
        yield from _under_row(findings, ending, width)


def _under_row(findings: Mapping[str, Finding], ending: Sequence[Place], width: int) -> Iterator[Text]:
    """What is said of the places that end in a row; a finding is told once, then only named."""
    for place in ending:
        if not place.again:
            yield from _finding(findings[place.name], width, _MARGIN)
    if again := dict.fromkeys(place.name for place in ending if place.again):
        yield from _folded(f"{', '.join(again)} again", width, _MARGIN)


def _finding(finding: Finding, width: int, margin: str) -> Iterator[Text]:
    word = wording.SEVERITIES[finding.severity]
    by = f" ({wording.source_words(finding)})" if finding.source == "model" else ""
    yield from _folded(
        f"{finding.id} {word}: {finding.message}{by}", width, margin, margin + "   ", _STYLES[finding.severity]
    )
    if finding.suggestions:
        yield from _folded(f"Try: {' / '.join(finding.suggestions)}", width, margin + "   ", margin + "        ")


def _without_place(review: Review, width: int) -> Iterator[Text]:
    """Findings about the letter as a whole, and those in the complaint."""
    whole = [one for one in review.findings if one.span is None]
    told = [one for one in review.findings if one.span is not None and one.document is Document.COMPLAINT]
    for title, findings in (("About the letter as a whole", whole), ("In the complaint", told)):
        if not findings:
            continue
        yield from _heading(title)
        for finding in findings:
            yield from _finding(finding, width, "")
            if finding.span is not None:
                yield from _folded(f'"{finding.text}"', width, "   ")


# --- concerns, actions, statements ----------------------------------------------------------------------------------


def _concerns(review: Review, case: Case, width: int) -> Iterator[Text]:
    yield from _heading("Concerns")
    if not review.concerns:
        yield Text("No complaint was given." if case.complaint is None else "No concern was found in the complaint.")
    for concern in wording.by_urgency(review.concerns):
        yield from _concern(concern, width)


def _concern(concern: Concern, width: int) -> Iterator[Text]:
    style = _STYLES[Severity.SUGGESTION if concern.unsure else _GRAVITY.get(concern.status)]
    verdict = wording.verdict_words(concern)
    yield from _folded(f"{concern.id} {wording.CONCERN_KINDS[concern.kind]}: {verdict}", width, "", "   ", style)
    yield from _folded(f'"{concern.text}"', width, "   They said: ")
    for number, evidence in enumerate(concern.evidence):
        yield from _folded(f'"{evidence.text}"', width, " " * 14 if number else "   The reply: ")


def _actions(console: Console, review: Review) -> None:
    _print(console, _heading("Actions"))
    if not review.actions:
        console.print("The reply names no action.")
        return
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for title, ratio in (("", None), ("What", 5), ("Owner", 2), ("By when", 3), ("Complete", 2)):
        table.add_column(title, ratio=ratio, overflow="fold")
    table.expand = True
    for action in review.actions:
        table.add_row(
            action.id,
            shown(f"{wording.ACTION_KINDS[action.kind]}: {action.text}"),
            shown(action.owner.text) if action.owner else "-",
            shown(wording.timescale_words(action.timescale)),
            wording.complete_words(action),
        )
    console.print(table)


def _statements(review: Review, case: Case, width: int) -> Iterator[Text]:
    yield from _heading("Apology, decision, next step")
    for label, words, spans in wording.statements(review):
        yield from _folded(words, width, f"{label}:".ljust(11))
        for span in spans:
            yield from _folded(_quoted(case, span), width, " " * 11)


def _quoted(case: Case, span: Span) -> str:
    return f'"{span.of(case.response)}"'


# --- figures --------------------------------------------------------------------------------------------------------


def _scores(console: Console, review: Review) -> None:
    _print(console, _heading("Scores"))
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    table.expand = True
    table.add_column("Criterion", ratio=2, overflow="fold")
    table.add_column("0-3", justify="right")
    table.add_column("Basis and queries", ratio=5, overflow="fold")
    for criterion in review.criteria:
        basis = criterion.basis + (f"\nQuery: {criterion.queries}" if criterion.queries else "")
        table.add_row(criterion.title, "-" if criterion.score is None else str(criterion.score), _lines(basis))
    table.add_row("Total", str(review.score.total), f"of {review.score.maximum}, over the criteria that apply")
    console.print(table)
    _print(console, _folded(wording.SCALE, console.width))


def _lines(words: str) -> str:
    """Words with their own line breaks kept and every other control sign made visible."""
    return "\n".join(map(shown, words.splitlines()))


def _readability(review: Review, case: Case, width: int) -> Iterator[Text]:
    yield from _heading("Readability of the reply")
    for label, value in wording.readability_rows(review.readability):
        yield Text(f"{label:<21}{value}")
    if review.readability.hardest:
        yield Text(wording.HARDEST)
    for span in review.readability.hardest:
        yield from _folded(_quoted(case, span), width, "   ")


def _dismissed(review: Review, width: int) -> Iterator[Text]:
    if not review.dismissed:
        return
    yield from _heading("Set aside by a person")
    for finding in review.dismissed:
        yield from _folded(f"{finding.message} Reason: {finding.reason}", width, "- ")

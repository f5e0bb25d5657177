"""Which figures an evaluation gives, from which counts, and how they are set out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

import numpy as np
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from reviewer.case import Frozen
from reviewer.evaluation import statistics
from reviewer.evaluation.statistics import Counts, Statistic
from reviewer.review import Criterion

MATCHING = (
    "Concerns match where they share at least half of the code points that either covers; actions where they share at "
    "least half of the shorter; terms, tone and slips where they overlap. Kappa and exact agreement are over cases "
    "where both gave a score. Intervals: 95%, percentile bootstrap over cases, fixed seed. '-': nothing to measure."
)


class Figure(Frozen):
    """One measured figure with its 95% interval. `of` is how many items it rests on; None: nothing to measure."""

    group: str
    name: str
    value: float | None
    low: float | None
    high: float | None
    of: int


@dataclass(frozen=True)
class _Measure:
    group: str
    name: str
    counts: str
    statistic: Statistic
    size: Callable[[Counts], float]


def _marked(counts: Counts) -> float:
    return float(counts[3])


def _of(counts: Counts) -> float:
    return float(counts[1])


def _all(counts: Counts) -> float:
    return float(counts.sum())


def _found(group: str, counts: str) -> Iterator[_Measure]:
    yield _Measure(group, "precision", counts, statistics.precision, _of)
    yield _Measure(group, "recall", counts, statistics.recall, _marked)
    yield _Measure(group, "F1", counts, statistics.f1, _marked)


def _share(group: str, name: str, counts: str) -> _Measure:
    return _Measure(group, name, counts, statistics.share, _of)


def _measures() -> Iterator[_Measure]:
    yield from _found("Concerns", "concerns")
    yield _share("Concerns", "kind right", "concern_kind")
    yield from _found("Unanswered concerns, end to end", "unanswered")
    given = "Answers, concerns given"
    yield _Measure(
        given, "unanswered or not, balanced accuracy", "given_unanswered", statistics.balanced_accuracy, _all
    )
    yield _Measure(given, "status, macro F1", "given_status", statistics.macro_f1, _all)
    yield _Measure(given, "status, exact", "given_status", statistics.exact, _all)
    yield _share(given, "first evidence is marked evidence", "evidence_any")
    yield _share(given, "first evidence is the most telling", "evidence_first")
    yield _share(given, "decision right", "given_decision")
    yield _share(given, "called unsure", "given_unsure")
    yield from _found("Actions", "actions")
    for slot in ("kind", "owner", "timescale", "done", "specific", "complete"):
        yield _share("Actions", f"{slot} right", f"action_{slot}")
    yield from _found("Jargon", "jargon")
    yield _share("Jargon", "terms that are fine, flagged", "jargon_ok")
    yield from _found("Tone", "tone")
    for name in ("privacy", "placeholder", "accuracy"):
        yield from _found(name.capitalize(), name)
    yield from _found("All slips", "slips")
    whole = "The letter as a whole"
    yield _share(whole, "apology right", "apology")
    yield _share(whole, "decision right", "decision")
    yield _share(whole, "next step right", "escalation")
    yield _share(whole, "next step's correctness right", "escalation_correct")
    yield _share(whole, "good letters that come out ready", "ready")
    yield _share(whole, "warnings on a good letter", "warnings")
    for statistic, name in ((statistics.weighted_kappa, "quadratic weighted kappa"), (statistics.exact, "exact")):
        for criterion in (*Criterion, "all"):
            yield _Measure(f"Scores, {name}", str(criterion), f"score_{criterion}", statistic, _all)
    for criterion in (*Criterion, "all"):
        yield _share("Scores, applies or not", str(criterion), f"applies_{criterion}")


def figures(tallies: Sequence[dict[str, tuple[float, ...]]]) -> tuple[Figure, ...]:
    """Every figure over the cases' counts, with intervals by drawing the cases again."""
    drawn = statistics.draws(len(tallies))
    return tuple(_figure(measure, tallies, drawn) for measure in _measures())


def _figure(measure: _Measure, tallies: Sequence[dict[str, tuple[float, ...]]], drawn: Counts) -> Figure:
    width = max((len(one[measure.counts]) for one in tallies if measure.counts in one), default=0)
    if not width:
        return Figure(group=measure.group, name=measure.name, value=None, low=None, high=None, of=0)
    counts = np.array([one.get(measure.counts, (0.0,) * width) for one in tallies], dtype=np.float64)
    total = counts.sum(0)
    low, high = statistics.interval(counts, measure.statistic, drawn)
    return Figure(
        group=measure.group,
        name=measure.name,
        value=_known(float(measure.statistic(total))),
        low=_known(low),
        high=_known(high),
        of=round(measure.size(total)),
    )


def _known(value: float) -> float | None:
    return None if np.isnan(value) else round(value, 4) + 0.0  # no "-0.0"


def as_table(cases: int, measured: Sequence[Figure], width: int = 80) -> str:
    """The figures as a table for a terminal."""
    console = Console(file=StringIO(), width=width, markup=False, highlight=False, emoji=False, _environ={})
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("Figure")
    for title in ("Value", "95% interval", "Of"):
        table.add_column(title, justify="right", no_wrap=True)
    group = ""
    for one in measured:
        if one.group != group:
            group = one.group
            table.add_row(group, style="bold")
        between = "-" if one.low is None or one.high is None else f"{one.low:.3f} to {one.high:.3f}"
        table.add_row(f"  {one.name}", "-" if one.value is None else f"{one.value:.3f}", between, str(one.of))
    with console.capture() as captured:
        console.print(f"{cases} case{'' if cases == 1 else 's'}. {MATCHING}")
        console.print(table)
    return "".join(line.rstrip() + "\n" for line in captured.get().splitlines())

"""`python -m models.answers.breakdown 'test/*/*.case'` shows where the answers model errs, on cases of the corpus.

For each status, kind, procedure, quality of the reply and length of the letters: how many concerns, and how the
verdicts stand. `--mistakes FILE` writes each wrong verdict with what it rests on, to be read one by one.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from models.answers.dataset import NOT, Judged
from models.answers.train import WEIGHTS, judged_cases
from models.corpus.notation import WrittenCase, read_case
from models.corpus.parts import CORPUS
from reviewer.answers import STATUSES, ShippedModel

_BANDS = (0, 100, 200, 300, 400, 10_000)


@dataclass(frozen=True)
class JudgedConcern:
    """One concern with its verdict."""

    case: WrittenCase
    row: int
    truth: int
    said: int
    figures: tuple[float, ...]  # the probability of each status
    first: str  # the sentence ranked first
    is_hit: bool | None  # whether that is evidence; None where there is none


Grouping = Callable[[JudgedConcern], str]


def verdicts(case: WrittenCase, made: Judged, model: ShippedModel) -> Iterator[JudgedConcern]:
    """The shipped model's verdict on each concern."""
    for row, truth in enumerate(made.statuses):
        judgement = model.judgement(made.features, row, made.asked[row], made.words)
        said = STATUSES.index(model.thresholds.status(judgement.status))
        best = int(judgement.evidence.argmax()) if len(made.words) else None
        is_hit = bool(made.evidence[row][best]) if best is not None and made.evidence[row].any() else None
        first = made.words[best] if best is not None else ""
        yield JudgedConcern(case, row, truth, said, tuple(judgement.status.tolist()), first, is_hit)


def _band(text: str) -> str:
    words = len(text.split())
    low, high = next((low, high) for low, high in pairwise(_BANDS) if low <= words < high)
    return f"{low}-{high - 1} words" if high < _BANDS[-1] else f"{low} words and more"


GROUPINGS: Mapping[str, Grouping] = {
    "all": lambda _: "all",
    "status": lambda one: STATUSES[one.truth].value,
    "kind": lambda one: one.case.concerns[one.row].kind,
    "procedure": lambda one: one.case.meta["procedure"],
    "quality of the reply": lambda one: one.case.meta.get("quality", "not told"),
    "complaint": lambda one: _band(one.case.complaint),
    "reply": lambda one: _band(one.case.response),
}


def table(made: Sequence[JudgedConcern]) -> Iterator[str]:
    """The breakdown as Markdown rows."""
    yield "| | concerns | unanswered caught | answered kept | status right | evidence hit@1 |"
    yield "|---|---|---|---|---|---|"
    for title, group_of in GROUPINGS.items():
        for name in sorted({group_of(one) for one in made}):
            part = [one for one in made if group_of(one) == name]
            caught = _share([one.said == NOT for one in part if one.truth == NOT])
            kept = _share([one.said != NOT for one in part if one.truth != NOT])
            right = _share([one.said == one.truth for one in part])
            hits = _share([one.is_hit for one in part if one.is_hit is not None])
            yield f"| {title}: {name} | {len(part)} | {caught} | {kept} | {right} | {hits} |"


def _share(items: Sequence[bool]) -> str:
    return f"{np.mean(items):.2f}" if items else "-"


def mistake(one: JudgedConcern) -> str:
    """A wrong verdict, to be read."""
    concern = one.case.concerns[one.row]
    evidence = [one.case.sentences[index] for index in concern.evidence]
    shown = " / ".join(one.case.response[told.start : told.end] for told in evidence) or "none"
    figures = " ".join(f"{figure:.2f}" for figure in one.figures)
    return (
        f"{one.case.meta['id']} C{one.row + 1} {concern.kind}: {STATUSES[one.truth].value}, said"
        f" {STATUSES[one.said].value} ({figures})\n  asked: {one.case.complaint[concern.start : concern.end]}\n"
        f"  evidence: {shown}\n  first: {one.first}\n"
    )


def main(arguments: list[str]) -> int:
    """Print the breakdown; write the mistakes."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("pattern", nargs="+", help="case files under models/corpus")
    options.add_argument("--mistakes", type=Path)
    chosen = options.parse_args(arguments)
    paths = sorted(path for pattern in chosen.pattern for path in CORPUS.glob(pattern))
    cases = [case for path in paths if (case := read_case(path)).concerns]
    model = ShippedModel.load(WEIGHTS)
    pairs = zip(cases, judged_cases(cases), strict=True)
    made = [verdict for case, found in pairs for verdict in verdicts(case, found, model)]
    print("\n".join(table(made)))
    if chosen.mistakes:
        wrong = (mistake(one) for one in made if one.said != one.truth)
        chosen.mistakes.write_text("\n".join(wrong), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""`python -m models.corpus.agreement`: how far a second reader, who had not seen the first annotation, agrees with it.

`second/<case>.json` holds what the second reader judged: the status and the evidence (sentence numbers from 1) of each
concern, the apology, the decision and the nine scores. Run it before disagreements are settled in the case files; the
figures of that run stand in CARD.md.

`marked_twice/<writer>.json` holds what other readers marked in letters that bore no marks: the concerns of the
complaint, the jargon of the reply, and what looks like jargon and is fine. The case files were left as they are.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sklearn.metrics import balanced_accuracy_score, cohen_kappa_score, f1_score

from models.corpus.notation import WrittenCase, read_case
from models.corpus.published import published
from reviewer.annotated import every_place
from reviewer.case import Span
from reviewer.evaluation.matching import HALF, over_shorter, over_union, pair

HERE = Path(__file__).parent
STATUSES = ("not_answered", "partly_answered", "answered")


@dataclass
class Pairs:
    """What the first and the second reader said, side by side."""

    statuses: list[tuple[str, str]] = field(default_factory=list)
    first_evidence_shared: list[bool] = field(default_factory=list)
    letters: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))
    scores: dict[str, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    score_applies: list[bool] = field(default_factory=list)

    def add(self, case: WrittenCase, second: dict[str, Any]) -> None:
        """Add one case."""
        first = published(case)["annotation"]
        for concern, other in zip(case.concerns, second["concerns"], strict=True):
            self.statuses.append((concern.status, other["status"]))
            if concern.evidence and other["evidence"]:
                self.first_evidence_shared.append(other["evidence"][0] - 1 in concern.evidence)
        self.letters["apology"].append(first["apology"]["kind"] == second["apology"])
        self.letters["decision"].append((first["decision"]["outcome"] or "none") == second["decision"])
        for name, score in first["scores"].items():
            other = second["scores"][name]
            self.score_applies.append((score is None) == (other is None))
            if score is not None and other is not None:
                self.scores[name].append((score, other))

    def lines(self) -> list[str]:
        """The figures, one a line."""
        first, second = [[STATUSES.index(pair[side]) for pair in self.statuses] for side in (0, 1)]
        missed = [[status == 0 for status in side] for side in (first, second)]
        told = [
            f"concerns {len(first)}: same status {_share([a == b for a, b in zip(first, second, strict=True)])}, "
            f"weighted kappa {cohen_kappa_score(first, second, weights='quadratic'):.2f}, "
            f"macro F1 {f1_score(first, second, average='macro'):.2f}, "
            f"unanswered balanced accuracy {balanced_accuracy_score(*missed):.2f}",
            f"most telling sentence shared: {_share(self.first_evidence_shared)}",
            *(f"{name}: same {_share(same)}" for name, same in self.letters.items()),
            f"a score applies or not: same {_share(self.score_applies)}",
        ]
        for name, pairs in sorted(self.scores.items()):
            kappa = cohen_kappa_score(*zip(*pairs, strict=True), weights="quadratic", labels=[0, 1, 2, 3])
            told.append(
                f"{name}: weighted kappa {kappa:.2f}, same {_share([a == b for a, b in pairs])} of {len(pairs)}"
            )
        return told


@dataclass
class Marked:
    """How many passages both readers marked, how many the first did, and how many the second."""

    both: int = 0
    first: int = 0
    second: int = 0

    def add(self, first: Sequence[Span], second: Sequence[Span], likeness: Callable[[Span, Span], float]) -> None:
        """Add one letter; passages are the same where they share half."""
        self.both += len(list(pair(first, second, likeness, HALF)))
        self.first, self.second = self.first + len(first), self.second + len(second)

    def line(self, name: str) -> str:
        """The figures, on one line."""
        agreed = 2 * self.both / max(1, self.first + self.second)
        return f"{name}: agreement F1 {agreed:.2f} ({self.first} by the first reader, {self.second} by the second)"


def marks_of(case: WrittenCase, again: Mapping[str, Any], concerns: Marked, jargon: Marked) -> None:
    """Count what two readers marked in one case."""
    if "concerns" in again:
        first = [Span(start=one.start, end=one.end) for one in case.concerns]
        found = [case.complaint.find(one["quote"]) for one in again["concerns"]]
        second = [
            Span(start=start, end=start + len(one["quote"]))
            for start, one in zip(found, again["concerns"], strict=True)
            if start >= 0
        ]
        concerns.add(first, second, over_union)
    terms = (case.terms["jargon"], again["jargon"])
    uses, others = ([place for term in told for place in every_place(case.response, term)[:1]] for told in terms)
    jargon.add(uses, others, over_shorter)


def _share(same: list[bool]) -> str:
    return f"{sum(same) / max(1, len(same)):.2f}"


def main() -> int:
    """Print the agreement over every case that was read twice."""
    pairs = Pairs()
    cases = {path.stem: path for path in sorted(HERE.glob("*/*/*.case"))}
    for path in sorted((HERE / "second").glob("*.json")):
        pairs.add(read_case(cases[path.stem]), json.loads(path.read_text(encoding="utf-8")))
    print("\n".join(pairs.lines()))
    for part in ("test", "train"):
        concerns, jargon = Marked(), Marked()
        for path in sorted((HERE / "marked_twice").glob("*.json")):
            for name, again in json.loads(path.read_text(encoding="utf-8")).items():
                if cases[name].parts[-3] == part:
                    marks_of(read_case(cases[name]), again, concerns, jargon)
        told = {"concerns": concerns, "jargon": jargon}
        print("\n".join(marked.line(f"{part}: {name}") for name, marked in told.items() if marked.first))
    return 0


if __name__ == "__main__":
    sys.exit(main())

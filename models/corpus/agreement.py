"""`python -m models.corpus.agreement`: how far a second reader, who had not seen the first annotation, agrees with it.

`second/<case>.json` holds what the second reader judged: the status and the evidence (sentence numbers from 1) of each
concern, the apology, the decision and the nine scores. Run it before disagreements are settled in the case files; the
figures of that run stand in CARD.md.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sklearn.metrics import balanced_accuracy_score, cohen_kappa_score, f1_score

from models.corpus.notation import WrittenCase, read_case
from models.corpus.published import published

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


def _share(same: list[bool]) -> str:
    return f"{sum(same) / max(1, len(same)):.2f}"


def main() -> int:
    """Print the agreement over every case that was read twice."""
    pairs = Pairs()
    cases = {path.stem: path for path in sorted(HERE.glob("*/*/*.case"))}
    for path in sorted((HERE / "second").glob("*.json")):
        pairs.add(read_case(cases[path.stem]), json.loads(path.read_text(encoding="utf-8")))
    print("\n".join(pairs.lines()))
    return 0


if __name__ == "__main__":
    sys.exit(main())

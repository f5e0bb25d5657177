"""`python -m models.answers.train` fits the answers model on the corpus and writes models/weights/answers.

Two linear models: which sentence is evidence (from closeness and the sentence's role), and which status follows. The
status model is fitted on evidence scores for letters of writers that the evidence model had not seen.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import balanced_accuracy_score
from sklearn.preprocessing import StandardScaler

from models.corpus.notation import WrittenCase, read_case
from reviewer.answer_features import PairFeatures, pair_features, status_features
from reviewer.answers import STATUSES, Linear, evidence_scores, softmax
from reviewer.case import ConcernKind, Span
from reviewer.concerns import FoundConcern
from reviewer.encoder import Encoder
from reviewer.reader import LetterReader
from reviewer.review import Document
from reviewer.text import LetterParser

ROOT = Path(__file__).resolve().parents[1]
WEIGHTS = ROOT / "weights"
Figures = NDArray[np.float64]


@dataclass(frozen=True)
class Judged:
    """A case's features with its truth: which sentences are evidence (concerns, sentences), which status (concerns)."""

    writer: str
    features: PairFeatures
    evidence: Figures
    statuses: tuple[int, ...]


def judged(case: WrittenCase, parser: LetterParser, reader: LetterReader, encoder: Encoder) -> Judged | None:
    """The case as the answers model sees it; None where no concern is annotated."""
    if not case.concerns:
        return None
    reply = parser.parse(case.response, quoting=case.complaint)
    reading = reader.read(reply, Document.RESPONSE)
    found = [
        FoundConcern(
            ConcernKind(one.kind), case.complaint[one.start : one.end], Span(start=one.start, end=one.end), 1.0
        )
        for one in case.concerns
    ]
    features = pair_features(found, reply, reading, encoder)
    evidence = np.zeros(features.close.shape)
    for row, concern in enumerate(case.concerns):
        for column, index in enumerate(features.sentences):
            span = reply.sentences[index].span
            evidence[row, column] = any(
                case.sentences[number].start < span.end and span.start < case.sentences[number].end
                for number in concern.evidence
            )
    statuses = tuple([status.value for status in STATUSES].index(concern.status) for concern in case.concerns)
    return Judged(case.path.parent.name, features, evidence, statuses)


def fit(rows: Figures, targets: Sequence[float] | Figures, strength: float) -> Linear:
    """Logistic regression over standardised features."""
    scaler = StandardScaler().fit(rows)
    model = LogisticRegression(C=strength, max_iter=3000).fit(scaler.transform(rows), np.asarray(targets))
    return Linear(scaler.mean_, scaler.scale_, model.coef_, model.intercept_)


def fit_evidence(items: Sequence[Judged]) -> Linear:
    """Which sentence is evidence."""
    rows = np.concatenate([one.features.pairs.reshape(-1, one.features.pairs.shape[-1]) for one in items])
    return fit(rows, np.concatenate([one.evidence.reshape(-1) for one in items]), 0.3)


def status_rows(items: Sequence[Judged], evidence: Linear) -> tuple[Figures, list[int]]:
    """Status features and truths of all concerns of the cases."""
    rows, truths = [], []
    for one in items:
        for row, status in enumerate(one.statuses):
            rows.append(status_features(one.features, row, evidence_scores(evidence, one.features.pairs[row])))
            truths.append(status)
    return np.array(rows), truths


def crossed_rows(items: Sequence[Judged]) -> list[tuple[Figures, list[int]]]:
    """Status features and truths, writer by writer, on evidence scores of a model that had not seen that writer."""
    crossed = []
    for writer in sorted({one.writer for one in items}):
        unseen = fit_evidence([one for one in items if one.writer != writer])
        crossed.append(status_rows([one for one in items if one.writer == writer], unseen))
    return crossed


def fit_status(crossed: Sequence[tuple[Figures, list[int]]]) -> Linear:
    """Which status follows."""
    return fit(np.concatenate([rows for rows, _ in crossed]), [truth for _, truths in crossed for truth in truths], 0.1)


def best_threshold(crossed: Sequence[tuple[Figures, list[int]]]) -> float:
    """The probability of "not answered" from which it is said, for the best balanced accuracy on unseen writers."""
    figures, missed = [], []
    for left_out, (rows, truths) in enumerate(crossed):
        model = fit_status([part for number, part in enumerate(crossed) if number != left_out])
        figures += [float(softmax(logits)[2]) for logits in model.logits(rows)]
        missed += [truth == 2 for truth in truths]
    scored = [(balanced_accuracy_score(missed, [one >= at / 20 for one in figures]), at / 20) for at in range(4, 13)]
    best, threshold = max(scored)
    print(f"on writers left out: balanced accuracy {best:.3f} when said from {threshold:.2f}")
    return threshold


def main() -> int:
    """Fit on the training writers and write the weights."""
    parser, reader = LetterParser.load(), LetterReader.load(WEIGHTS / "reader")
    encoder = Encoder.load(WEIGHTS / "encoder")
    cases = [read_case(path) for path in sorted((ROOT / "corpus" / "train").glob("*/*.case"))]
    items = [one for case in cases if (one := judged(case, parser, reader, encoder))]
    crossed = crossed_rows(items)
    evidence, status = fit_evidence(items), fit_status(crossed)
    told = {
        "version": f"features-1 ({len(items)} cases)",
        "evidence_threshold": 0.35,
        "not_answered_from": best_threshold(crossed),
        "unsure_below": 0.55,
        "evidence": _lists(evidence),
        "status": _lists(status),
    }
    (WEIGHTS / "answers").mkdir(exist_ok=True)
    (WEIGHTS / "answers" / "answers.json").write_text(json.dumps(told) + "\n", encoding="utf-8")
    print(f"fitted on {len(items)} cases, {sum(len(one.statuses) for one in items)} concerns")
    return 0


def _lists(model: Linear) -> dict[str, list[float]]:
    return {name: np.round(getattr(model, name), 6).tolist() for name in ("mean", "scale", "weights", "bias")}


if __name__ == "__main__":
    sys.exit(main())

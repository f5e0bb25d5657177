"""`python -m models.answers.compare` measures the answers model beside simpler ones on the test part, concerns given.

Simple models get their threshold on the training writers that the stack is fitted on, as the shipped one does. The
shortcut checks ask whether reply, concern or lengths alone tell the status, on letters composed from held-out banks
so that each letter answers one of two concerns and only touches the other.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import balanced_accuracy_score, f1_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from models.answers.dataset import ANSWERED, NOT, AnswerExample, Judged, balanced_pairs, banks
from models.answers.linear import ranks_of
from models.answers.stacking import Row, stack_rows, status_rows
from models.answers.train import WEIGHTS, judged_cases
from models.corpus.parts import test_cases, training_cases
from reviewer.answer_reader import AnswerReader
from reviewer.answers import AnswerWeights, evidence_scores, load_answer_weights, softmax
from reviewer.review import Status

Figures = NDArray[np.float64]
DRAWS = 1000  # resamplings by case for an interval


@dataclass(frozen=True)
class Verdict:
    """One model's word on one concern: probabilities or scores of the statuses (three), its first sentence."""

    case: str
    truth: int
    missing: float  # the higher, the likelier not answered
    partly: bool
    hit: bool | None


Model = Callable[[Judged, int], tuple[float, bool, Figures]]


def verdicts(items: Sequence[Judged], model: Model) -> list[Verdict]:
    """A model's word on every concern of the cases."""
    made = []
    for one in items:
        for row, truth in enumerate(one.statuses):
            missing, partly, sentences = model(one, row)
            has = bool(one.evidence[row].any())
            hit = bool(one.evidence[row][int(sentences.argmax())]) if has and len(sentences) else None
            made.append(Verdict(one.case, truth, missing, partly, hit))
    return made


def threshold_of(seen: Sequence[Verdict]) -> float:
    """The score of "not answered" from which it is best said."""
    missed = [one.truth == NOT for one in seen]
    cuts = sorted({round(one.missing, 3) for one in seen})
    return max(cuts, key=lambda cut: balanced_accuracy_score(missed, [one.missing >= cut for one in seen]))


def figures(items: Sequence[Verdict], cut: float) -> tuple[float, float, float]:
    """Balanced accuracy of unanswered against the rest, three-way macro F1, evidence hit@1."""
    truth = [one.truth for one in items]
    said = [NOT if one.missing >= cut else int(one.partly) for one in items]
    hits = [one.hit for one in items if one.hit is not None]
    return (
        float(balanced_accuracy_score([one == NOT for one in truth], [one == NOT for one in said])),
        float(f1_score(truth, said, average="macro", labels=[0, 1, 2], zero_division=0.0)),
        float(np.mean(hits)) if hits else 0.0,
    )


def interval(items: Sequence[Verdict], cut: float) -> list[tuple[float, float]]:
    """95% intervals of the three figures, by drawing whole cases again."""
    by_case: dict[str, list[Verdict]] = {}
    for one in items:
        by_case.setdefault(one.case, []).append(one)
    chooser, names = random.Random(0), sorted(by_case)
    drawn = []
    for _ in range(DRAWS):
        picked = [one for name in chooser.choices(names, k=len(names)) for one in by_case[name]]
        drawn.append(figures(picked, cut))
    low, high = np.percentile(np.array(drawn), [2.5, 97.5], axis=0)
    return list(zip(low.tolist(), high.tolist(), strict=True))


def simple_models(train: Sequence[Judged]) -> dict[str, Model]:
    """Majority, TF-IDF and encoder cosine."""
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True).fit(
        [text for one in train for text in (*one.words, *(asked.words for asked in one.asked))]
    )

    def tf_idf(one: Judged, row: int) -> tuple[float, bool, Figures]:
        if not one.words:  # a letter of which nothing was read
            return 0.0, False, np.zeros(0)
        close = (words.transform(one.words) @ words.transform([one.asked[row].words]).T).toarray()[:, 0]
        return -float(close.max(initial=0.0)), False, close

    def cosine(one: Judged, row: int) -> tuple[float, bool, Figures]:
        return -float(one.features.close[row].max(initial=-1.0)), False, one.features.close[row]

    def majority(one: Judged, _: int) -> tuple[float, bool, Figures]:
        return 0.0, False, np.zeros(len(one.words))

    return {"majority": majority, "TF-IDF cosine": tf_idf, "encoder cosine": cosine}


def trained_models(weights: AnswerWeights, reader: AnswerReader) -> dict[str, Model]:
    """Features alone, the answer reader alone (all sentences, one at a time), and both as shipped."""
    known: dict[tuple[str, int], Row] = {}

    def row_of(one: Judged, row: int) -> Row:
        if (one.case, row) not in known:
            for number, made in enumerate(stack_rows([one], weights.rank, weights.overview, reader)):
                known[one.case, number] = made
        return known[one.case, row]

    def features(one: Judged, row: int) -> tuple[float, bool, Figures]:
        statuses = softmax(row_of(one, row).overview)
        return statuses[NOT], bool(statuses[1] > statuses[0]), ranks_of(one, weights.rank)[row]

    def read_together(one: Judged, row: int) -> tuple[float, bool, Figures]:
        made = row_of(one, row)
        statuses = softmax(made.reading.status.astype(np.float64))
        return statuses[NOT], bool(statuses[1] > statuses[0]), made.evidence_rows[:, :2].max(axis=1)

    def read_alone(one: Judged, row: int) -> tuple[float, bool, Figures]:
        statuses = np.array(
            [softmax(reader.read(one.asked[row], [words]).status.astype(np.float64)) for words in one.words]
        ).reshape(-1, 3)
        best = statuses[int(statuses[:, NOT].argmin())] if len(statuses) else np.array([0.0, 0.0, 1.0])
        return float(best[NOT]), bool(best[1] > best[0]), 1 - statuses[:, NOT]

    def shipped(one: Judged, row: int) -> tuple[float, bool, Figures]:
        made = row_of(one, row)
        statuses = softmax(weights.status.logits(status_rows([made], weights.evidence))[0])
        is_partly = weights.thresholds.status(statuses * [1, 1, 0]) is Status.PARTLY_ANSWERED
        return statuses[NOT], is_partly, evidence_scores(weights.evidence, made.evidence_rows)

    return {
        "features, logistic regression": features,
        "answer reader, a sentence at a time": read_alone,
        "answer reader, sentences together": read_together,
        "both (shipped)": shipped,
    }


def table(train: Sequence[Judged], held: Sequence[Judged], test: Sequence[Judged]) -> list[str]:
    """The comparison as Markdown rows."""
    weights, reader = load_answer_weights(WEIGHTS), AnswerReader.load(WEIGHTS)
    lines = ["| model | unanswered, balanced accuracy | macro F1 | evidence hit@1 |", "|---|---|---|---|"]
    for name, model in (simple_models(train) | trained_models(weights, reader)).items():
        cut = weights.thresholds.not_answered if name.startswith("both") else threshold_of(verdicts(held, model))
        made = verdicts(test, model)
        pairs = zip(figures(made, cut), interval(made, cut), strict=True)
        lines.append(
            f"| {name} | " + " | ".join(f"{one:.2f} ({low:.2f}-{high:.2f})" for one, (low, high) in pairs) + " |"
        )
    return lines


def shortcuts(reader: AnswerReader) -> list[str]:
    """Accuracy on the balanced part of models that see one side only, and of the answer reader."""
    seen, unseen = (list(balanced_pairs(banks(held_out=held), 5)) for held in (False, True))
    sides: dict[str, Callable[[AnswerExample], str]] = {
        "reply only": lambda one: " ".join(told.words for told in one.told),
        "concern only": lambda one: one.asked.words,
    }
    made = []
    for name, side in sides.items():
        model = make_pipeline(
            TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True), LogisticRegression(C=3.0, max_iter=2000)
        )
        model.fit([side(one) for one in seen], [one.status for one in seen])
        made.append((name, float(model.score([side(one) for one in unseen], [one.status for one in unseen]))))
    lengths = make_pipeline(StandardScaler(), LogisticRegression())
    lengths.fit([_lengths(one) for one in seen], [one.status for one in seen])
    made.append(
        ("lengths only", float(lengths.score([_lengths(one) for one in unseen], [one.status for one in unseen])))
    )
    said = [reader.read(one.asked, [told.words for told in one.told]).status for one in unseen]
    right = [(logits[NOT] > logits[ANSWERED]) == (one.status == NOT) for logits, one in zip(said, unseen, strict=True)]
    made.append(("answer reader", float(np.mean(right))))
    return [f"| {name} | {share:.2f} |" for name, share in made] + [f"({len(unseen)} concerns)"]


def _lengths(one: AnswerExample) -> list[float]:
    counts = [len(told.words) for told in one.told]
    return [len(one.asked.words), len(counts), float(np.mean(counts)), max(counts), min(counts)]


def main() -> int:
    """Print the table and the checks."""
    train, unseen = (judged_cases(training_cases(held_out=held)) for held in (False, True))
    print("\n".join(table(train, unseen, judged_cases(test_cases()))))
    print("\n".join(shortcuts(AnswerReader.load(WEIGHTS))))
    return 0


if __name__ == "__main__":
    sys.exit(main())

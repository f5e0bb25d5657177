"""Does the reply answer each concern, and where: status, evidence, confidence.

Closeness of subject only proposes passages: a sentence that repeats a concern is closer to it than its answer. What
a sentence does (finds, gives a reason, restates) comes from the letter reader, and a trained model weighs both.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from reviewer.answer_features import (
    PairFeatures,
    evidence_features,
    overview_features,
    proposed,
    status_features,
)
from reviewer.answer_reader import AnswerReader, Asked
from reviewer.case import ConcernKind
from reviewer.concerns import FoundConcern
from reviewer.linear import Linear
from reviewer.onnx import CORES, side_by_side
from reviewer.reader import Reading
from reviewer.review import Concern, Outcome, Quotation, Status
from reviewer.text import Letter, Sentence

Figures = NDArray[np.float64]
STATUSES = (Status.ANSWERED, Status.PARTLY_ANSWERED, Status.NOT_ANSWERED)
_DECISIONS = (Outcome.UPHELD, Outcome.PARTLY_UPHELD, Outcome.NOT_UPHELD, Outcome.NO_FINDING)
_MOST_EVIDENCE = 4
WORDS_BEFORE = 200  # characters of the complaint before a concern
HEADING_LENGTH = 60  # characters of a heading that are read with each sentence under it


@dataclass(frozen=True)
class Thresholds:
    """From which probability on a sentence is shown as evidence, a status is said, and is sure enough.

    `partly` is of what is left when "not answered" is ruled out. A passage that may be no concern takes more to be
    called unanswered, since no reply answers what is only story: `clear` is how likely a concern must be to be beyond
    doubt, and `doubt` how much more it takes below. A complaint is about something, so its likeliest is beyond doubt.
    """

    evidence: float
    not_answered: float
    partly: float
    sure: float
    clear: float
    doubt: float

    def status(self, figures: Figures, likely: float = 1.0, likeliest: float = 1.0) -> Status:
        """The status that the probabilities of the three (in the order of STATUSES) lead to.

        `likely` is how likely it is that this is a concern at all, and `likeliest` how likely the likeliest of its
        complaint is: the odds of "not answered" are taken times its share of `clear`, or of the likeliest where even
        that is not clear, to the power of `doubt`.
        """
        answered, partly, not_answered = (float(figure) for figure in figures)
        believed = not_answered * min(1.0, likely / min(self.clear, likeliest)) ** self.doubt
        if believed * (1 - self.not_answered) >= (1 - not_answered) * self.not_answered:
            return Status.NOT_ANSWERED
        return Status.PARTLY_ANSWERED if partly >= self.partly * (answered + partly) else Status.ANSWERED


@dataclass(frozen=True)
class AnswerWeights:
    """The trained weights around the answer reader.

    `rank` proposes sentences and `overview` weighs the whole reply, both from features; `evidence` and `status` add
    what the answer reader says.
    """

    rank: Linear
    overview: Linear
    evidence: Linear
    status: Linear
    thresholds: Thresholds
    version: str


def load_answer_weights(folder: Path) -> AnswerWeights:
    """Read `answers.json` from `folder`."""
    told = json.loads((folder / "answers.json").read_text(encoding="utf-8"))
    return AnswerWeights(
        rank=Linear.of(told["rank"]),
        overview=Linear.of(told["overview"]),
        evidence=Linear.of(told["evidence"]),
        status=Linear.of(told["status"]),
        thresholds=Thresholds(**{name: float(figure) for name, figure in told["thresholds"].items()}),
        version=str(told["version"]),
    )


@dataclass(frozen=True)
class Judgement:
    """One concern against the reply: how likely each sentence is evidence (sentences) and each status is (three)."""

    evidence: Figures
    status: Figures


class AnswersModel(Protocol):
    """What judges one concern against the sentences of a reply: the shipped model, or an office's own."""

    version: str
    thresholds: Thresholds
    at_once: int  # how many concerns it can judge side by side

    def judgement(self, features: PairFeatures, row: int, asked: Asked, told: Sequence[str]) -> Judgement:
        """The concern at `row` of the features; `told` are the words of the features' sentences."""


class ShippedModel:
    """The answer reader, and the features weighed with it."""

    def __init__(self, weights: AnswerWeights, reader: AnswerReader) -> None:
        self._weights, self._reader = weights, reader
        self.version = weights.version
        self.thresholds = weights.thresholds
        self.at_once = CORES

    @classmethod
    def load(cls, folder: Path, *, remembers: bool = False) -> ShippedModel:
        """Load the model from `folder`; nothing is fetched. `remembers`: see AnswerReader.load."""
        return cls(load_answer_weights(folder), AnswerReader.load(folder, remembers=remembers))

    def judgement(self, features: PairFeatures, row: int, asked: Asked, told: Sequence[str]) -> Judgement:
        """See AnswersModel."""
        ranks = evidence_scores(self._weights.rank, features.pairs[row])
        columns = proposed(ranks)
        answer = self._reader.read(asked, [told[column] for column in columns])
        evidence = evidence_scores(self._weights.evidence, evidence_features(ranks, columns, answer))
        overview = self._weights.overview.logits(overview_features(features, row, ranks)[None, :])[0]
        figures = status_features(overview, evidence, answer, features.concerns[row].kind)
        return Judgement(evidence, softmax(self._weights.status.logits(figures[None, :])[0]))


class Answers:
    """Judges concerns against a reply."""

    def __init__(self, model: AnswersModel) -> None:
        self._model = model

    @property
    def version(self) -> str:
        """The version of the model behind it."""
        return self._model.version

    def judge(self, features: PairFeatures, complaint: str, reply: Letter, reading: Reading) -> tuple[Concern, ...]:
        """One Concern for each that the features were made of, in the same order, numbered C1, C2, …"""
        told = told_of(features.sentences, reply)
        likeliest = max((one.confidence for one in features.concerns), default=1.0)

        def judgement(row: int) -> Judgement:
            return self._model.judgement(features, row, asked_of(features, row, complaint), told)

        judgements = side_by_side(judgement, range(len(features.concerns)), self._model.at_once)
        return tuple(
            self._concern(f"C{row + 1}", found, likeliest, judgements[row], features, reply, reading)
            for row, found in enumerate(features.concerns)
        )

    def _concern(
        self,
        number: str,
        found: FoundConcern,
        likeliest: float,
        judgement: Judgement,
        features: PairFeatures,
        reply: Letter,
        reading: Reading,
    ) -> Concern:
        status = self._model.thresholds.status(judgement.status, found.confidence, likeliest)
        evidence = () if status is Status.NOT_ANSWERED else self._evidence(judgement.evidence, features, reply)
        if not evidence:
            status = Status.NOT_ANSWERED
        # Unanswered it is only if it is a concern at all.
        sure = found.confidence if status is Status.NOT_ANSWERED else 1.0
        confidence = float(judgement.status[STATUSES.index(status)]) * sure
        return Concern(
            id=number,
            kind=found.kind,
            text=found.text,
            span=found.span,
            status=status,
            confidence=round(confidence, 3),
            unsure=confidence < self._model.thresholds.sure,
            decision=_decision(found.kind, evidence, reply, reading),
            evidence=evidence,
        )

    def _evidence(self, scores: Figures, features: PairFeatures, reply: Letter) -> tuple[Quotation, ...]:
        order = sorted(range(len(scores)), key=lambda column: (-scores[column], column))
        kept = [column for column in order if scores[column] >= self._model.thresholds.evidence] or order[:1]
        return tuple(_quotation(reply, features.sentences[column]) for column in kept[:_MOST_EVIDENCE])


def asked_of(features: PairFeatures, row: int, complaint: str) -> Asked:
    """The concern for the answer reader, with the words before it and its rivals."""
    found = features.concerns[row]
    start = found.span.start if found.span else 0
    rivals = tuple(features.concerns[other].text for other in features.rivals[row])
    return Asked(found.text, complaint[max(0, start - WORDS_BEFORE) : start], rivals)


def told_of(sentences: Sequence[int], reply: Letter) -> tuple[str, ...]:
    """The words of these sentences of the reply, each behind the heading that it stands under."""
    return tuple(_under_heading(reply.sentences[index], reply) for index in sentences)


def _under_heading(sentence: Sentence, reply: Letter) -> str:
    words, above = reply.words_of(sentence), reply.heading_above(sentence)
    if above is None:
        return words
    return f"{reply.words_of(reply.headings[above])[:HEADING_LENGTH].rstrip(' :.')}: {words}"


def evidence_scores(model: Linear, pairs: Figures) -> Figures:
    """The probability that each sentence of the reply is evidence, from its pair features (sentences, features)."""
    if not len(pairs):
        return np.zeros(0)
    scores: Figures = 1.0 / (1.0 + np.exp(-model.logits(pairs)[:, 0]))
    return scores


def softmax(logits: Figures) -> Figures:
    """Logits to probabilities."""
    raised = np.exp(logits - logits.max())
    figures: Figures = raised / raised.sum()
    return figures


def _quotation(reply: Letter, index: int) -> Quotation:
    span = reply.sentences[index].span
    return Quotation(start=span.start, end=span.end, text=span.of(reply.text))


def _decision(kind: ConcernKind, evidence: Sequence[Quotation], reply: Letter, reading: Reading) -> Outcome | None:
    """The decision that the evidence gives for this concern, if the reader sees one; outcomes wanted carry none."""
    if kind is ConcernKind.DESIRED_OUTCOME:
        return None
    best, outcome = 0.5, None
    for sentence in reply.sentences_at(one.start for one in evidence):
        for decision in _DECISIONS:
            figure = reading.probability(sentence.index, f"concern_{decision.value}")
            if figure >= best:
                best, outcome = figure, decision
    return outcome

"""What the answers model looks at: a concern beside each sentence of the reply, and the reply as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reviewer.answer_reader import AnswerReading
from reviewer.case import ConcernKind
from reviewer.concerns import FoundConcern
from reviewer.encoder import Encoder
from reviewer.reader import Reading
from reviewer.text import Letter, Sentence

Figures = NDArray[np.float64]
RIVALS = 2  # how many of the other concerns, the nearest, are read with each
PROPOSED = 7  # sentences of the reply that are read closely for each concern
USUAL_RIVAL = 0.4  # how close the closest other concern is to a sentence, where there is no other concern
UNREAD = -8.0  # the log odds of a sentence that was not proposed
CLOSE_BEST = 2  # those of them whose neighbours are read too: an answer often runs on
_DIRECT = frozenset({"answers", "half_answers"})
ROLES = (
    "apology",
    "courtesy",
    "decision",
    "defence",
    "escalation",
    "finding",
    "follow_up",
    "investigation",
    "learning",
    "other",
    "policy",
    "reason",
    "remedy",
    "restatement",
    "weak_apology",
)


@dataclass(frozen=True)
class PairFeatures:
    """`pairs` (concerns, sentences, features), `close` (concerns, sentences); `sentences` are indices in the reply.

    `rivals` are for each concern the places of those nearest to it in meaning.
    """

    concerns: tuple[FoundConcern, ...]
    sentences: tuple[int, ...]
    pairs: Figures
    close: Figures
    roles: Figures  # (sentences, roles)
    rivals: tuple[tuple[int, ...], ...]


def pair_features(concerns: Sequence[FoundConcern], reply: Letter, reading: Reading, encoder: Encoder) -> PairFeatures:
    """Features of each concern beside each sentence of the reply's running text."""
    sentences = [one for one in reply.prose if not reply.is_quoted(one.span)]
    asked = encoder.encode([one.text for one in concerns]).astype(np.float64)
    told = encoder.encode([reply.words_of(one) for one in sentences]).astype(np.float64)
    close = asked @ told.T
    roles = np.array([[reading.probability(one.index, role) for role in ROLES] for one in sentences]).reshape(
        -1, len(ROLES)
    )
    headings = _heading_closeness(asked, reply, sentences, encoder)
    shared = _shared_words(concerns, sentences)
    pairs = np.stack([_rows(row, close, roles, headings, shared) for row in range(len(concerns))])
    return PairFeatures(
        tuple(concerns), tuple(one.index for one in sentences), pairs, close, roles, nearest_others(asked)
    )


def nearest_others(asked: Figures) -> tuple[tuple[int, ...], ...]:
    """For each concern, told by its unit vector (concerns, n), the places of the RIVALS nearest others, in order."""
    near = np.argsort(-(asked @ asked.T), axis=1, kind="stable").tolist()
    return tuple(tuple(other for other in order if other != row)[:RIVALS] for row, order in enumerate(near))


def _rows(row: int, close: Figures, roles: Figures, headings: Figures, shared: Figures) -> Figures:
    """The features (sentences, features) of one concern."""
    count = close.shape[1]
    mine = close[row]
    others = np.delete(close, row, axis=0)
    rival = others.max(axis=0) if len(others) else np.full(count, USUAL_RIVAL)
    before = np.concatenate([[0.0], mine[:-1]]) if count else mine
    after = np.concatenate([mine[1:], [0.0]]) if count else mine
    restated = np.concatenate([[0.0], (mine * roles[:, ROLES.index("restatement")])[:-1]]) if count else mine
    own_place = row / max(1, len(close) - 1) if len(close) > 1 else 0.5
    places = np.linspace(0.0, 1.0, count) if count else mine
    rank = np.argsort(np.argsort(-mine)) if count else mine
    closeness = np.stack(
        [
            mine,
            mine - rival,
            np.maximum(before, after),
            restated,
            headings[row],
            shared[row],
            -np.abs(places - own_place),
        ],
        axis=1,
    )
    return np.concatenate([closeness, (1.0 / (1.0 + rank))[:, None], roles, roles * mine[:, None]], axis=1)


def proposed(scores: Figures) -> tuple[int, ...]:
    """The sentences worth reading closely for a concern, by rank: the best, with those beside the very best."""
    order = np.argsort(-scores, kind="stable").tolist()
    beside = {near for best in order[:CLOSE_BEST] for near in (best - 1, best + 1) if 0 <= near < len(scores)}
    return tuple(sorted({*order[:PROPOSED], *beside}))


def overview_features(features: PairFeatures, row: int, ranks: Figures) -> Figures:
    """Features (one row) of a concern against the whole reply, from the ranks of its sentences."""
    kinds = [float(features.concerns[row].kind is kind) for kind in ConcernKind]
    if not len(ranks):
        return np.array([0.0] * (7 + 2 * len(ROLES)) + kinds)
    order = np.argsort(-ranks, kind="stable")
    top = ranks[order[:3]]
    top = np.concatenate([top, np.zeros(3 - len(top))])
    best = int(order[0])
    weighted = (features.roles * ranks[:, None]).sum(axis=0)
    overall = [
        float(ranks.sum()),
        float(features.close[row].max()),
        float(features.close[row][best]),
        float(np.log(len(ranks))),
    ]
    return np.concatenate([top, overall, features.roles[best], weighted, kinds])


def evidence_features(ranks: Figures, columns: Sequence[int], reading: AnswerReading) -> Figures:
    """Features (sentences, 3) of each sentence as evidence: what the answer reader says of it, and its rank."""
    answers, half = (np.full(len(ranks), UNREAD) for _ in range(2))
    answers[list(columns)] = logit(reading.manners["answers"])
    half[list(columns)] = logit(reading.manners["half_answers"])
    return np.stack([answers, half, logit(ranks)], axis=1)


def status_features(overview: Figures, evidence: Figures, reading: AnswerReading, kind: ConcernKind) -> Figures:
    """Features (one row) of a concern's status: the answer reader's, the overview's logits, the best evidence."""
    best = np.sort(np.concatenate([evidence, np.zeros(2)]))[::-1][:2]
    others = [
        float(figures.max(initial=0.0)) for label, figures in sorted(reading.manners.items()) if label not in _DIRECT
    ]
    kinds = [float(kind is one) for one in ConcernKind]
    return np.concatenate([reading.status, overview, best, others, kinds]).astype(np.float64)


def logit(probabilities: NDArray[np.floating[Any]]) -> Figures:
    """Probabilities to log odds, within what a sigmoid of eight can tell apart."""
    kept = np.clip(probabilities.astype(np.float64), 1 / 3000, 1 - 1 / 3000)
    odds: Figures = np.log(kept / (1 - kept))
    return odds


def _heading_closeness(asked: Figures, reply: Letter, sentences: Sequence[Sentence], encoder: Encoder) -> Figures:
    """How close each concern is to the heading above each sentence; 0 where there is none."""
    figures = np.zeros((len(asked), len(sentences)))
    if not reply.headings:
        return figures
    close = asked @ encoder.encode([reply.words_of(one) for one in reply.headings]).astype(np.float64).T
    for column, sentence in enumerate(sentences):
        above = reply.heading_above(sentence)
        if above is not None:
            figures[:, column] = close[:, above]
    return figures


def _shared_words(concerns: Sequence[FoundConcern], sentences: Sequence[Sentence]) -> Figures:
    """The share of each concern's longer words and numbers that the sentence, or its neighbours, repeat."""
    told = [{_stem(token.lower_) for token in one.words if len(token) > 3 or token.like_num} for one in sentences]
    asked = [
        {_stem(word.strip(".,!?;:'\"()")) for word in one.text.lower().split() if len(word) > 3} for one in concerns
    ]
    figures = np.zeros((len(asked), len(told)))
    for row, words in enumerate(asked):
        for column, others in enumerate(told):
            figures[row, column] = len(words & others) / (1 + len(words))
    return figures


def _stem(word: str) -> str:
    return word[:6]

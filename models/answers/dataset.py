"""Training examples of the answer reader: concerns beside sentences, from whole cases and composed from the bank.

Every epoch draws them anew. A case's concern comes with the sentences that the run-time would propose, at times with
the answer cut out. A bank concern comes with one of its replies among replies to other concerns of the same file, its
own non-answers and linking sentences of whole letters; so the same sentences answer one concern and are beside the
point for the next, and nothing but the meaning tells which.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from models.corpus.notation import BankEntry, BankReply, WrittenCase, read_bank
from models.corpus.parts import CORPUS, HELD_OUT
from reviewer.answer_features import RIVALS, PairFeatures, pair_features, proposed
from reviewer.answer_reader import Asked
from reviewer.answers import STATUSES, asked_of, told_of
from reviewer.case import ConcernKind, Span
from reviewer.concerns import FoundConcern
from reviewer.encoder import Encoder
from reviewer.reader import LetterReader
from reviewer.review import Document, Status
from reviewer.text import LetterParser

Figures = NDArray[np.float64]
ANSWERED, PARTLY, NOT = range(3)
NON_ANSWERS = ("restated", "thanked", "policy", "neighbour", "topic", "promise")
MANNERS = ("answers", "half_answers", *NON_ANSWERS)
_BANK_STATUS = {status.value: number for number, status in enumerate(STATUSES)}
SHARES = (0.4, 0.3, 0.4)  # how often a bank concern is drawn with a reply of each status
UNMENTIONED_SHARE = 0.25  # and how often in a letter that says nothing of it
ELSEWHERE_SHARE = 0.1  # how often a case's concern is put beside another case's letter
CUT_SHARE = 0.8
ALL_EVIDENCE_SHARE = 0.5
THINNED_SHARE = 0.5  # how often a letter loses sentences that answer nothing, so that none is known by heart
LEFT_OUT_SHARE = 0.3  # how many of them
_ELSEWHERE_SENTENCES = (3, 10)
_LINKING = frozenset({"courtesy", "investigation", "escalation", "weak_apology", "other"})


@dataclass(frozen=True)
class Told:
    """A sentence beside a concern, with what it does for it; None where nothing is known but that it is no answer."""

    words: str
    manner: str | None = None


@dataclass(frozen=True)
class AnswerExample:
    """A concern, the sentences in reading order, and the status that follows."""

    asked: Asked
    told: tuple[Told, ...]
    status: int
    composed: bool  # then the manner of every sentence is known; in a case only whether it answers


@dataclass(frozen=True)
class Judged:
    """A case's features with its truth: which sentences are evidence (concerns, sentences), which status (concerns)."""

    case: str
    writer: str
    features: PairFeatures
    asked: tuple[Asked, ...]
    words: tuple[str, ...]  # of each sentence of the features
    evidence: Figures
    statuses: tuple[int, ...]


@dataclass(frozen=True)
class Bank:
    """One bank file: concerns of one writer about one service."""

    entries: tuple[BankEntry, ...]


def judged(case: WrittenCase, parser: LetterParser, reader: LetterReader, encoder: Encoder) -> Judged | None:
    """The case as the answers model sees it; None where no concern is annotated."""
    if not case.concerns:
        return None
    reply = parser.parse(case.response, quoting=case.complaint)
    reading = reader.read(reply, Document.RESPONSE)
    found = found_concerns(case)
    features = pair_features(found, reply, reading, encoder)
    evidence = np.zeros(features.close.shape)
    for row, concern in enumerate(case.concerns):
        for column, index in enumerate(features.sentences):
            span = reply.sentences[index].span
            evidence[row, column] = any(
                case.sentences[number].start < span.end and span.start < case.sentences[number].end
                for number in concern.evidence
            )
    return Judged(
        case.meta["id"],
        case.path.parent.name,
        features,
        tuple(asked_of(features, row, case.complaint) for row in range(len(found))),
        told_of(features.sentences, reply),
        evidence,
        tuple([status.value for status in STATUSES].index(concern.status) for concern in case.concerns),
    )


def found_concerns(case: WrittenCase) -> list[FoundConcern]:
    """The annotated concerns as the finder would give them."""
    return [
        FoundConcern(
            ConcernKind(one.kind), case.complaint[one.start : one.end], Span(start=one.start, end=one.end), 1.0
        )
        for one in case.concerns
    ]


def banks(*, held_out: bool) -> list[Bank]:
    """The bank files of the writers held out from the readers, or of the others."""
    paths = sorted(CORPUS.glob("train/*/*.bank"))
    return [Bank(tuple(read_bank(path))) for path in paths if (path.parent.name in HELD_OUT) is held_out]


def linking_sentences(cases: Sequence[WrittenCase]) -> tuple[str, ...]:
    """Sentences of whole letters that answer nothing and speak of nothing in particular."""
    return tuple(
        case.response[one.start : one.end]
        for case in cases
        for index, one in enumerate(case.sentences)
        if one.roles and set(one.roles) <= _LINKING and not any(index in concern.evidence for concern in case.concerns)
    )


def plain_example(one: Judged, row: int, ranks: Figures) -> AnswerExample:
    """A case's concern with the sentences that the run-time proposes for it."""
    return _example(one, row, set(proposed(ranks)), one.statuses[row])


def case_example(one: Judged, row: int, ranks: Figures, chooser: random.Random) -> AnswerExample:
    """A case's concern as the run-time sees it, at times with all of its evidence and without some of the rest."""
    answering = {int(column) for column in np.flatnonzero(one.evidence[row])}
    kept = set(proposed(ranks))
    if chooser.random() < ALL_EVIDENCE_SHARE:
        kept |= answering
    if chooser.random() < THINNED_SHARE:
        kept -= {column for column in sorted(kept - answering) if chooser.random() < LEFT_OUT_SHARE}
    return _example(one, row, kept, one.statuses[row])


def cut_example(one: Judged, row: int, ranks: Figures) -> AnswerExample:
    """A case's concern beside the letter without what answers it: the sentences then proposed, as many as ever."""
    kept = np.flatnonzero(one.evidence[row] == 0)
    return _example(one, row, {int(kept[column]) for column in proposed(ranks[kept])}, NOT)


def without_answer(one: Judged, row: int) -> Judged | None:
    """The case as if its letter had none of the sentences that answer the concern; None where nothing would be left."""
    kept = np.flatnonzero(one.evidence[row] == 0)
    if not len(kept):
        return None
    features = replace(
        one.features,
        sentences=tuple(one.features.sentences[column] for column in kept),
        pairs=one.features.pairs[:, kept],
        close=one.features.close[:, kept],
        roles=one.features.roles[kept],
    )
    words = tuple(one.words[column] for column in kept)
    return replace(one, features=features, words=words, evidence=one.evidence[:, kept])


def _example(one: Judged, row: int, columns: set[int], status: int) -> AnswerExample:
    manner = MANNERS[0] if one.statuses[row] == ANSWERED else MANNERS[1]
    told = tuple(Told(one.words[column], manner if one.evidence[row, column] else None) for column in sorted(columns))
    return AnswerExample(one.asked[row], told, status, composed=False)


def elsewhere_example(one: Judged, row: int, other: Judged, chooser: random.Random) -> AnswerExample:
    """A case's concern beside some of the sentences of another case's letter, which says nothing of it."""
    few = chooser.randint(*_ELSEWHERE_SENTENCES)
    columns = sorted(chooser.sample(range(len(other.words)), min(few, len(other.words))))
    return AnswerExample(one.asked[row], tuple(Told(other.words[column]) for column in columns), NOT, composed=True)


def composed_example(
    entry: BankEntry, reply: BankReply | None, bank: Bank, linking: Sequence[str], chooser: random.Random
) -> AnswerExample:
    """A bank concern with one of its replies, or with none, among sentences that do not answer it."""
    own = [one for one in entry.replies if one.status == Status.NOT_ANSWERED and one is not reply]
    others = [one for one in bank.entries if one is not entry]
    parts = [[Told(words, _manner(reply)) for words in reply.sentences]] if reply else []
    if reply and own and chooser.random() < 0.6:
        tempting = chooser.choice(own)
        parts.append([Told(words, _manner(tempting)) for words in tempting.sentences])
    beside = chooser.sample(others, min(len(others), chooser.randint(1, 4)))
    for other in beside:
        parts.append([Told(words) for words in chooser.choice(other.replies).sentences])
    parts += [[Told(words)] for words in chooser.sample(linking, min(len(linking), chooser.randint(0, 2)))]
    chooser.shuffle(parts)
    before = chooser.choice(others).text if others and chooser.random() < 0.4 else ""
    status = _BANK_STATUS[reply.status] if reply else NOT
    rivals = tuple(one.text for one in chooser.sample(beside, min(len(beside), chooser.randint(0, RIVALS))))
    return AnswerExample(Asked(entry.text, before, rivals), tuple(_joined(parts, chooser)), status, composed=True)


def drawn(
    items: Sequence[tuple[Judged, Sequence[Figures]]], shelf: Sequence[Bank], linking: Sequence[str], seed: int
) -> Iterator[AnswerExample]:
    """One epoch's examples.

    Each case's concerns, some with the answer cut and some beside another case's letter; of each bank concern a reply
    of every status, and at times none.
    """
    chooser = random.Random(seed)
    cases = [one for one, _ in items]
    for one, scores in items:
        for row, status in enumerate(one.statuses):
            yield case_example(one, row, scores[row], chooser)
            if status != NOT and chooser.random() < CUT_SHARE:
                yield cut_example(one, row, scores[row])
            if chooser.random() < ELSEWHERE_SHARE and (other := chooser.choice(cases)) is not one:
                yield elsewhere_example(one, row, other, chooser)
    for bank in shelf:
        for entry in bank.entries:
            for wanted, share in zip(STATUSES, SHARES, strict=True):
                choice = [reply for reply in entry.replies if reply.status == wanted]
                if choice and chooser.random() < share:
                    yield composed_example(entry, chooser.choice(choice), bank, linking, chooser)
            if chooser.random() < UNMENTIONED_SHARE:
                yield composed_example(entry, None, bank, linking, chooser)


def balanced_pairs(shelf: Sequence[Bank], seed: int) -> Iterator[AnswerExample]:
    """Letters that answer one of two concerns and only touch the other, asked for each: alike but in what they mean.

    Each concern is once the answered one and once the other.
    """
    chooser = random.Random(seed)
    for bank in shelf:
        order = chooser.sample(bank.entries, len(bank.entries))
        for entry, other in zip(order, [*order[1:], order[0]], strict=True):
            answers = [one for one in entry.replies if one.status == Status.ANSWERED]
            touches = [one for one in other.replies if one.status == Status.NOT_ANSWERED]
            if not answers or not touches or entry is other:
                continue
            answer, touch = chooser.choice(answers), chooser.choice(touches)
            parts = [[Told(words, _manner(answer)) for words in answer.sentences]]
            parts.append([Told(words) for words in touch.sentences])
            chooser.shuffle(parts)
            told = tuple(_joined(parts, chooser))
            yield AnswerExample(Asked(entry.text), told, ANSWERED, composed=True)
            yield AnswerExample(Asked(other.text), told, NOT, composed=True)


def _manner(reply: BankReply) -> str | None:
    if reply.status == Status.NOT_ANSWERED:
        return reply.manner if reply.manner in NON_ANSWERS else None
    return MANNERS[0] if reply.status == Status.ANSWERED else MANNERS[1]


def _joined(parts: Sequence[Sequence[Told]], chooser: random.Random) -> Iterator[Told]:
    """The parts one after the other; a part that is a mere clause continues the sentence before it."""
    line: list[Told] = []
    for told in (one for part in parts for one in part):
        is_clause = told.words[:1].islower()
        if is_clause and line and line[-1].manner is None and line[-1].words.endswith("."):
            line[-1] = Told(f"{line[-1].words[:-1]}, {told.words.rstrip('.')}.", told.manner)
        elif is_clause:
            line.append(Told(f"{chooser.choice(_LEADS)} {told.words.rstrip('.')}.", told.manner))
        else:
            line.append(told)
    yield from line


_LEADS = (
    "We have looked at the whole of this again",
    "I have read the file",
    "The records are clear enough",
    "So it was,",
)

"""Written cases as the letter reader's training examples: tokens with their own and their sentence's labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from models.corpus.notation import ACTION_KINDS, CONCERN_KINDS, DECISIONS, FURNITURE, ROLES, WrittenCase
from models.corpus.notation import Sentence as WrittenSentence
from reviewer.case import Span
from reviewer.clauses import clause_edges
from reviewer.evaluation.matching import over_union
from reviewer.occurrences import whole_words
from reviewer.passages import CONCERN_BLOCKS, clause_runs
from reviewer.reader import Piece, pieces_of
from reviewer.review import Document
from reviewer.text import Letter, LetterParser, Sentence

REPLY_SENTENCE = (
    *sorted(ROLES - FURNITURE),
    "done",
    "hollow",
    *(f"outcome_{decision}" for decision in sorted(DECISIONS)),
    *(f"concern_{decision}" for decision in sorted(DECISIONS)),
    "to_next_stage",
    "to_ombudsman",
    "to_nobody",
)
COMPLAINT_SENTENCE = tuple(f"holds_{kind}" for kind in sorted(CONCERN_KINDS))
CLAUSES = tuple(f"{kind}_clause" for kind in sorted(ACTION_KINDS))  # a sentence may hold several actions
REPLY_TOKEN = (
    *("jargon", "begin_jargon", "owner", "timescale", "done_clause"),
    *(name for clause in CLAUSES for name in (clause, f"begin_{clause}")),
)
COMPLAINT_TOKEN = tuple(name for kind in sorted(CONCERN_KINDS) for name in (kind, f"begin_{kind}"))
SENTENCE_LABELS = (*REPLY_SENTENCE, *COMPLAINT_SENTENCE)
TOKEN_LABELS = (*REPLY_TOKEN, *COMPLAINT_TOKEN)
_WORD = re.compile(r"\S+")
_LONG_CLAUSE = 8  # words
_ESCALATION = {
    "next_stage": ("to_next_stage",),
    "ombudsman": ("to_ombudsman",),
    "both": ("to_next_stage", "to_ombudsman"),
    "vague": ("to_nobody",),
}


class MarkedPassage(NamedTuple):
    """First and last piece of a passage of a complaint, and how much of it and of the likest concern is the same."""

    first: int
    last: int
    likeness: float


@dataclass(frozen=True)
class Example:
    """A letter's pieces with token targets (pieces, labels) and the targets (labels) of each sentence by its index."""

    case: str
    document: Document
    pieces: tuple[Piece, ...]
    sentence_targets: dict[int, NDArray[np.float32]]
    token_targets: NDArray[np.float32]
    passages: tuple[MarkedPassage, ...] = ()  # of a complaint


def examples(cases: Iterable[WrittenCase], parser: LetterParser, tokenizer: Tokenizer) -> Iterator[Example]:
    """Two examples a case: its complaint and its reply."""
    for case in cases:
        yield complaint_example(case, parser, tokenizer)
        reply = parser.parse(case.response, quoting=case.complaint)
        yield _example(case, Document.RESPONSE, reply, tokenizer, *_reply_spans(case))


def complaint_example(case: WrittenCase, parser: LetterParser, tokenizer: Tokenizer) -> Example:
    """A case's complaint alone, with its passages."""
    complaint = parser.parse(case.complaint)
    one = _example(case, Document.COMPLAINT, complaint, tokenizer, *_complaint_spans(case))
    return replace(one, passages=tuple(_passages(case, complaint, one.pieces)))


Labelled = list[tuple[str, int, int]]  # a label and the characters that bear it


def _complaint_spans(case: WrittenCase) -> tuple[Labelled, Labelled]:
    spans = [(one.kind, one.start, one.end) for one in case.concerns]
    return [(f"holds_{kind}", start, end) for kind, start, end in spans], spans


def _passages(case: WrittenCase, complaint: Letter, pieces: Sequence[Piece]) -> Iterator[MarkedPassage]:
    """The passages among which concerns are sought, cut also where one begins or ends, as the reader should see it."""
    marked = [Span(start=one.start, end=one.end) for one in case.concerns]
    rows = [row for row, piece in enumerate(pieces) if not piece.is_mark]
    starts = np.array([pieces[row].start for row in rows])
    cuts = [place for one in marked for place in (one.start, one.end)]
    for sentence in complaint.sentences:
        if sentence.kind in CONCERN_BLOCKS:
            edges = clause_edges(sentence, complaint, [*cuts, *_amid(sentence, complaint, cuts)])
            for _, _, span in clause_runs(edges, sentence, complaint):
                first, behind = np.searchsorted(starts, (span.start, span.end)).tolist()
                if first < behind:
                    likeness = max((over_union(one, span) for one in marked), default=0.0)
                    yield MarkedPassage(rows[first], rows[behind - 1], likeness)


def _amid(sentence: Sentence, complaint: Letter, cuts: Sequence[int]) -> Iterator[int]:
    """A place amid each long clause, as the reader may take it for an edge where there is none."""
    for start, end in clause_edges(sentence, complaint, cuts):
        words = [found.start() for found in _WORD.finditer(complaint.text, start, end)]
        if len(words) >= _LONG_CLAUSE:
            yield words[len(words) // 2]


def _reply_spans(case: WrittenCase) -> tuple[Labelled, Labelled]:
    sentence: Labelled = []
    for index, one in enumerate(case.sentences):
        sentence += [(label, one.start, one.end) for label in sorted(_sentence_labels(case, index, one))]
    token: Labelled = []
    for term in case.terms["jargon"]:
        # The first use is annotated; the reader has to know the term wherever it stands.
        token += [("jargon", use.start, use.end) for use in whole_words(term, case.response, any_case=True)]
    for action in case.actions:
        token.append((f"{action.kind}_clause", *action.span))
        token += [("done_clause", *action.span)] if action.done else []
        token += [("owner", *action.owner)] if action.owner else []
        token += [("timescale", *action.timescale)] if action.timescale else []
    return sentence, token


def _sentence_labels(case: WrittenCase, index: int, sentence: WrittenSentence) -> set[str]:
    labels = {role for role in sentence.roles if role not in FURNITURE}
    for role, detail in sentence.details:
        if role in ACTION_KINDS:
            parts = {part.strip() for part in detail.split(";")}
            labels |= {"done"} & parts | {"hollow"} & parts
        elif role == "decision" and detail in DECISIONS:
            labels.add(f"outcome_{detail}")
        elif role == "escalation":
            labels |= set(_ESCALATION[detail])
    for concern in case.concerns:
        tells = index in concern.evidence and (concern.evidence[0] == index or "decision" in sentence.roles)
        if concern.decision and tells:
            labels.add(f"concern_{concern.decision}")
    return labels


def _example(
    case: WrittenCase, document: Document, letter: Letter, tokenizer: Tokenizer, sentence: Labelled, token: Labelled
) -> Example:
    pieces = tuple(pieces_of(letter, tokenizer))
    places = {one.index: one.span for one in letter.sentences}
    sentence_targets = {}
    token_targets = np.zeros((len(pieces), len(TOKEN_LABELS)), dtype=np.float32)
    for row, piece in enumerate(pieces):
        if piece.is_mark:
            span = places[piece.sentence]
            borne = {label for label, start, end in sentence if _shares_half(span.start, span.end, start, end)}
            sentence_targets[piece.sentence] = np.array(
                [float(one in borne) for one in SENTENCE_LABELS], dtype=np.float32
            )
            continue
        for label, start, end in token:
            if start <= piece.start < end:
                token_targets[row, TOKEN_LABELS.index(label)] = 1.0
                if piece.start == start and f"begin_{label}" in TOKEN_LABELS:
                    token_targets[row, TOKEN_LABELS.index(f"begin_{label}")] = 1.0
    return Example(case.meta["id"], document, pieces, sentence_targets, token_targets)


def _shares_half(start: int, end: int, other_start: int, other_end: int) -> bool:
    """Whether the overlap is at least half of the shorter of the two."""
    overlap = min(end, other_end) - max(start, other_start)
    return overlap > 0 and 2 * overlap >= min(end - start, other_end - other_start)

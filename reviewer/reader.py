"""The letter reader: one pass over a letter says what each sentence does and which words carry it.

The letter goes through the trained model as a whole, each sentence behind a marker, so that every sentence is read in
the context of its neighbours. A letter longer than the model's window is read in overlapping windows, and each token is
judged where it stands furthest from a window's edge.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from reviewer.case import Span
from reviewer.onnx import Session, open_session
from reviewer.passage_reading import PLACES, PassageHead, PassageReading
from reviewer.remembering import RememberedSession
from reviewer.review import Document
from reviewer.text import BlockKind, Letter

Figures = NDArray[np.float32]
Inputs: TypeAlias = Mapping[str, NDArray[np.int64] | Figures]
Run: TypeAlias = Callable[[Inputs], tuple[Figures, Figures]]
WINDOW = 508  # tokens of the letter in one pass; the model takes 512 with its own marks
OVERLAP = 128  # so many of them, at least, are in the next pass too
REMEMBERED = 24  # passes: the complaints (some 400 kB each) and replies (fifty) of some letters
LETTER_READER, COMPLAINT_READER = "letter_reader", "complaint_reader"  # the files of their weights
SENTENCE_MARK = "[unused0]"
KIND_MARKS = {Document.COMPLAINT: "[unused1]", Document.RESPONSE: "[unused2]"}
READ_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.HEADING, BlockKind.QUOTATION})


@dataclass(frozen=True)
class Piece:
    """One token as the model sees it: its id, its place in the letter, its sentence, and whether it is the marker."""

    id: int
    start: int
    end: int
    sentence: int
    is_mark: bool


@dataclass(frozen=True)
class Labels:
    """The labels of the model's two outputs, in order, with the probability at which each counts."""

    sentence: tuple[str, ...]
    token: tuple[str, ...]
    thresholds: dict[str, float]


@dataclass(frozen=True)
class Reading:
    """Probabilities: `sentences[index][label]` by sentence of the letter, `tokens` (pieces, labels) by piece.

    Of a complaint, also what tells each of its readers whether a passage is a concern.
    """

    labels: Labels
    sentences: dict[int, dict[str, float]]
    pieces: tuple[Piece, ...]
    tokens: Figures
    passages: tuple[PassageReading, ...] = ()

    def probability(self, sentence: int, label: str) -> float:
        """How sure the reader is that the sentence bears the label; 0 for a sentence that was not read."""
        return self.sentences.get(sentence, {}).get(label, 0.0)

    def has(self, sentence: int, label: str) -> bool:
        """Whether the sentence bears the label."""
        return self.probability(sentence, label) >= self.labels.thresholds.get(label, 0.5)

    def runs(self, label: str, within: Span | None = None) -> tuple[tuple[Span, float], ...]:
        """Runs of tokens that bear the label, with their mean probability; `begin_<label>` starts a run anew."""
        inside = self.tokens[:, self.labels.token.index(label)]
        begins = f"begin_{label}"
        begin = self.tokens[:, self.labels.token.index(begins)] if begins in self.labels.token else None
        return tuple(self._runs(inside, begin, self.labels.thresholds.get(label, 0.5), within))

    def share(self, label: str, within: Span) -> float:
        """The mean probability of the label over the tokens in a passage; 0 where there are none."""
        column = self.labels.token.index(label)
        rows = [
            row for row, one in enumerate(self.pieces) if not one.is_mark and within.start <= one.start < within.end
        ]
        return float(self.tokens[rows, column].mean()) if rows else 0.0

    def _runs(
        self, inside: Figures, begin: Figures | None, threshold: float, within: Span | None
    ) -> Iterator[tuple[Span, float]]:
        run: list[int] = []
        for index, piece in enumerate(self.pieces):
            if piece.is_mark or (within and not within.start <= piece.start < within.end):
                continue
            joins = bool(run) and self.pieces[run[-1]].end == piece.start and piece.start > 0
            bears = inside[index] >= threshold or (joins and self._same_word(run[-1], index))
            starts = begin is not None and begin[index] >= 0.5 and not (joins and self._same_word(run[-1], index))
            if run and (not bears or starts or self.pieces[run[-1]].sentence != piece.sentence):
                yield self._run(run, inside)
                run = []
            if bears:
                run.append(index)
        if run:
            yield self._run(run, inside)

    def _same_word(self, before: int, index: int) -> bool:
        return self.pieces[before].end == self.pieces[index].start

    def _run(self, run: list[int], inside: Figures) -> tuple[Span, float]:
        span = Span(start=self.pieces[run[0]].start, end=self.pieces[run[-1]].end)
        return span, float(np.mean(inside[run]))


class LetterReader:
    """A trained reader as int8 ONNX with its tokenizer and labels."""

    def __init__(
        self, session: Session, tokenizer: Tokenizer, labels: Labels, passage_head: PassageHead, version: str
    ) -> None:
        self._session, self._tokenizer, self._passage_head = session, tokenizer, passage_head
        self.labels, self.version = labels, version

    @classmethod
    def load(cls, folder: Path, name: str = LETTER_READER, *, remembers: bool = False) -> LetterReader:
        """Load `<name>.onnx`, its labels and the tokenizer from `folder`; nothing is fetched.

        With `remembers`, the same passage is read once (see RememberedSession).
        """
        told = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        labels = Labels(tuple(told["sentence"]), tuple(told["token"]), dict(told["thresholds"]))
        session = open_session(folder / f"{name}.onnx")
        used = RememberedSession(session, REMEMBERED) if remembers else session
        head = PassageHead.of(told["passage_head"])
        return cls(used, load_tokenizer(folder), labels, head, str(told["version"]))

    def read(self, letter: Letter, document: Document) -> Reading:
        """Read a whole letter; an empty one gives an empty reading."""
        pieces = tuple(pieces_of(letter, self._tokenizer))
        sentence_figures, all_figures = self._figures(pieces, document)
        token_figures, passage_figures = np.split(all_figures, [len(self.labels.token)], axis=1)
        sentences = {
            index: {label: float(figure) for label, figure in zip(self.labels.sentence, figures, strict=True)}
            for index, figures in sorted(sentence_figures.items())
        }
        passages: tuple[PassageReading, ...] = ()
        if document is Document.COMPLAINT:
            shape = (len(pieces), PLACES, len(self._passage_head.by_length))
            passages = (PassageReading(passage_figures.reshape(shape), self._passage_head),)
        return Reading(self.labels, sentences, pieces, token_figures, passages)

    def _figures(self, pieces: Sequence[Piece], document: Document) -> tuple[dict[int, Figures], Figures]:
        """The figures of each sentence and of each token: labels, then in a complaint what tells of passages."""
        wanted = ["sentence_logits", "token_logits"]
        if document is Document.COMPLAINT:
            wanted.append("passage_figures")

        def run(inputs: Inputs) -> tuple[Figures, Figures]:
            by_sentence, by_token, *of_passages = self._session.run(wanted, inputs)
            by_token = sigmoid(by_token[0])
            return sigmoid(by_sentence[0]), np.concatenate([by_token, *(one[0] for one in of_passages)], axis=1)

        return read_in_windows(pieces, self._tokenizer, document, run)


class ComplaintReader:
    """Reads a complaint twice, as a letter and by a reader of complaints only, and takes the mean of the two."""

    def __init__(self, letters: LetterReader, complaints: LetterReader) -> None:
        self._letters, self._complaints = letters, complaints
        self.version = complaints.version

    @classmethod
    def load(cls, folder: Path, letters: LetterReader, *, remembers: bool = False) -> ComplaintReader:
        """Load the reader of complaints from `folder`, to read beside the letter reader."""
        return cls(letters, LetterReader.load(folder, COMPLAINT_READER, remembers=remembers))

    def read(self, complaint: Letter) -> Reading:
        """Read a whole complaint; an empty one gives an empty reading."""
        first, second = (one.read(complaint, Document.COMPLAINT) for one in (self._letters, self._complaints))
        sentences = {
            index: {label: (figure + second.sentences[index][label]) / 2 for label, figure in labels.items()}
            for index, labels in first.sentences.items()
        }
        tokens = (first.tokens + second.tokens) / np.float32(2)
        return replace(first, sentences=sentences, tokens=tokens, passages=first.passages + second.passages)


def read_in_windows(
    pieces: Sequence[Piece], tokenizer: Tokenizer, document: Document, run: Run
) -> tuple[dict[int, Figures], Figures]:
    """The figures of each sentence, from the window that keeps its marker, and of each token (pieces, figures).

    `run` takes the inputs of one window, and gives its figures by sentence and by token of the row.
    """
    sentences: dict[int, Figures] = {}
    tokens: list[Figures] = []
    for first, last, keep_first, keep_last in windows(len(pieces)):
        inputs, numbers = model_inputs(pieces[first:last], tokenizer, document)
        by_sentence, by_token = run(inputs)
        kept = {piece.sentence for piece in pieces[keep_first:keep_last] if piece.is_mark}
        for row, number in enumerate(numbers):
            if number in kept:
                sentences[number] = by_sentence[row]
        tokens.append(by_token[2 + keep_first - first : 2 + keep_last - first])
    return sentences, np.concatenate(tokens)


def load_tokenizer(folder: Path) -> Tokenizer:
    """The tokenizer in `folder`, without truncation or padding."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def pieces_of(letter: Letter, tokenizer: Tokenizer) -> Iterator[Piece]:
    """The letter's sentences as tokens, each behind its marker; salutation, address and sign-off are left out."""
    mark: int = tokenizer.token_to_id(SENTENCE_MARK)  # type: ignore[assignment]
    for sentence in letter.sentences:
        if sentence.kind not in READ_KINDS:
            continue
        start = sentence.span.start
        yield Piece(mark, start, start, sentence.index, is_mark=True)
        encoding = tokenizer.encode(letter.words_of(sentence), add_special_tokens=False)
        for id_, (first, last) in zip(encoding.ids, encoding.offsets, strict=True):
            yield Piece(id_, start + first, start + last, sentence.index, is_mark=False)


def windows(count: int) -> Iterator[tuple[int, int, int, int]]:
    """(first, last, keep first, keep last) of each window over `count` tokens, so that each is kept once.

    As few windows as overlap enough, of one length, since a pass takes longer by the square of its tokens.
    """
    if count <= WINDOW:
        yield 0, count, 0, count
        return
    number = ceil((count - OVERLAP) / (WINDOW - OVERLAP))
    size = ceil((count - OVERLAP) / number) + OVERLAP
    starts = [(count - size) * place // (number - 1) for place in range(number)]
    kept = 0
    for start, after in zip(starts, [*starts[1:], count], strict=True):
        until = count if after == count else (start + size + after) // 2
        yield start, start + size, kept, until
        kept = until


def model_inputs(
    pieces: Sequence[Piece], tokenizer: Tokenizer, document: Document
) -> tuple[dict[str, NDArray[np.int64] | Figures], tuple[int, ...]]:
    """The model's inputs for one window, and the letter's sentences in the order of its rows.

    `input_ids` is (1, tokens + 3): the class mark, the kind of letter, the tokens, the end mark.
    `pooling` is (1, sentences, tokens + 3): each row averages the tokens of one sentence.
    """
    opening = [tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id(KIND_MARKS[document])]
    row = [*opening, *(piece.id for piece in pieces), tokenizer.token_to_id("[SEP]")]
    input_ids = np.array([row], dtype=np.int64)
    numbers = tuple(dict.fromkeys(piece.sentence for piece in pieces))
    pooling = np.zeros((1, len(numbers), len(row)), dtype=np.float32)
    for place, piece in enumerate(pieces, len(opening)):
        pooling[0, numbers.index(piece.sentence), place] = 1.0
    pooling /= np.maximum(pooling.sum(axis=-1, keepdims=True), 1.0)
    return {"input_ids": input_ids, "pooling": pooling}, numbers


def sigmoid(logits: Figures) -> Figures:
    """Logits to probabilities."""
    return (1.0 / (1.0 + np.exp(-np.clip(logits, -30.0, 30.0)))).astype(np.float32)

"""The answer reader: one concern beside the sentences of a reply that may answer it, read together by a trained model.

The sentences go in as they follow each other in the letter, each behind a marker, after the concern, the sentence
before it in the complaint ("Why was that?" means little alone) and the concerns nearest to it, its rivals: a sentence
that answers one of them may only seem to answer this one. The model says what each sentence does for this concern
(answers it, half answers it, repeats it, …) and what status follows from them all.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from reviewer.onnx import Session, open_session
from reviewer.reader import SENTENCE_MARK, load_tokenizer, sigmoid
from reviewer.remembering import RememberedSession

Figures = NDArray[np.float32]
CONCERN_MARK = "[unused3]"
RIVAL_MARK = "[unused4]"
MOST_BEFORE = 24  # tokens of the sentence before the concern, its last ones
MOST_CONCERN = 72  # tokens of the concern, its first ones
MOST_RIVAL = 20  # tokens of a rival, its first ones
MOST_SENTENCE = 64  # tokens of one sentence of the reply
MOST_TOKENS = 448  # of the whole row
REMEMBERED = 512  # readings, of about a kilobyte each: those of some twenty letters


@dataclass(frozen=True)
class Asked:
    """A concern's words, those of the sentence before it in the complaint ("" where there is none), and its rivals'."""

    words: str
    before: str = ""
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True)
class AnswerReading:
    """Probabilities of each manner by sentence, `manners[label]` (sentences), and logits of the three statuses."""

    manners: Mapping[str, Figures]
    status: Figures


@dataclass(frozen=True)
class AnswerRow:
    """The model's inputs for one concern; `sentences` is how many sentences fitted in."""

    input_ids: tuple[int, ...]
    token_types: tuple[int, ...]
    places: tuple[int, ...]  # the sentence that each token belongs to, or -1
    sentences: int

    def arrays(self) -> dict[str, NDArray[np.int64] | Figures]:
        """As the model takes them: ids and types (1, length), pooling (1, sentences, length)."""
        return {
            "input_ids": np.array([self.input_ids], dtype=np.int64),
            "token_type_ids": np.array([self.token_types], dtype=np.int64),
            "pooling": self.pooling()[None],
        }

    def pooling(self) -> Figures:
        """(sentences, length): each row averages the tokens of one sentence."""
        places = np.array(self.places)
        pooling = (places[None, :] == np.arange(self.sentences)[:, None]).astype(np.float32)
        averaged: Figures = pooling / np.maximum(pooling.sum(axis=-1, keepdims=True), 1.0)
        return averaged


class AnswerReader:
    """The trained model as int8 ONNX."""

    def __init__(self, session: Session, tokenizer: Tokenizer, manners: Sequence[str], version: str) -> None:
        self._session, self._tokenizer, self.manners, self.version = session, tokenizer, tuple(manners), version

    @classmethod
    def load(cls, folder: Path, *, remembers: bool = False) -> AnswerReader:
        """Load `answer_reader.onnx`, its labels and the tokenizer from `folder`; nothing is fetched.

        With `remembers`, a concern beside the same sentences is read once (see RememberedSession).
        """
        told = json.loads((folder / "answer_reader.json").read_text(encoding="utf-8"))
        session = open_session(folder / "answer_reader.onnx", threads=1)  # concerns are read side by side
        used = RememberedSession(session, REMEMBERED) if remembers else session
        return cls(used, load_tokenizer(folder), told["manners"], str(told["version"]))

    def read(self, asked: Asked, told: Sequence[str]) -> AnswerReading:
        """Read a concern beside sentences of the reply, in reading order; those that do not fit count as nothing."""
        row = answer_row(asked, told, self._tokenizer)
        manners, status = self._session.run(["manner_logits", "status_logits"], row.arrays())
        figures = np.zeros((len(told), len(self.manners)), dtype=np.float32)
        figures[: row.sentences] = sigmoid(manners[0])
        return AnswerReading({label: figures[:, at] for at, label in enumerate(self.manners)}, status[0])


def answer_row(asked: Asked, told: Sequence[str], tokenizer: Tokenizer) -> AnswerRow:
    """The concern and the sentences as one row of tokens."""
    opening: list[int] = [
        _mark("[CLS]", tokenizer),
        *_ids(asked.before, tokenizer)[-MOST_BEFORE:],
        _mark(CONCERN_MARK, tokenizer),
        *_ids(asked.words, tokenizer)[:MOST_CONCERN],
        *(id_ for words in asked.rivals for id_ in _rival(words, tokenizer)),
        _mark("[SEP]", tokenizer),
    ]
    ids, places, fitted = list(opening), [-1] * len(opening), 0
    for words in told:
        mine = [_mark(SENTENCE_MARK, tokenizer), *_ids(words, tokenizer)[:MOST_SENTENCE]]
        if len(ids) + len(mine) >= MOST_TOKENS:
            break
        ids, places, fitted = ids + mine, places + [fitted] * len(mine), fitted + 1
    types = [0] * len(opening) + [1] * (len(ids) - len(opening) + 1)
    return AnswerRow((*ids, _mark("[SEP]", tokenizer)), tuple(types), (*places, -1), fitted)


def _rival(words: str, tokenizer: Tokenizer) -> list[int]:
    return [_mark(RIVAL_MARK, tokenizer), *_ids(words, tokenizer)[:MOST_RIVAL]]


def _mark(name: str, tokenizer: Tokenizer) -> int:
    id_: int = tokenizer.token_to_id(name)  # type: ignore[assignment]
    return id_


def _ids(words: str, tokenizer: Tokenizer) -> list[int]:
    ids: list[int] = tokenizer.encode(words, add_special_tokens=False).ids
    return ids

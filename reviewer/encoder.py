"""The sentence encoder: words to vectors whose closeness is closeness of subject (never proof of an answer)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from reviewer.onnx import Session, open_session, side_by_side
from reviewer.remembering import RememberedSession

Vectors = NDArray[np.float32]
MAXIMUM_TOKENS = 128
REMEMBERED = 256  # texts, of some fifty kilobytes each: those of some letters


class Encoder:
    """MiniLM as int8 ONNX. Each text is encoded alone, so its vector never depends on its neighbours."""

    def __init__(self, session: Session, tokenizer: Tokenizer) -> None:
        self._session, self._tokenizer = session, tokenizer

    @classmethod
    def load(cls, folder: Path, *, remembers: bool = False) -> Encoder:
        """Load `encoder.onnx` and the tokenizer from `folder`; nothing is fetched.

        With `remembers`, the same text is read once (see RememberedSession).
        """
        session = open_session(folder / "encoder.onnx", threads=1)  # texts are read side by side
        used = RememberedSession(session, REMEMBERED) if remembers else session
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.enable_truncation(MAXIMUM_TOKENS)
        return cls(used, tokenizer)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors (len(texts), 384), one a text; a text is read up to 128 tokens."""
        if not texts:
            return np.zeros((0, 384), dtype=np.float32)
        return np.stack(side_by_side(self._encode_one, texts))

    def _encode_one(self, text: str) -> Vectors:
        input_ids = np.array([self._tokenizer.encode(text).ids], dtype=np.int64)
        mean: Vectors = self._session.run(["vectors"], {"input_ids": input_ids})[0][0].mean(axis=0)
        return mean / max(float(np.linalg.norm(mean)), 1e-9)

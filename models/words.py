"""The word vectors of the base encoder, kept once: every model leaves them as they are, so they share one file.

They are half of each model. An ONNX file may name another file beside it for an initialiser's bytes.
"""

from __future__ import annotations

from pathlib import Path

import onnx
from onnx.external_data_helper import set_external_data

WORDS = "words.bin"
_NAME = "word_embeddings.weight_quantized"


def share_words(model_file: Path) -> None:
    """Move the word vectors of an int8 model to words.bin beside it; raises ValueError if that file holds others."""
    model = onnx.load(model_file)
    tensor = next(one for one in model.graph.initializer if one.name.endswith(_NAME))
    vectors, shared = tensor.raw_data, model_file.parent / WORDS
    if not shared.exists():
        shared.write_bytes(vectors)
    elif shared.read_bytes() != vectors:
        raise ValueError(
            f"{model_file.name}: its word vectors differ from those in {shared.name}; train with them frozen"
        )
    set_external_data(tensor, WORDS, offset=0, length=len(vectors))
    tensor.ClearField("raw_data")
    tensor.data_location = onnx.TensorProto.EXTERNAL
    onnx.save_model(model, model_file)

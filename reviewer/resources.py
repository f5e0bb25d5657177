"""Where the data that ships lies: in the checkout while developing, inside the package once installed."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def data_folder(name: str) -> Path:
    """The folder of shipped data called `name`: `rules`, `weights` or `samples`. Raises FileNotFoundError if absent."""
    for folder in (_PACKAGE / "data" / name, _PACKAGE.parent / name, _PACKAGE.parent / "models" / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"the shipped data '{name}' is missing: install the reviewer again")

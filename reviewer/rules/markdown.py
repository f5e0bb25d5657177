"""Words and marked passages written as Markdown (CommonMark and GitHub's tables) that shows just them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_SIGNS = re.compile(r"[\\`*_\[\]<>#|~$]|&(?=#?\w+;)")
_LINE_START = re.compile(r"[-+=]|(\d+)(?=[.)])")


@dataclass(frozen=True)
class Piece:
    """A stretch of a passage; `marked`: it is to stand out."""

    text: str
    marked: bool = False


def as_markdown(words: str) -> str:
    """Words on one line: what Markdown would read as its own signs is escaped."""
    return _safe_start(_escaped(" ".join(words.split())))


def as_quotation(pieces: Iterable[Piece]) -> str:
    """A passage as a block quotation that keeps its line breaks, the marked stretches in bold."""
    lines = [""]
    for piece in pieces:
        for number, part in enumerate(piece.text.split("\n")):
            if number:
                lines.append("")
            lines[-1] += f"**{_escaped(part)}**" if piece.marked and part.strip() else _escaped(part)
    lines = [_safe_start(line.strip()) for line in lines]
    followed = [*map(bool, lines[1:]), False]
    breaks = ["\\" if line and more else "" for line, more in zip(lines, followed, strict=True)]
    return "\n".join(f"> {line}{after}".rstrip(" ") for line, after in zip(lines, breaks, strict=True))


def _escaped(words: str) -> str:
    return _SIGNS.sub(r"\\\g<0>", words)


def _safe_start(line: str) -> str:
    """The line with what would make it a list item or a heading's underline escaped."""
    start = _LINE_START.match(line)
    if start is None:
        return line
    return f"{start[0]}\\{line[start.end() :]}" if start[1] else f"\\{line}"

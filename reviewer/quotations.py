"""Where a letter repeats someone else's words: passages in quotation marks, and runs taken from the complaint."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reviewer.blocks import Block, BlockKind
from reviewer.case import Span

_IN_ONE = r"(?!\n[ \t\r]*\n)"  # a quotation may run over a line's end, never over a blank line
_INLINE = re.compile(
    rf"“(?:{_IN_ONE}[^“”]){{12,600}}”"
    rf"|(?<!\w)\"(?=\S)(?:{_IN_ONE}[^\"]){{12,600}}(?<=\S)\"(?!\w)"
    rf"|(?<!\w)‘(?:{_IN_ONE}[^‘]){{20,600}}?’(?!\w)"
)
_FEWEST_WORDS = 3  # fewer is a word named, not someone quoted
_SHARED_WORDS = 10  # so many words in a row are the complainant's own


def find_quotations(text: str, blocks: Iterable[Block], quoting: str | None) -> Iterator[Span]:
    """Quoted blocks, passages in quotation marks, and runs of words taken from `quoting`, by place."""
    spans = [block.span for block in blocks if block.kind is BlockKind.QUOTATION]
    spans += [
        Span(start=found.start(), end=found.end())
        for found in _INLINE.finditer(text)
        if len(found[0].split()) >= _FEWEST_WORDS
    ]
    if quoting:
        spans += _shared_runs(text, quoting)
    yield from sorted(set(spans), key=lambda span: (span.start, span.end))


def _shared_runs(text: str, source: str) -> list[Span]:
    words = list(re.finditer(r"\w+", text))
    told = [word[0].lower() for word in re.finditer(r"\w+", source)]
    known = {tuple(told[i : i + _SHARED_WORDS]) for i in range(len(told) - _SHARED_WORDS + 1)}
    lowered = [word[0].lower() for word in words]
    runs: list[Span] = []
    for i in range(len(words) - _SHARED_WORDS + 1):
        if tuple(lowered[i : i + _SHARED_WORDS]) in known:
            start, end = words[i].start(), words[i + _SHARED_WORDS - 1].end()
            if runs and start <= runs[-1].end:
                start = runs.pop().start
            runs.append(Span(start=start, end=end))
    return runs

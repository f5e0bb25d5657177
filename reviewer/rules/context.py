"""What a rule sees: the letters made ready, the case around them, and what the stages found."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from reviewer.case import Nation, Procedure, Span, Stage
from reviewer.review import Document
from reviewer.rules.facts import Facts
from reviewer.rules.schema import FactsRule, Rule
from reviewer.rules.words import Word, split_words
from reviewer.text import Block, BlockKind, Letter, Sentence

_PIECE = re.compile(r"[\w'’-]+")


@dataclass(frozen=True)
class Context:
    """A parsed reply with the complaint it answers, the case they stand in, and what the stages found."""

    letter: Letter
    complaint_letter: Letter | None = None
    procedure: Procedure = Procedure.CORPORATE
    stage: Stage = Stage.STAGE_1
    nation: Nation = Nation.ENGLAND
    dated: date | None = None
    received: date | None = None
    people: tuple[Span, ...] = ()  # people's names in the reply
    facts: Facts | None = None


@dataclass(frozen=True)
class Page:
    """One letter made ready for searching."""

    letter: Letter
    people: tuple[Span, ...] = ()

    @cached_property
    def flat(self) -> str:
        """The letter with plain signs, each block on one line: a code point for each code point of the letter."""
        signs = list(self.letter.doc.text)
        for block in self.letter.blocks:
            for place in range(block.span.start, block.span.end):
                if signs[place] == "\n":
                    signs[place] = " "
        return "".join(signs)

    @cached_property
    def low(self) -> str:
        """The same in lower case, for asking whether a word is there at all; offsets may differ."""
        return self.flat.lower()

    @cached_property
    def spaced(self) -> str:
        """The letter's words in small letters, one space between them and around: for asking what is in it."""
        return f" {' '.join(_PIECE.findall(self.low))} "

    @cached_property
    def word_list(self) -> tuple[Word, ...]:
        """The letter's words with their base forms."""
        return split_words(self.flat, self.letter.doc)

    def words(self, span: Span) -> str:
        """The words of a span with plain signs, on one line."""
        return self.flat[span.start : span.end]

    def block_at(self, offset: int) -> Block | None:
        """The block that covers the code point at `offset`."""
        place = bisect_right(self._block_starts, offset) - 1
        blocks = self.letter.blocks
        return blocks[place] if place >= 0 and offset < blocks[place].span.end else None

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that covers the code point at `offset`."""
        place = bisect_right(self._sentence_starts, offset) - 1
        sentences = self.letter.sentences
        return sentences[place] if place >= 0 and offset < sentences[place].span.end else None

    def holds(self, span: Span, kinds: Collection[BlockKind]) -> bool:
        """Whether the span lies inside one block of these kinds, and is not someone else's words."""
        block = self.block_at(span.start)
        return (
            block is not None and block.kind in kinds and span.end <= block.span.end and not self.letter.is_quoted(span)
        )

    def sentences(self, kinds: Collection[BlockKind]) -> tuple[Sentence, ...]:
        """The sentences in blocks of these kinds that are not wholly someone else's words."""
        return tuple(one for one in self.letter.sentences if one.kind in kinds and not self.letter.is_quoted(one.span))

    def is_compounded(self, span: Span) -> bool:
        """Whether a hyphen ties something to the front of the span: `co-operative`."""
        before = self.flat[max(span.start - 2, 0) : span.start]
        return len(before) == 2 and before[1] == "-" and before[0].isalnum()

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.span.start for block in self.letter.blocks]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.span.start for sentence in self.letter.sentences]


@dataclass(frozen=True)
class Scene:
    """A context with both letters made ready. One is made for each run of a rule book."""

    context: Context

    @cached_property
    def response(self) -> Page:
        """The reply."""
        return Page(self.context.letter, self.context.people)

    @cached_property
    def complaint(self) -> Page | None:
        """The complaint, if there is one."""
        letter = self.context.complaint_letter
        return None if letter is None else Page(letter)

    def page_of(self, rule: Rule) -> Page | None:
        """The letter that this rule reads."""
        return self.response if rule.applies.document is Document.RESPONSE else self.complaint

    def applies(self, rule: Rule) -> bool:
        """Whether this rule speaks about this case at all."""
        context, applies = self.context, rule.applies
        return (
            (not applies.procedure or context.procedure in applies.procedure)
            and (not applies.stage or context.stage in applies.stage)
            and (not applies.nation or context.nation in applies.nation)
            and (self.complaint is not None or _does_without(rule))
        )


def _does_without(rule: Rule) -> bool:
    """Whether the rule can speak where there is no complaint: of agreed concerns it can."""
    if isinstance(rule, FactsRule) and rule.each == "concern":
        return True
    return not rule.applies.needs_complaint and rule.applies.document is Document.RESPONSE

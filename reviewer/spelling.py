"""Spelling and grammar, British, with names, references and the complainant's own words left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import harper
import yaml

from reviewer.case import Span
from reviewer.text import Letter

_MISSPELT = "SpellCheck"
_MOST_SUGGESTIONS = 3
# Names and references are not looked up: it would be slow, and they are right as they stand.
_NAMES = r"\b[A-Z][\w'’-]*|\b\w*\d[\w/-]*|\S+@\S+|(?:https?://|www\.)\S+"
_UNSEEN = re.compile(r"(?<!\w)[A-Z\d]")
_UNSEEN_NEXT = re.compile(r"\W*[A-Z\d]")


@dataclass(frozen=True)
class Slip:
    """A misspelt word or a slip of grammar, with what it should perhaps be."""

    kind: str  # "spelling" or "grammar"
    span: Span
    text: str
    suggestions: tuple[str, ...]


class SpellingChecker:
    """Harper in its British dialect, kept to what it is sure of."""

    def __init__(self, known_words: frozenset[str], grammar: frozenset[str]) -> None:
        self._linter = harper.Linter(harper.Dialect.BRITISH)
        self._linter.import_words(sorted(known_words))
        shown = {_MISSPELT, *grammar}
        self._linter.set_lint_config({name: name in shown for name in harper.get_default_lint_config()})
        self._known, self._grammar = known_words, grammar
        self._turn = Lock()  # the linter serves one thread at a time

    @classmethod
    def load(cls, rules: Path, vocabulary: frozenset[str]) -> SpellingChecker:
        """Read `wording/spelling.yml`; `vocabulary` are the words of the rules' terms, which are right too."""
        told = yaml.safe_load((rules / "wording" / "spelling.yml").read_text(encoding="utf-8"))
        return cls(frozenset(told["known_words"]) | vocabulary, frozenset(told["grammar"]))

    def check(self, letter: Letter, complaint: str | None) -> tuple[Slip, ...]:
        """The slips in the letter's running text, by place."""
        said = frozenset(re.findall(r"[\w'’]+", (complaint or "").casefold()))
        with self._turn:
            lints = self._linter.organized_lints(letter.text, language=harper.Language.PLAINTEXT, regex_mask=_NAMES)
        found = [slip for name, group in sorted(dict(lints).items()) for slip in self._slips(name, group, letter, said)]
        return tuple(sorted(found, key=lambda slip: (slip.span.start, slip.span.end, slip.kind)))

    def _slips(self, name: str, lints: list[harper.Lint], letter: Letter, said: frozenset[str]) -> Iterator[Slip]:
        if name != _MISSPELT and name not in self._grammar:
            return
        for lint in lints:
            span = Span(start=lint.span.start, end=lint.span.end)
            words = span.of(letter.text)
            sentence = letter.sentence_at(span.start)
            if sentence is None or not sentence.is_prose or letter.is_quoted(span):
                continue
            if name == _MISSPELT and self._is_right(words, letter.text, span, said):
                continue
            if name != _MISSPELT and not _is_sure(letter.text, span):
                continue
            told = tuple(_mended(words, one) for one in lint.suggestions)[:_MOST_SUGGESTIONS]
            yield Slip("spelling" if name == _MISSPELT else "grammar", span, words, told)

    def _is_right(self, word: str, text: str, span: Span, said: frozenset[str]) -> bool:
        """A name, an abbreviation, part of an address or compound, or a word that the complainant or the rules use."""
        if word[:1].isupper() or any(sign.isdigit() for sign in word) or "-" in word or len(word) < 4:
            return True
        around = text[max(0, span.start - 1) : span.end + 1]
        if re.search(r"[@/.\\_‑-]\w|\w[@/\\_‑-]", around):
            return True
        bare = re.sub(r"['’]s?$", "", word.casefold())
        return bare in said or bare in self._known or bare.rstrip("s") in self._known


def _is_sure(text: str, span: Span) -> bool:
    """Whether a slip of grammar rests on words that were looked at: no name or number stands in it or next.

    Nor does a letter that counts points, "(a)", make one.
    """
    unseen = _UNSEEN_NEXT.match(text, span.end) or _UNSEEN.search(text, span.start + 1, span.end)
    return not unseen and text[max(0, span.start - 1) : span.start] != "("


def _mended(words: str, suggestion: harper.Suggestion) -> str:
    """The words as they should be; a suggestion may only say what to put behind them."""
    told: str = suggestion.replacement_text
    return words + told if suggestion.kind is harper.SuggestionKind.INSERT_AFTER else told

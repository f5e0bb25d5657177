"""How hard the reply is to read: textstat's figures over the reply's own sentences and list items.

Addresses, references, headings, quotations and the paragraph about the next step are left out: their wording is not the
officer's to change. Each list item counts as a sentence, so that advice to use lists does not read as harder.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import nltk
import textstat
from textstat.backend import counts, metrics, selections, transformations

from reviewer.case import Frozen, Span
from reviewer.review import Readability, ReadingBand
from reviewer.text import Letter, Sentence

_PASSIVE = frozenset({"nsubjpass", "auxpass", "csubjpass"})
_HARDEST = 3
_EASY_WORDS = 20  # a sentence no longer than this is not among the hardest
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|\b0\d{2,4}[ -]?\d{3,4}[ -]?\d{3,4}\b")


class BandLimits(Frozen):
    """The most words a sentence on average and at most, and the least reading ease, that a band allows."""

    mean_words: float
    longest_words: int
    reading_ease: float | None = None

    def hold(self, mean_words: float, longest_words: int, reading_ease: float) -> bool:
        """Whether these figures lie within the limits."""
        easy = self.reading_ease is None or reading_ease >= self.reading_ease
        return easy and mean_words <= self.mean_words and longest_words <= self.longest_words


class ReadingBands(Frozen):
    """The limits of the two better bands; whatever lies beyond them is red."""

    green: BandLimits
    amber: BandLimits

    def band(self, mean_words: float, longest_words: int, reading_ease: float) -> ReadingBand:
        """The best band whose limits these figures keep."""
        figures = (mean_words, longest_words, reading_ease)
        if self.green.hold(*figures):
            return ReadingBand.GREEN
        return ReadingBand.AMBER if self.amber.hold(*figures) else ReadingBand.RED


def load_pronunciations(folder: Path) -> None:
    """Point NLTK at the dictionary that ships with the reviewer and read it, so that nothing is fetched later."""
    if str(folder) not in nltk.data.path:
        nltk.data.path.insert(0, str(folder))
    textstat.set_lang("en_GB")
    textstat.syllable_count("ready")


def measure(letter: Letter, bands: ReadingBands, left_out: Sequence[Span] = ()) -> Readability:
    """The figures for a reply; `left_out` are further spans that do not count, such as the next step."""
    sentences = [one for one in letter.prose if _counts(one, letter, left_out)]
    text = " ".join(_plain(letter.words_of(one)) for one in sentences)
    counted = [len(one.words) for one in sentences]
    if not counted:
        return _NOTHING
    grade, ease, smog = _figures(text)
    mean, longest = sum(counted) / len(counted), max(counted)
    passive = sum(any(token.dep_ in _PASSIVE for token in one.tokens) for one in sentences)
    return Readability(
        words=sum(counted),
        sentences=len(counted),
        mean_sentence_words=round(mean, 1),
        longest_sentence_words=longest,
        flesch_reading_ease=round(ease, 1),
        flesch_kincaid_grade=round(grade, 1),
        smog=round(smog, 1),
        reading_age=round(max(5.0, grade + 5.0), 1),
        passive_share=round(passive / len(sentences), 3),
        band=bands.band(round(mean, 1), longest, round(ease, 1)),
        hardest=_hardest(sentences),
    )


_NOTHING = Readability(
    words=0,
    sentences=0,
    mean_sentence_words=0.0,
    longest_sentence_words=0,
    flesch_reading_ease=0.0,
    flesch_kincaid_grade=0.0,
    smog=0.0,
    reading_age=0.0,
    passive_share=0.0,
)


def _figures(text: str) -> tuple[float, float, float]:
    """Flesch-Kincaid grade, Flesch reading ease and SMOG. textstat keeps the last texts that it was given: not ours."""
    try:
        return (
            float(textstat.flesch_kincaid_grade(text)),
            float(textstat.flesch_reading_ease(text)),
            float(textstat.smog_index(text)),
        )
    finally:
        for module in (counts, metrics, selections, transformations):
            for function in vars(module).values():
                if forget := getattr(function, "cache_clear", None):
                    forget()


def _counts(sentence: Sentence, letter: Letter, left_out: Sequence[Span]) -> bool:
    if not sentence.words or letter.is_quoted(sentence.span):
        return False
    return not any(span.covers(sentence.span) for span in left_out)


def _plain(words: str) -> str:
    """The sentence as textstat counts it: one full stop, at its end, and no web addresses or telephone numbers."""
    bare = re.sub(r"[.?!…:;•]+", " ", _ADDRESS.sub(" ", words))
    return " ".join(bare.split()) + "."


def _hardest(sentences: Sequence[Sentence]) -> tuple[Span, ...]:
    """The sentences whose splitting would help most: the longest, in order of place."""
    long = [one for one in sentences if len(one.words) > _EASY_WORDS]
    chosen = sorted(long, key=lambda one: (-len(one.words), one.index))[:_HARDEST]
    return tuple(one.span for one in sorted(chosen, key=lambda one: one.index))

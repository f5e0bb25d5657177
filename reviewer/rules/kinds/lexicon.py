"""Terms and abbreviations in one dictionary, looked up word by word by their first word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from reviewer.case import Span
from reviewer.rules.schema import VocabularyRule
from reviewer.rules.words import Word, split_words

_QUOTES = re.compile(r"[‘’]")


class EntryKind(IntEnum):
    """What an entry is. Of two for the same words the lower kind wins."""

    EXEMPT = 0
    AMBIGUOUS = 1
    ABBREVIATION = 2
    TERM = 3
    WELL_KNOWN = 4  # but another rule may list it


@dataclass(frozen=True)
class Entry:
    """One term or abbreviation of one rule. `meanings`: plain words or expansions, as the rule gives them."""

    rule: VocabularyRule
    kind: EntryKind
    key: tuple[str, ...]  # the words as written
    links: tuple[str, ...]  # what ties each to the one before
    meanings: tuple[str, ...]

    @property
    def is_short(self) -> bool:
        """Whether this is an abbreviation."""
        return self.kind in (EntryKind.ABBREVIATION, EntryKind.AMBIGUOUS)

    @property
    def name(self) -> str:
        """What counts as the same term, wherever it is listed."""
        words = " ".join(self.key)
        return words if self.is_short else words.lower()


@dataclass(frozen=True)
class Use:
    """One place where an entry's words stand: `first` and `last` are the numbers of the words, `last` not included."""

    entry: Entry
    first: int
    last: int
    span: Span


def entries_of(rule: VocabularyRule) -> Iterator[Entry]:
    """All that a rule lists. Raises ValueError for an entry without a word."""
    for kind, listed in ((EntryKind.EXEMPT, rule.exempt), (EntryKind.WELL_KNOWN, rule.well_known)):
        for words in listed:
            yield entry(rule, kind, words)
    for words, meanings in rule.ambiguous.items():
        yield entry(rule, EntryKind.AMBIGUOUS, words, meanings)
    for words, meaning in rule.abbreviations.items():
        yield entry(rule, EntryKind.ABBREVIATION, words, (meaning,))
    for words, meaning in rule.terms.items():
        yield entry(rule, EntryKind.TERM, words, (meaning,))


def entry(rule: VocabularyRule, kind: EntryKind, words: str, meanings: Iterable[str] = ()) -> Entry:
    """One entry. Raises ValueError if `words` holds no word."""
    found = split_words(_QUOTES.sub("'", words))
    if not found:
        raise ValueError(f"'{words}' holds no word that could be looked up; write a word")
    links = tuple(word.link for word in found)
    return Entry(rule, kind, tuple(word.text for word in found), links, tuple(one for one in meanings if one))


class Lexicon:
    """The entries of all vocabulary rules by their first word."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by_first: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            self._by_first[entry.key[0].lower()].append(entry)

    def uses(self, words: Sequence[Word], *, any_case: bool = False) -> Iterator[Use]:
        """Every place where an entry's words stand, overlaps too. `any_case`: abbreviations in small letters too."""
        for place, word in enumerate(words):
            for form in word.forms:
                for entry in self._by_first.get(form, ()):
                    last = place + len(entry.key)
                    if _stands_here(entry, words[place:last], any_case):
                        yield Use(entry, place, last, Span(start=word.start, end=words[last - 1].end))


def _stands_here(entry: Entry, words: Sequence[Word], any_case: bool) -> bool:
    return len(words) == len(entry.key) and all(
        (not place or _is_tied(entry.links[place], word.link)) and _is_form(wanted, word, any_case)
        for place, (wanted, word) in enumerate(zip(entry.key, words, strict=True))
    )


def _is_tied(wanted: str, link: str) -> bool:
    """Whether two words are tied as listed; a hyphen may stand for a listed space, but a `by-law` is not `by law`."""
    return link == wanted or (wanted == " " and link == "-")


def _is_form(wanted: str, word: Word, any_case: bool) -> bool:
    """Whether the word is the one listed, or an inflection; capitals inside a word must be there, unless `any_case`."""
    fixed = any(sign.isupper() for sign in wanted[1:]) or (len(wanted) == 1 and wanted.isupper())
    if any_case or not fixed:
        return wanted.lower() in word.forms
    return word.text.replace(".", "") in (wanted, f"{wanted}s")

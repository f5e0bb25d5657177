"""Tells whether words are part of a proper name: a team, a post, an Act, a person."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.lang.en.stop_words import STOP_WORDS

from reviewer.case import Span
from reviewer.rules.context import Page
from reviewer.rules.words import Word, word_set

_CALENDAR = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december"
)
_NUMBERS = word_set("one two three four five six eight nine ten eleven twelve")
_NO_NAME = (STOP_WORDS - _NUMBERS) | _CALENDAR | {"mr", "mrs", "ms", "miss", "mx", "dr", "cllr", "councillor"}
_JOINS_LEFT = frozenset({"of", "for"})
_JOINS_RIGHT = frozenset({"and", "of", "for", "in", "the", "to", "on"})
_HEADS = word_set(
    "act acts regulations regulation order code policy scheme guidance framework charter protocol strategy "
    "standard bill "
    "team teams service services department directorate division unit section office officer officers manager "
    "managers "
    "director head lead leader board panel committee group centre hub partnership association trust agency authority "
    "ombudsman tribunal court commission inspectorate council"
)
_STATUTE = re.compile(r"(?: \([A-Z][^()]{2,80}\))+(?: [A-Z][\w&]*)* (?:Act|Regulations|Order|Rules|Code)\b")
_REACH = 6  # words of a name looked at beyond a joining word


def is_in_name(page: Page, words: Sequence[Word], first: int, last: int) -> bool:
    """Whether words `first` to `last` (not included) are capitalised in a longer name, or lie in a person's name."""
    span = Span(start=words[first].start, end=words[last - 1].end)
    if any(person.overlaps(span) for person in page.people):
        return True
    inside = [word for word in words[first:last] if word.text.lower() not in STOP_WORDS]
    if not inside or not all(word.text[0].isupper() or word.text[0].isdigit() for word in inside):
        return False
    if all(not any(sign.islower() for sign in word.text) for word in inside):
        return False  # all in capitals: a heading or an abbreviation
    if _STATUTE.match(page.flat, span.end):
        return True
    return _goes_on_right(page, words, first, last) or _comes_from_left(page, words, first, last)


def _goes_on_right(page: Page, words: Sequence[Word], first: int, last: int) -> bool:
    if last >= len(words) or not words[last].link or words[last - 1].possessive or not words[last - 1].is_titled:
        return False
    if _is_name_word(words[last]):
        return last - first > 1 or not _starts_sentence(page, words[first]) or _ends_in_head(words, last)
    place = last
    while place < len(words) and words[place].link and words[place].text.lower() in _JOINS_RIGHT:
        place += 1
    return place > last and _ends_in_head(words, place)


def _ends_in_head(words: Sequence[Word], place: int) -> bool:
    """Whether capitalised words from here on reach one that names end with: a team, an Act, a post."""
    for word in words[place : place + _REACH]:
        if not word.link or not (_is_name_word(word) or word.text.lower() in _JOINS_RIGHT):
            return False
        if word.text.lower() in _HEADS:
            return True
    return False


def _comes_from_left(page: Page, words: Sequence[Word], first: int, last: int) -> bool:
    if first == 0 or not words[first].link or not words[first].is_titled:
        return False
    before = words[first - 1]
    if before.is_capitals and not before.possessive and words[last - 1].text.lower() in _HEADS:
        return True
    if before.text.lower() in _JOINS_LEFT and first > 1 and before.link:
        before = words[first - 2]
    if before.possessive or not _is_name_word(before):
        return False
    return not _starts_sentence(page, before) or before.text.lower() in _HEADS


def _starts_sentence(page: Page, word: Word) -> bool:
    sentence = page.sentence_at(word.start)
    return sentence is not None and word.start <= sentence.span.start


def _is_name_word(word: Word) -> bool:
    return word.is_titled and word.text.lower() not in _NO_NAME

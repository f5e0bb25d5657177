"""A letter as plain words with their base forms: what vocabulary is looked up in."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc

_WORD = re.compile(r"((?:[^\W\d_]\.){2,}[^\W\d_]?|[Ss]\.\d+|[^\W_]+(?:[&'](?!s\b)[^\W_]+)*)('s\b|(?<=s)'(?!\w))?")
_LINK = re.compile(r"['\"]? *['\"]?")
_PLURAL = 4  # shorter words are not cut


@dataclass(frozen=True)
class Word:
    """One word. `forms`: it and what it may be an inflection of, in small letters; `link`: what ties it to the last.

    `link` is " " after a space, "-" after a hyphen, "/" after a stroke, and empty where they are not in one phrase.
    """

    start: int
    end: int
    text: str
    forms: tuple[str, ...]
    link: str
    possessive: bool

    @property
    def is_titled(self) -> bool:
        """Whether it starts with a capital and is not all in capitals."""
        return self.text[0].isupper() and any(sign.islower() for sign in self.text)

    @property
    def is_capitals(self) -> bool:
        """Whether it holds two letters or more, all capitals."""
        letters = [sign for sign in self.text if sign.isalpha()]
        return len(letters) > 1 and all(sign.isupper() for sign in letters)


def word_set(words: str) -> frozenset[str]:
    """The words of a list that is written with spaces between them."""
    return frozenset(words.split())


def split_words(flat: str, doc: Doc | None = None) -> tuple[Word, ...]:
    """The words of a text; `doc`, of the same text, lends its lemmas."""
    lemmas = {} if doc is None else {token.idx: (token.text, token.lemma_.lower()) for token in doc}
    words: list[Word] = []
    end = 0
    for found in _WORD.finditer(flat):
        text = found[1].rstrip(".")
        gap = flat[end : found.start()]
        link = gap if gap in ("/", "-") else " " if words and gap and _LINK.fullmatch(gap) else ""
        token, lemma = lemmas.get(found.start(), ("", ""))
        forms = _forms(text, lemma if token == text else "")
        words.append(Word(found.start(), found.start() + len(text), text, forms, link, bool(found[2])))
        end = found.end()
    return tuple(words)


def _forms(text: str, lemma: str) -> tuple[str, ...]:
    low = text.lower()
    forms = {low: None, lemma: None} if lemma else {low: None}
    if text[-1] == "s" and text[:-1].isupper():
        forms[low[:-1]] = None
    if "." in low:
        forms[low.replace(".", "")] = None
    if len(low) >= _PLURAL and low.endswith("s") and not low.endswith("ss"):
        forms[low[:-1]] = None
        if low.endswith("es"):
            forms[low[:-2]] = None
        if low.endswith("ies"):
            forms[low[:-3] + "y"] = None
    return tuple(forms)

"""Abbreviations and the words they stand for."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+")


def spells(short: str, words: str) -> bool:
    """Whether `words` end in a long form of `short`: its letters in order, the first at the start of a word.

    After Schwartz and Hearst 2003, A simple algorithm for identifying abbreviation definitions in biomedical text.
    """
    letters = (
        [sign for sign in short.lower().rstrip("s") if sign.isalnum()] if short.isupper() or short[-1:] == "s" else []
    )
    letters = letters or [sign for sign in short.lower() if sign.isalnum()]
    nearest = list(_WORD.finditer(words.lower()))[-min(len(letters) + 5, len(letters) * 2) :]
    if not nearest or len(nearest) < 2:
        return False
    text = words.lower()[nearest[0].start() :]
    place = len(text) - 1
    for index in range(len(letters) - 1, -1, -1):
        while place >= 0 and not (
            text[place] == letters[index] and (index > 0 or place == 0 or not text[place - 1].isalnum())
        ):
            place -= 1
        if place < 0:
            return False
        place -= 1
    return True


def plural(words: str) -> str:
    """The words with the last one in the plural."""
    last = words[-3:].lower()
    if last.endswith("y") and last[-2:-1] not in set("aeiou"):
        return f"{words[:-1]}ies"
    return f"{words}es" if last.endswith(("s", "x", "ch", "sh")) else f"{words}s"

"""Abbreviations and the words they stand for."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+")


def spells(short: str, words: str) -> bool:
    """Whether `words` end in a long form of `short`: its letters in order, all or all but one at the start of a word.

    After Schwartz and Hearst 2003, A simple algorithm for identifying abbreviation definitions in biomedical text, and
    stricter, because many abbreviations here are of two letters.
    """
    letters = [sign for sign in short.lower() if sign.isalnum()]
    if short[-1:] == "s" and short[:-1].isupper():
        letters.pop()
    nearest = list(_WORD.finditer(words.lower()))[-min(len(letters) + 5, len(letters) * 2) :]
    if len(nearest) < 2 or not letters:
        return False
    starts = {word.start() for word in nearest}
    return _most_starts(letters, words.lower(), starts) >= max(2, len(letters) - 1)


def _most_starts(letters: list[str], text: str, starts: set[int]) -> int:
    """How many letters can stand at the start of a word, if all stand in order and the first does; 0 if they cannot."""
    best: dict[int, int] = {place: 1 for place in starts if text[place] == letters[0]}
    for letter in letters[1:]:
        reached: dict[int, int] = {}
        for place in range(len(text)):
            before = [count for earlier, count in best.items() if earlier < place]
            if text[place] == letter and before:
                reached[place] = max(before) + (place in starts)
        best = reached
    return max(best.values(), default=0)


def plural(words: str) -> str:
    """The words with the last one in the plural."""
    last = words[-3:].lower()
    if last.endswith("y") and last[-2:-1] not in set("aeiou"):
        return f"{words[:-1]}ies"
    return f"{words}es" if last.endswith(("s", "x", "ch", "sh")) else f"{words}s"

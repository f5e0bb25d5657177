"""Near misses: what a slip of the keyboard makes of a number or a name."""

from __future__ import annotations

import string
from collections.abc import Iterator
from difflib import SequenceMatcher

_ALIKE = 0.6  # share of letters in common from which two names may be one, misspelt


def transposed(word: str) -> Iterator[str]:
    """What becomes of a word when two neighbouring characters change places."""
    for place in range(len(word) - 1):
        if word[place] != word[place + 1]:
            yield word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def one_off(word: str) -> Iterator[str]:
    """What becomes of a word when one digit is another digit, or one capital letter another."""
    for place, sign in enumerate(word):
        for other in string.digits if sign.isdigit() else string.ascii_uppercase:
            if other != sign:
                yield word[:place] + other + word[place + 1 :]


def is_alike(one: str, other: str) -> bool:
    """Whether two names in small letters differ as a misspelling does: they start alike and share most letters."""
    return one != other and one[:1] == other[:1] and SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE

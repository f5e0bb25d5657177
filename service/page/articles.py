"""The "a" or "an" before words that were put into the letter."""

from __future__ import annotations

import re

_ARTICLE = re.compile(r"(?<![\w'’.-])(an?)(\s+)$", re.IGNORECASE)
_STARTS_SENTENCE = re.compile(r"(?:^|[.!?:]\s+|\n\s*)$")
# Told by sound: "an hour", "a user", "a one-off".
_VOWEL_SOUND = re.compile(
    r"(?!uni(?!n|m)|us[aeiu]|ut[ei]|eu|ewe|one\b|once\b)[aeiou]|hour|honest|honour|heir", re.IGNORECASE
)


def with_article(before: str, words: str) -> str:
    """The text `before` some words, with the article at its end as these words want it: "a" or "an".

    A capital A in the middle of a sentence is no article: it is the A of "Plan A".
    """
    found = _ARTICLE.search(before)
    if found is None or not words[:1].isalpha():
        return before
    article, space = found.groups()
    if article == "A" and not _STARTS_SENTENCE.search(before[: found.start()]):
        return before
    wants_n = bool(_VOWEL_SOUND.match(words))
    if wants_n is (len(article) == 2):
        return before
    return before[: found.start()] + article[0] + "n" * wants_n + space

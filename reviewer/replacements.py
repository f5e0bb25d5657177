"""Which suggestions can stand in a letter just as they are, so that a program may put them there.

Most suggestions tell a person what to do, or explain a term. Only these can be put in without reading the sentence: the
one suggestion for words that a rule lists in just that form, or for a slip of spelling. What is left needs a person:
several suggestions, an explanation, an inflected form of what is listed, an abbreviation that wants a capital or none.
"""

from __future__ import annotations

import re

from reviewer.review import Category, Document
from reviewer.rules import Match
from reviewer.rules.schema import SubstitutionRule, VocabularyRule

_MOST_WORDS = 3  # more are an explanation
_WORDS_MORE = 1  # than what they replace
# What begins so brings its own article or subject, and what holds these names alternatives or tells what to do.
_OWN_START = re.compile(r"(?:an?|the|our|your|my|their|its|how|what|why|who|whether|to|i|we|you|they)\b", re.IGNORECASE)
_CHOICE = re.compile(r"[()/]|\bor\b", re.IGNORECASE)


def replacement_of(match: Match) -> str | None:
    """The words that can take the place of what a rule found; None where a person has to choose or rewrite."""
    if match.span is None or match.document is not Document.RESPONSE or len(match.suggestions) != 1:
        return None
    (words,) = match.suggestions
    if match.rule.category is Category.SPELLING:
        return words if "/" not in words else None
    return words if _is_listed(match) and _stands(words, match.text) else None


def _is_listed(match: Match) -> bool:
    """Whether a rule lists these very words with their plain ones, and says nothing else of them."""
    rule = match.rule
    if rule.suggestions:
        return False
    listed = rule.swap if isinstance(rule, SubstitutionRule) else rule.terms if isinstance(rule, VocabularyRule) else {}
    return match.text.casefold() in {words.casefold() for words in listed}


def _stands(words: str, for_words: str) -> bool:
    count = len(words.split())
    return 0 < count <= min(_MOST_WORDS, len(for_words.split()) + _WORDS_MORE) and not (
        _OWN_START.match(words) or _CHOICE.search(words)
    )

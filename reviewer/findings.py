"""Matches of rules become findings: numbered in their order, with a fingerprint that survives edits."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Sequence

from reviewer.case import Dismissal, Span
from reviewer.replacements import replacement_of
from reviewer.review import Category, Criterion, DismissedFinding, Document, Finding, Severity
from reviewer.rules import Match
from reviewer.rules.kinds.search import foremost
from reviewer.text import Letter

_NEIGHBOURS = 3  # words on each side that tell one place from another of the same match


def make_findings(
    matches: Iterable[Match], reply: Letter, complaint: Letter | None, dismissed: Sequence[Dismissal]
) -> tuple[tuple[Finding, ...], tuple[DismissedFinding, ...]]:
    """The findings that count, in the order of the matches, and those that a person has set aside."""
    letters = {Document.RESPONSE: reply, Document.COMPLAINT: complaint}
    set_aside = {one.fingerprint: one.reason for one in dismissed}
    counted: list[Finding] = []
    aside: list[DismissedFinding] = []
    for match, fingerprint in _with_fingerprints(_without_echoes(matches), letters):
        if fingerprint in set_aside:
            told = _finding(f"D{len(aside) + 1}", match, fingerprint).model_dump()
            aside.append(DismissedFinding(**told, reason=set_aside[fingerprint]))
        else:
            counted.append(_finding(f"F{len(counted) + 1}", match, fingerprint))
    return tuple(counted), tuple(aside)


def _without_echoes(matches: Iterable[Match]) -> list[Match]:
    """The matches without those that another makes needless.

    Of a model, where a rule already says the same of the place, or the model is surer of a place that overlaps it; of a
    misspelling, where a rule knows the word.
    """
    told = list(matches)
    by_rule = [one for one in told if one.source == "rule" and one.span is not None]
    words = {(one.document, place) for one in by_rule if not _is_spelling(one) for place in one.places}
    left = [one for one in told if not _is_known_word(one, words) and not any(_echoes(one, other) for other in by_rule)]
    return _surest(left)


def _surest(matches: Sequence[Match]) -> list[Match]:
    """The matches in their order; of terms that overlap, which the model alone takes for jargon, the surest."""
    terms = [
        (one.span, one)
        for one in matches
        if one.source == "model" and one.rule.category is Category.JARGON and one.span is not None
    ]
    kept = foremost(sorted(terms, key=lambda one: -(one[1].confidence or 0.0)), lambda one: one[0])
    left_out = {id(one) for _, one in terms} - {id(one) for _, one in kept}
    return [one for one in matches if id(one) not in left_out]


def _echoes(match: Match, other: Match) -> bool:
    if match.source == "rule" or match.span is None or other.span is None or match.document is not other.document:
        return False
    return match.rule.category == other.rule.category and match.span.overlaps(other.span)


def _is_known_word(match: Match, words: Collection[tuple[Document, Span]]) -> bool:
    return _is_spelling(match) and match.span is not None and (match.document, match.span) in words


def _is_spelling(match: Match) -> bool:
    return match.rule.category is Category.SPELLING


def _with_fingerprints(matches: Iterable[Match], letters: dict[Document, Letter | None]) -> Iterable[tuple[Match, str]]:
    """Each match with its fingerprint; the second of two alike gets a number."""
    seen: dict[str, int] = {}
    for match in matches:
        letter = letters[match.document]
        key = _fingerprint(match, letter.text if letter else "")
        seen[key] = seen.get(key, 0) + 1
        yield match, key if seen[key] == 1 else f"{key}-{seen[key]}"


def _fingerprint(match: Match, text: str) -> str:
    """Rule, normalised words and their neighbours, hashed: the same finding in an edited letter has the same one.

    A finding without a place is told from its like by what it says: of two concerns in the officer's own words, which.
    """
    around = _neighbours(text, match.span) if match.span else _plain(match.message)
    told = "\x1f".join((match.rule.id, match.document.value, _plain(match.text), around))
    return hashlib.blake2b(told.encode(), digest_size=8).hexdigest()


def _neighbours(text: str, span: Span) -> str:
    before = _plain(text[max(0, span.start - 80) : span.start]).split()[-_NEIGHBOURS:]
    after = _plain(text[span.end : span.end + 80]).split()[:_NEIGHBOURS]
    return " ".join(before) + "|" + " ".join(after)


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))


def _finding(number: str, match: Match, fingerprint: str) -> Finding:
    rule = match.rule
    return Finding(
        id=number,
        fingerprint=fingerprint,
        rule=rule.id,
        category=Category(rule.category),
        criterion=Criterion(rule.criterion),
        severity=Severity(rule.severity),
        document=match.document,
        span=match.span,
        text=match.text,
        message=match.message,
        why=rule.reason,
        suggestions=match.suggestions,
        replacement=replacement_of(match),
        source=match.source,
        confidence=match.confidence,
        page=f"rules/{rule.id}",
        also=match.also,
    )

"""Amounts of money in the reply that are a slip away from one in the complaint."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from reviewer.case import Span
from reviewer.rules.context import Page
from reviewer.rules.kinds.near import one_off, transposed

_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)"
_SCALE = r"(?![\d,]*\d|\.\d(?!\d)| ?(?:k|m|bn|thousand|million|billion)\b)"
_POUNDS = regex.compile(rf"£ ?({_DIGITS})(?:\.(\d\d))?{_SCALE}", regex.I)
_LOOSE = regex.compile(
    rf"£ ?({_DIGITS})(?:[.-](\d\d))?{_SCALE}|(?<![\w.,£])({_DIGITS})(?:\.(\d\d))? ?(?:pounds?|quid)\b|"
    rf"(?<![\w.,£])({_DIGITS})\.(\d\d)(?!\.?\d)",
    regex.I,
)
_OFFER = regex.compile(
    r"\b(?:offer|award|pay you|payment of|compensat\w+|goodwill|recogni\w+|symbolic|ex gratia)\b", regex.I
)
_TELLING_DIGITS = 4


@dataclass(frozen=True)
class Amount:
    """A sum of money in pence, where it stands and as it is written."""

    pence: int
    span: Span
    text: str


def amounts(page: Page, *, loose: bool = False) -> Iterator[Amount]:
    """The sums in a letter, by place. `loose`: those without a pound sign too, as people write them."""
    for found in (_LOOSE if loose else _POUNDS).finditer(page.flat):
        groups = [group for group in found.groups() if group is not None]
        pence = int(groups[0].replace(",", "")) * 100 + (int(groups[1]) if len(groups) > 1 else 0)
        span = Span(start=found.start(), end=found.end())
        yield Amount(pence, span, span.of(page.letter.text))


def wrong_amounts(reply: Page, complaint: Page) -> Iterator[tuple[Span, str]]:
    """Sums in the reply that are a near miss of one in the complaint that the reply never gives; with that one."""
    said: dict[int, Amount] = {}
    for amount in amounts(complaint, loose=True):
        said.setdefault(amount.pence, amount)
    told = list(amounts(reply))
    given = {amount.pence for amount in told}
    for amount in told:
        if amount.pence in said or (_is_round(amount.pence) and _is_offered(reply, amount.span)):
            continue
        near = [said[pence] for pence in _slips(amount.pence) if pence in said and pence not in given]
        if near:
            yield amount.span, near[0].text


def _slips(pence: int) -> Iterator[int]:
    """The sums that this one could be a slip for: two digits changed about, or one of a long sum another."""
    yield from (int(digits) for digits in transposed(str(pence)) if digits[0] != "0")
    for digits in one_off(str(pence)):
        if digits[0] != "0" and min(len(str(pence).rstrip("0")), len(digits.rstrip("0"))) >= _TELLING_DIGITS:
            yield int(digits)


def _is_round(pence: int) -> bool:
    return pence % 100 == 0


def _is_offered(page: Page, span: Span) -> bool:
    sentence = page.sentence_at(span.start)
    return sentence is not None and _OFFER.search(page.words(sentence.span)) is not None

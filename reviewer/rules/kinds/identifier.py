"""Kind `identifier`: numbers and addresses that identify a person and that a reply does not need.

A number that could be something else needs a checksum, or words that say what it is. National Insurance numbers, dates
of birth, health and bank numbers are looked for everywhere, also in the heading of the letter, and also where the
complainant gave them; what may be the council's own contact details or the complainant's is let pass.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import regex

from reviewer.case import Span
from reviewer.dates import DATE
from reviewer.rules.context import Page, Scene
from reviewer.rules.forms import POSTCODE, VEHICLE
from reviewer.rules.matches import Hit
from reviewer.rules.schema import IdentifierRule

_NI = regex.compile(
    r"(?<![\w/-])(?P<prefix>[A-Z]{2})[ -]?\d\d[ -]?\d\d[ -]?\d\d[ -]?(?P<suffix>[A-D])?(?![\w/-])", regex.I
)
_NI_PREFIX = regex.compile(r"(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]|QQ", regex.I)
_NI_WORDS = regex.compile(r"\b(?:national insurance|N\.?I\.?(?: (?:no|number))?|nino)\b", regex.I)
_REFERENCE_WORDS = regex.compile(
    r"\b(?:ref(?:erence)?|PCN|notice|case|claim|licen[cs]e|permit|invoice|order)\b[^.]{0,15}$", regex.I
)
_NHS = regex.compile(r"(?<![\w-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\w-])")
_NHS_WORDS = regex.compile(r"\bNHS\b", regex.I)
_NHS_LABEL = regex.compile(r"\bNHS (?:no|number)\b\.?[\s:,-]*(?:is |was )?$", regex.I)  # so named, it needs no check
_SORT_CODE = r"(?<![\w/-])\d\d[ -]\d\d[ -]\d\d(?![\w/-])"
_BANK = regex.compile(
    rf"(?P<sort>{_SORT_CODE}|(?<=sort code\W{{1,3}}(?:is |"
    rf"was )?)\d{{6}}\b)(?:[^\d\n]{{0,60}}(?P<both>\b\d{{8}}\b))?|\b(?P<account>\d{{8}})\b",
    regex.I,
)
_BANK_WORDS = regex.compile(r"\b(?:bank|building society|sort[- ]code)\b", regex.I)
_ACCOUNT_WORDS = regex.compile(r"\b(?:account|a/c|acc)\b", regex.I)
_OTHER_ACCOUNT = regex.compile(
    r"\b(?:council tax|rent|customer|service|business rates?|payment reference|library)\b", regex.I
)
_CARD = regex.compile(
    r"(?<![\w-])(?:\d{4}[ -]\d{4}[ -]\d{4}[ -]\d{1,7}|3[47]\d\d[ -]\d{6}[ -]\d{5}|\d{13,19})(?![\w-])"
)
_CARD_WORDS = regex.compile(r"\b(?:card|visa|mastercard|maestro|amex|debit|credit)\b", regex.I)
_CARD_START = regex.compile(r"4|5[1-5]|2[2-7]|3[47]|6")
_BORN = regex.compile(
    r"(?:\bdate of birth|\bd\.?o\.?b\b\.?|\bborn(?: on)?|\bbirthday(?: is)?)[\s:=,(-]*(?:is |was |of )?(?:the )?$",
    regex.I,
)
_MOBILE = regex.compile(r"(?<![\w+])(?:\+44 ?\(?0?\)? ?|0)7\d{3}[ -]?\d{3}[ -]?\d{3}(?!\w)")
_EMAIL = regex.compile(r"(?<![\w.])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_FREE_MAIL = regex.compile(
    r"@(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|rocketmail|icloud|me|mac|aol|btinternet|"
    r"btopenworld|sky|talktalk|"
    r"virginmedia|virgin|ntlworld|blueyonder|tiscali|o2|mail|gmx|protonmail|proton|zoho|fastmail)\.[\w.]+$",
    regex.I,
)
_READERS_OWN = regex.compile(
    r"\byour (?:own )?(?:mobile|number|phone|telephone|e-?mail)|\b(?:rang|rung|called|phoned|texted|contacted|"
    r"reached?|e-?mailed|wrote to|written to) you\b",
    regex.I,
)
_WRITERS_OWN = regex.compile(r"\b(?:me|my|our|us)\b", regex.I)
_OF_AN_OFFICE = regex.compile(
    r"\b(?:text|ring|call|phone|telephone|team|desk|office|line|duty)(?: on| at|:)? ?\(?$", regex.I
)
_MODERN_VEHICLE = regex.compile(r"[A-Z]{2}\d\d ?[A-Z]{3}")
_VEHICLE_WORDS = regex.compile(
    r"\b(?:vehicle|car|van|lorry|taxi|registration|reg|VRM|motorbike|moped|driver)\b", regex.I
)
_OFFICE = regex.compile(
    r"\b(?:write|post|send|visit|office|centre|center|hall|council|ombudsman|p\.?o\.? box|tribunal|court|hub|"
    r"library|team|service|"
    r"address|return|depot|school|hospital|surgery|freepost)\b",
    regex.I,
)


class IdentifierCheck:
    """One rule."""

    def __init__(self, rule: IdentifierRule) -> None:
        self._rule = rule

    def find(self, scene: Scene) -> Iterator[Hit]:
        """Each identifier of the kind looked for that has no place in the reply."""
        page = scene.response
        everywhere = _EVERYWHERE.get(self._rule.of)
        if everywhere is not None:
            spans = everywhere(page)
        else:
            found = _IN_PROSE[self._rule.of](page, scene.complaint)
            spans = (span for span in found if page.holds(span, self._rule.applies.blocks))
        for span in spans:
            yield Hit(self._rule, span, {"match": span.of(page.letter.text)})


# --- looked for everywhere --------------------------------------------------------------------------------------------


def _national_insurance(page: Page) -> Iterator[Span]:
    for found in _NI.finditer(page.flat):
        before = _before(page, found.start())
        named = _NI_WORDS.search(before) is not None
        if named or (
            found["suffix"]
            and found[0].upper() == found[0]
            and _NI_PREFIX.match(found["prefix"])
            and not _REFERENCE_WORDS.search(before)
        ):
            yield _span(found)


def _nhs_number(page: Page) -> Iterator[Span]:
    for found in _NHS.finditer(page.flat):
        digits = [int(sign) for sign in found[0] if sign.isdigit()]
        check = 11 - sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
        named = _NHS_LABEL.search(_before(page, found.start())) is not None
        if named or (check % 11 == digits[9] and _NHS_WORDS.search(_around(page, found))):
            yield _span(found)


def _bank_account(page: Page) -> Iterator[Span]:
    for found in _BANK.finditer(page.flat):
        around = _around(page, found)
        if found["sort"] and found["both"]:
            if _BANK_WORDS.search(around) or _ACCOUNT_WORDS.search(around):
                yield _span(found)
        elif found["sort"]:
            if regex.search(r"\bsort[- ]code\b", _before(page, found.start()), regex.I):
                yield _span(found)
        elif (
            _ACCOUNT_WORDS.search(_before(page, found.start()))
            and _BANK_WORDS.search(around)
            and not _OTHER_ACCOUNT.search(around)
        ):
            yield _span(found)


def _payment_card(page: Page) -> Iterator[Span]:
    for found in _CARD.finditer(page.flat):
        digits = "".join(sign for sign in found[0] if sign.isdigit())
        grouped = digits != found[0]
        if _CARD_START.match(digits) and _luhn(digits) and (grouped or _CARD_WORDS.search(_around(page, found))):
            yield _span(found)


def _luhn(digits: str) -> bool:
    """The check digit of payment cards: ISO/IEC 7812-1, annex B."""
    total = 0
    for place, sign in enumerate(reversed(digits)):
        digit = int(sign) * (2 if place % 2 else 1)
        total += digit - 9 if digit > 9 else digit
    return total % 10 == 0


def _date_of_birth(page: Page) -> Iterator[Span]:
    for found in DATE.finditer(page.flat):
        if found["year"] and _BORN.search(_before(page, found.start())):
            yield _span(found)


# --- looked for in running text, and let pass where the complaint has them --------------------------------------------


def _phone(page: Page, complaint: Page | None) -> Iterator[Span]:
    own = _alphanumeric(complaint.flat) if complaint else ""
    for found in _MOBILE.finditer(page.flat):
        offered = _OF_AN_OFFICE.search(_before(page, found.start())) is not None
        if not offered and _alphanumeric(found[0])[-10:] not in own and not _is_in_use(_sentence(page, found)):
            yield _span(found)


def _email(page: Page, complaint: Page | None) -> Iterator[Span]:
    own = complaint.low if complaint else ""
    for found in _EMAIL.finditer(page.flat):
        words = found[0].rstrip(".")
        if _FREE_MAIL.search(words) and words.lower() not in own and not _is_in_use(_sentence(page, found)):
            yield Span(start=found.start(), end=found.start() + len(words))


def _is_in_use(sentence: str) -> bool:
    """Whether the sentence gives it as the writer's own, or as the reader's."""
    return _WRITERS_OWN.search(sentence) is not None or _READERS_OWN.search(sentence) is not None


def _vehicle(page: Page, complaint: Page | None) -> Iterator[Span]:
    own = _alphanumeric(complaint.flat) if complaint else None
    for found in VEHICLE.finditer(page.flat):
        modern = _MODERN_VEHICLE.fullmatch(found[0]) is not None
        known = own is None or _alphanumeric(found[0]) in own
        if not known and (modern or _VEHICLE_WORDS.search(_sentence(page, found))):
            yield _span(found)


def _postcode(page: Page, complaint: Page | None) -> Iterator[Span]:
    own = _alphanumeric(complaint.flat) if complaint else None
    for found in POSTCODE.finditer(page.flat):
        known = own is None or _alphanumeric(found[0]) in own
        if not known and not _OFFICE.search(_sentence(page, found)):
            yield _span(found)


_EVERYWHERE: Mapping[str, Callable[[Page], Iterator[Span]]] = {
    "national_insurance": _national_insurance,
    "nhs_number": _nhs_number,
    "bank_account": _bank_account,
    "payment_card": _payment_card,
    "date_of_birth": _date_of_birth,
}
_IN_PROSE: Mapping[str, Callable[[Page, Page | None], Iterator[Span]]] = {
    "phone": _phone,
    "email": _email,
    "vehicle": _vehicle,
    "postcode": _postcode,
}


# --- what stands around a number --------------------------------------------------------------------------------------


def _span(found: regex.Match[str]) -> Span:
    return Span(start=found.start(), end=found.end())


def _before(page: Page, start: int) -> str:
    """The words of the block before a place: at most 60 characters."""
    block = page.block_at(start)
    return page.flat[max(block.span.start if block else 0, start - 60) : start]


def _around(page: Page, found: regex.Match[str]) -> str:
    """The words of the block around a match: at most 80 characters on each side."""
    block = page.block_at(found.start())
    first, last = (block.span.start, block.span.end) if block else (0, len(page.flat))
    return page.flat[max(first, found.start() - 80) : min(last, found.end() + 80)]


def _sentence(page: Page, found: regex.Match[str]) -> str:
    sentence = page.sentence_at(found.start())
    return page.words(sentence.span) if sentence else _around(page, found)


def _alphanumeric(words: str) -> str:
    return "".join(sign for sign in words.upper() if sign.isalnum())

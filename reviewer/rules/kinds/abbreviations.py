"""Finds abbreviations that no list holds: capitals that are no number, no name and no raised voice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.lang.en.stop_words import STOP_WORDS

from reviewer.case import Span
from reviewer.rules.context import Page
from reviewer.rules.forms import POSTCODE, REFERENCE, VEHICLE, WEB
from reviewer.rules.words import Word, word_set
from reviewer.text import BlockKind, Sentence

_SHAPE = re.compile(r"[A-Z](?:[A-Z0-9&]*[A-Z0-9])s?")
_MIXED = re.compile(r"[A-Z]{1,3}[a-z][A-Z]{1,3}")  # DoLS, EoT
_SECTION = re.compile(r"S\d{2,3}[A-Z]?")
_ROMAN = re.compile(r"[IVX]+")
_BLANK = re.compile(r"[\[<{][A-Z][^\[\]<>{}\n]{0,60}[\]>}]")  # [INSERT DATE]
_TITLES = word_set("mr mrs ms miss mx dr prof professor sir rev cllr councillor dear")
_FIRMS = word_set("ltd limited plc llp inc bank group & sons")
_RAISED = word_set(
    "urgent final stop paid pay late free today note please sent send read reply notice proof wrong right same "
    "open closed "
    "shut due new old yes thank thanks sorry ever stage page part copy draft case date name void help call calls "
    "rude lied "
    "lie shame joke weeks week months month years year days day times time hours hour three four five six seven "
    "eight nine "
    "ten zero once twice again money home house back still even want need dont cant wont didnt"
)
_MOST = 6  # letters
_SHOUTING = 0.5  # share of a sentence's words in capitals
_FEW = 3  # words: a sentence with fewer has no share worth taking


def references(page: Page) -> tuple[Span, ...]:
    """The places of web and e-mail addresses, references, postcodes, registrations and blanks to be filled in."""
    spans = {
        Span(start=found.start(), end=found.end())
        for form in (WEB, REFERENCE, POSTCODE, VEHICLE, _BLANK)
        for found in form.finditer(page.flat)
    }
    return tuple(sorted(spans, key=lambda span: (span.start, span.end)))


def unknown_abbreviations(page: Page) -> Iterator[int]:
    """The numbers of the words that look like an abbreviation, whether listed or not."""
    small = {word.text for word in page.word_list if word.text.islower()}
    loud: dict[int, bool] = {}
    for place, word in enumerate(page.word_list):
        if not _has_shape(word.text) or word.text.lower() in small:
            continue
        if _is_english(word.text) or _is_part_of_name(page, place) or _is_beside_shouting(page.word_list, place):
            continue
        sentence = page.sentence_at(word.start)
        if sentence is None:
            continue
        if sentence.index not in loud:
            loud[sentence.index] = _is_loud(page, sentence)
        if not loud[sentence.index]:
            yield place


def _has_shape(text: str) -> bool:
    if _SECTION.fullmatch(text) or _MIXED.fullmatch(text):
        return True
    letters = sum(sign.isupper() for sign in text)
    digits = sum(sign.isdigit() for sign in text)
    return bool(_SHAPE.fullmatch(text)) and 2 <= letters <= _MOST and digits <= 2 and not _ROMAN.fullmatch(text)


def _is_english(text: str) -> bool:
    return text.lower() in STOP_WORDS or text.lower() in _RAISED


def _is_part_of_name(page: Page, place: int) -> bool:
    words = page.word_list
    span = Span(start=words[place].start, end=words[place].end)
    if any(person.overlaps(span) for person in page.people):
        return True
    if place and words[place - 1].text.lower() in _TITLES and words[place - 1].end + 2 >= span.start:
        return True
    return place + 1 < len(words) and bool(words[place + 1].link) and words[place + 1].text.lower() in _FIRMS


def _is_beside_shouting(words: Sequence[Word], place: int) -> bool:
    """Whether a word in capitals next to it is an English word or too long for an abbreviation."""
    beside = []
    if words[place].link and place:
        beside.append(words[place - 1])
    if place + 1 < len(words) and words[place + 1].link:
        beside.append(words[place + 1])
    return any(one.is_capitals and (len(one.text) > _MOST or _is_english(one.text)) for one in beside)


def _is_loud(page: Page, sentence: Sentence) -> bool:
    text = page.words(sentence.span)
    if sentence.kind is BlockKind.HEADING and text.isupper():
        return True
    words: list[str] = re.findall(r"[^\W\d_]{2,}", text)
    return len(words) >= _FEW and sum(word.isupper() for word in words) / len(words) >= _SHOUTING

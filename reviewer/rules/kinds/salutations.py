"""The name that a reply greets, against the name that the complainant gave."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

import regex

from reviewer.case import Span
from reviewer.rules.context import Page
from reviewer.rules.kinds.near import is_alike
from reviewer.text import Block, BlockKind

_TITLE = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Rev|Sir|Lady|Lord|Cllr|Councillor)\b\.?"
_NAME = r"[^\W\d_]+(?:['’-][^\W\d_]+)*"
_GREETED = regex.compile(
    rf"(?:Dear|Hello|Hi|Hiya|"
    rf"Good \w+),? (?:(?P<title>{_TITLE}) )?(?:[A-Z]\.? )*(?P<name>(?:{_NAME} ){{0,3}}{_NAME})\s*[,:!.–-]?$",
    regex.I,
)
_SEVERAL = regex.compile(r"\band\b|&", regex.I)
_NOBODY = frozenset(
    {"sir", "sirs", "madam", "all", "resident", "tenant", "customer", "applicant", "complainant", "there", "team"}
)
_ADDRESSEE = regex.compile(rf"^{_TITLE} (?:[A-Z]\.? |[A-Z][\w'’-]+ )*(?P<name>[A-Z][\w'’-]+)(?=,|$)")
_CARE_OF = regex.compile(r"\bc/o\b|\bcare of\b|\bon behalf of\b|\brepresent", regex.I)
_INTRODUCED = regex.compile(
    rf"\b(?P<how>my name is|my name's|name:|i am|i'm|im|this is|"
    rf"signed)\s+(?:(?P<title>{_TITLE}) )?(?P<words>{_NAME}\.?(?: {_NAME}\.?){{0,3}})",
    regex.I,
)
_SURE = frozenset({"my name is", "my name's", "name:"})
_FOR_SOMEONE = regex.compile(
    r"\bon behalf of\b|\b(?:my|our) (?:late )?(?:client|constituent|mother|mum|mam|father|dad|brother|sister|"
    r"parents?|nan|gran|"
    r"grandmother|grandfather|aunt|uncle|friend|neighbour)\b|\bwe act\b|\bsolicitors?\b|\badvocate\b|"
    r"\bcouncillor\b|\bcllr\b|\bMP\b|"
    r"\battorney\b|\bcarer\b|\bc/o\b|\bper pro\b|\bp\.?p\.? ",
    regex.I,
)
_CLOSING = (
    r"ta|thanks?(?: you)?|cheers|(?:kind |best |warm )?regards|yours(?: sincerely| faithfully)?|"
    r"best(?: wishes)?|with respect|sincerely"
)
_CLOSES = regex.compile(rf"^(?:{_CLOSING})\b[\s,.!]*", regex.I)
_STATED_TITLE = regex.compile(r"\((Mr|Mrs|Ms|Miss|Mx)\.?\)|^(Mr|Mrs|Ms|Miss|Mx)\b\.?", regex.I)
_LAST_BLOCKS = 4
_MOST_WORDS = 4
_INITIAL = len("A.")
_SHORT_FORM = 3  # first letters in common that make one first name a form of another: Jenny, Jennifer


@dataclass(frozen=True)
class _Writer:
    """A name that the complaint gives for who wrote it. `sure`: it does so beyond doubt."""

    first: str
    last: str
    title: str | None
    sure: bool


@dataclass(frozen=True)
class _Greeting:
    """Whom the reply greets: title, first name and surname, with the places of what is there."""

    title: str | None
    title_span: Span | None
    first: tuple[str, Span] | None
    last: tuple[str, Span] | None


def wrong_names(reply: Page, complaint: Page | None) -> Iterator[tuple[Span, str]]:
    """What is wrong in the salutation, a surname, a first name or a title, with what is expected; at most one.

    Where no one person is greeted by name, what is wrong in the addressee's line above it.
    """
    mentioned = _names_in(complaint) if complaint else frozenset()
    greeting = _greeting(reply)
    if greeting is None:
        if complaint is not None:
            yield from _wrong_addressee(reply, complaint, mentioned)
        return
    fault = _against_complaint(greeting, complaint, mentioned) if complaint is not None else None
    if fault is None and greeting.last is not None and not _is_mentioned(greeting.last[0], mentioned):
        fault = None if complaint and _FOR_SOMEONE.search(complaint.flat) else _against_address(greeting.last, reply)
    if fault is not None:
        yield fault


def _greeting(reply: Page) -> _Greeting | None:
    """The salutation; none where several people are greeted, or nobody by name."""
    for block in reply.letter.blocks_of(BlockKind.SALUTATION):
        words = reply.words(block.span)
        found = _GREETED.match(words)
        if found is None or _SEVERAL.search(words) or found["name"].lower().split()[-1] in _NOBODY:
            continue
        names = [
            (_plain(one[0]), _moved(one.span(), block.span.start + found.start("name")))
            for one in regex.finditer(_NAME, found["name"])
        ]
        title = found["title"]
        span = _moved(found.span("title"), block.span.start) if title else None
        if title is None and len(names) == 1:
            return _Greeting(None, None, names[0], None)
        return _Greeting(title, span, names[0] if len(names) > 1 else None, names[-1])
    return None


def _wrong_addressee(reply: Page, complaint: Page, mentioned: frozenset[str]) -> Iterator[tuple[Span, str]]:
    """The addressee's surname, if it is a slip for the complaint's writer's."""
    if _FOR_SOMEONE.search(complaint.flat):
        return
    for block in _above_salutation(reply):
        words = reply.words(block.span)
        if _CARE_OF.search(words) or _SEVERAL.search(words):
            return
        found = _ADDRESSEE.match(words)
        if found is None:
            continue
        name = _plain(found["name"])
        meant = [one for one in _writers(complaint) if is_alike(name, _plain(one.last))]
        if meant and not _is_mentioned(name, mentioned):
            yield _moved(found.span("name"), block.span.start), _capitalised(meant[0].last)
        return


def _above_salutation(reply: Page) -> Iterator[Block]:
    """The lines of the address above the salutation."""
    greeted = min((block.span.start for block in reply.letter.blocks_of(BlockKind.SALUTATION)), default=0)
    return (block for block in reply.letter.blocks_of(BlockKind.ADDRESS) if block.span.end <= greeted)


def _against_complaint(greeting: _Greeting, complaint: Page, mentioned: frozenset[str]) -> tuple[Span, str] | None:
    for_someone = _FOR_SOMEONE.search(complaint.flat) is not None
    for writer in _writers(complaint):
        fault = None
        if greeting.last is not None and not _is_mentioned(greeting.last[0], mentioned):
            name, span = greeting.last
            if is_alike(name, _plain(writer.last)) or (writer.sure and not for_someone):
                fault = span, _capitalised(writer.last)
        elif greeting.last is None or greeting.last[0] == _plain(writer.last):
            fault = _wrong_first(greeting, writer, mentioned) or _wrong_title(greeting, writer)
        if fault is not None:
            return fault
    return None


def _wrong_first(greeting: _Greeting, writer: _Writer, mentioned: frozenset[str]) -> tuple[Span, str] | None:
    if greeting.first is None or len(writer.first) < 2:
        return None
    (name, span), own = greeting.first, _plain(writer.first)
    if name[:_SHORT_FORM] != own[:_SHORT_FORM] and is_alike(name, own) and not _is_mentioned(name, mentioned):
        return span, _capitalised(writer.first)
    return None


def _wrong_title(greeting: _Greeting, writer: _Writer) -> tuple[Span, str] | None:
    """A title that the writer states otherwise."""
    told = (greeting.title or "").rstrip(".").lower()
    if greeting.title_span is None or writer.title is None or told not in {"mr", "mrs", "ms", "miss", "mx"}:
        return None
    return (greeting.title_span, writer.title.title()) if told != writer.title.lower() else None


def _writers(complaint: Page) -> Iterator[_Writer]:
    """The names that the complaint gives for its writer: as signed, then as introduced."""
    blocks = complaint.letter.blocks
    for block in blocks[-_LAST_BLOCKS:]:
        if block.kind in (BlockKind.SIGN_OFF, BlockKind.ADDRESS):
            yield from _signed(_CLOSES.sub("", complaint.words(block.span)))
    for found in _INTRODUCED.finditer(complaint.flat):
        yield from _introduced(_to_full_stop(found["words"].split()), found["title"], found["how"].lower() in _SURE)


def _to_full_stop(words: list[str]) -> list[str]:
    """The words up to the end of the sentence; an initial may have a full stop too."""
    end = next((place for place, word in enumerate(words, 1) if word.endswith(".") and len(word) > _INITIAL), None)
    return [word.strip(".") for word in words[:end]]


def _introduced(words: list[str], title: str | None, sure: bool) -> Iterator[_Writer]:
    """The names that follow "my name is"; behind a title one is enough, and in small letters any may be the last."""
    titled = [word for word in words if word[:1].isupper()]
    opening = list(takewhile(lambda word: word[:1].isupper() and word != "I", words))
    stated = title.rstrip(".") if title else None
    if stated and opening:
        yield _Writer(opening[0] if len(opening) > 1 else "", opening[-1], stated, sure)
    elif len(titled) >= 2 and words[: len(titled)] == titled:
        yield _Writer(titled[0], titled[-1], None, sure)
    elif stated:
        yield _Writer("", words[0], stated, sure=False)
    if len(words) >= 2 and not titled:
        yield _Writer(words[0], words[1], stated, sure=False)


def _signed(line: str) -> Iterator[_Writer]:
    title = _STATED_TITLE.search(line)
    stated = next((group for group in title.groups() if group), None) if title else None
    words = [word.strip(".") for word in regex.split(r"[,(\d\n]", line)[0].split()]
    words = [word for word in words if word and not regex.fullmatch(_TITLE, word, regex.I)]
    most = _MOST_WORDS if stated is None else _MOST_WORDS - 1
    if (
        (len(words) >= 2 or (stated and words))
        and len(words) <= most
        and all(regex.fullmatch(_NAME, one) for one in words)
    ):
        sure = words[0][0].isupper() and words[-1][0].isupper()
        yield _Writer(words[0] if len(words) > 1 else "", words[-1], stated, sure)


def _against_address(greeted: tuple[str, Span], reply: Page) -> tuple[Span, str] | None:
    """The greeted surname, if the addressee's line above the salutation has another."""
    for block in reply.letter.blocks_of(BlockKind.ADDRESS):
        words = reply.words(block.span)
        if _CARE_OF.search(words) or _SEVERAL.search(words):
            return None
        found = _ADDRESSEE.match(words)
        if found is not None:
            return None if _plain(found["name"]) == greeted[0] else (greeted[1], str(found["name"]))
    return None


def _names_in(page: Page) -> frozenset[str]:
    """The words of a letter in small letters without accents, and the parts of double ones."""
    return frozenset(part for word in _plain(page.flat).split() for part in [*regex.findall(r"[^\W_]+", word), word])


def _is_mentioned(name: str, mentioned: frozenset[str]) -> bool:
    """Whether the complaint holds the name, or a part of a double one."""
    return name in mentioned or any(part in mentioned for part in name.split("-") if len(part) > 2)


def _moved(place: tuple[int, int], by: int) -> Span:
    return Span(start=place[0] + by, end=place[1] + by)


def _capitalised(name: str) -> str:
    return name[0].upper() + name[1:]


def _plain(name: str) -> str:
    """The name in small letters without accents."""
    return "".join(sign for sign in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(sign))

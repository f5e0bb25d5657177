"""People in the reply: those whom the complaint does not name, and those it does of whom the reply tells more.

The complainant's own people, "your mother" or "my client", are no third parties.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reviewer.blocks import find_blocks
from reviewer.case import Span
from reviewer.lines import plain_copy
from reviewer.occurrences import whole_words
from reviewer.private_matters import Matter, Passage, matter_told, stems_of
from reviewer.text import BlockKind, Letter, Sentence
from reviewer.wording import Wording

_PERSONAL = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Cllr|Councillor)\b\.?"
_TITLE = re.compile(rf"(?:{_PERSONAL}|Officer|Nurse)\s$")
_STARTS_WITH_TITLE = re.compile(_PERSONAL)
_PERSONAL_BEFORE = re.compile(rf"{_PERSONAL}\s$")
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx)\.?(?:[ \u00a0][A-Z][\w'’-]+){1,2}")
_NAME = re.compile(r"[^\W\d_][\w'’-]*")
_PLACEHOLDER = re.compile(r"x{2,}", re.IGNORECASE)
_KNOWN_BLOCKS = (BlockKind.SALUTATION, BlockKind.SIGN_OFF, BlockKind.ADDRESS, BlockKind.REFERENCE)
_TITLE_LENGTH = 12
_GIVES_TITLE = re.compile(rf"\b{_PERSONAL}\s+(?:[\w'-]+\s+)?$", re.IGNORECASE)
_GOES_ON = 3  # sentences
_BEFORE, _BEHIND = 300, 600  # characters of the reply around a name in which something of the person is looked for
_NAME_ROOM = 100  # characters that a name takes, with what joins it to "my mother"
_AROUND = 30  # characters of the complaint around a name
_SIGNED = 4  # words in a last line that is a name
_JOINING = rf"[,:(]?\s+(?:(?:is|are|who is|called|named|{_PERSONAL})\s+)*"
_CAPITALISED, _ANY = r"[A-Z][\w'-]+", r"[^\W\d_][\w'-]*"
_PLURAL = re.compile(r"(?:s|children)$", re.IGNORECASE)
_CLOSED = re.compile(r"\s*(?:[,.;)]|$)")
_BARE = re.compile(
    r"(?:\b[A-Z][\w'-]* )?\b[A-Z][a-z]{2,}(?=,? (?:who )?(?:is|was|has|had|takes|took|suffers|owes|uses|drinks)\b)"
)
_NEXT = re.compile(r"(?:He|She)\b")


@dataclass(frozen=True)
class OtherPerson:
    """Where someone is named, what is told of them there, and whether they are surely nobody of the complainant's."""

    span: Span
    tells: Matter | None = None
    is_another: bool = True

    @property
    def is_private(self) -> bool:
        """Whether something private is told."""
        return self.tells is not None

    @property
    def is_grave(self) -> bool:
        """Whether that is health, money, the law, work or family, and surely somebody else's."""
        return self.tells == "sensitive" and self.is_another


@dataclass(frozen=True)
class _Known:
    """The words of names: of the complainant's side and the letter's furniture, and of the whole complaint."""

    own: frozenset[str]
    complaint: frozenset[str]
    stems: frozenset[str]
    text: str  # the complaint in plain signs


def others_named(
    reply: Letter, people: Sequence[Span], complaint: str | None, words: Wording
) -> tuple[OtherPerson, ...]:
    """Those named in the reply's running text whom neither the complaint nor the letter's own furniture names.

    So too those whom the complaint names, where the reply tells something sensitive of them that it does not.
    `people` are the places that the language pipeline takes for names of people. Of a person named twice, the mention
    that tells most.
    """
    titled = [Span(start=found.start(), end=found.end()) for found in _TITLED.finditer(reply.text)]
    known = _known(reply, complaint or "", words)
    places = sorted({*people, *titled, *_called_there(reply, known, words)}, key=lambda span: (span.start, -span.end))
    named = [span for span in places if _is_person(reply, span, words)]
    found = (_other(reply, span, named, known, words) for span in named)
    return tuple(_one_of_each(reply, [one for one in found if one]))


def _other(reply: Letter, span: Span, named: Sequence[Span], known: _Known, words: Wording) -> OtherPerson | None:
    name = _without_title(span.of(reply.text))
    parts = set(_parts(name))
    if parts & known.own:
        return None
    in_complaint = bool(parts & known.complaint)
    tells = matter_told(_passage(reply, span, named), words, known.stems, stranger=not in_complaint)
    if in_complaint:
        is_another = _is_another(name, known, words)
        may_be_own = not is_another and not _is_titled(reply, span, _TITLE) and words.found("own_kin", known.text)
        return OtherPerson(span, tells, is_another) if tells == "sensitive" and not may_be_own else None
    is_plain = len(_capitalised(name)) > 1 or _is_titled(reply, span, _TITLE)
    return OtherPerson(span, tells) if is_plain or tells else None


def _is_person(reply: Letter, span: Span, words: Wording) -> bool:
    sentence = reply.sentence_at(span.start)
    if sentence is None or not sentence.is_prose or reply.is_quoted(span):
        return False
    whole = span.of(reply.text)
    parts = _capitalised(_without_title(whole))
    if not parts or any(_PLACEHOLDER.fullmatch(part) for part in parts):
        return False
    if _is_titled(reply, span, _PERSONAL_BEFORE):  # Mrs Green is no park
        return True
    if words.found("not_people", whole) or words.found("sensitive", whole) or all(part.isupper() for part in parts):
        return False
    return len(parts) > 1 or not any(whole_words(parts[0].lower(), reply.text))


def _is_titled(reply: Letter, span: Span, before: re.Pattern[str]) -> bool:
    stands = reply.text[max(0, span.start - _TITLE_LENGTH) : span.start]
    return bool(before.search(stands) or _STARTS_WITH_TITLE.match(span.of(reply.text)))


def _without_title(name: str) -> str:
    return _STARTS_WITH_TITLE.sub("", name)


def _capitalised(name: str) -> list[str]:
    return [part for part in _NAME.findall(name) if part[0].isupper()]


def _parts(text: str) -> Iterator[str]:
    """The words that a name may be made of: "Okoro-Bell's" gives "okoro" and "bell"."""
    for word in _NAME.findall(text.casefold()):
        yield from re.sub(r"['’]s?$", "", word).split("-")


def _passage(reply: Letter, span: Span, named: Iterable[Span]) -> Passage:
    """The sentence that names someone, with those right behind it that go on about "he" or "she"."""
    first = next(one for one in reply.sentences if one.span.start <= span.start < one.span.end)
    end = first.span.end
    for after in _goes_on(reply, first):
        end = after.span.end
    start, end = max(first.span.start, span.start - _BEFORE), min(end, span.end + _BEHIND)
    others = (one for one in named if start <= one.start and one.end <= end)
    return Passage(
        plain_copy(reply.text[start:end]),
        _moved(span, start),
        tuple(_moved(one, start) for one in others if not one.overlaps(span)),
    )


def _goes_on(reply: Letter, first: Sentence) -> Iterator[Sentence]:
    for after in reply.sentences[first.index + 1 : first.index + 1 + _GOES_ON]:
        if after.paragraph != first.paragraph or not _NEXT.match(reply.words_of(after)):
            return
        yield after


def _moved(span: Span, start: int) -> Span:
    return Span(start=span.start - start, end=span.end - start)


def _one_of_each(reply: Letter, found: Sequence[OtherPerson]) -> Iterator[OtherPerson]:
    """The mention of each person that tells most, the first of several."""
    best: dict[str, OtherPerson] = {}
    for one in found:
        last = _NAME.findall(one.span.of(reply.text))[-1].casefold()
        if last not in best or _weight(one) > _weight(best[last]):
            best[last] = one
    yield from sorted(best.values(), key=lambda one: one.span.start)


def _weight(one: OtherPerson) -> int:
    return one.is_private + (one.tells == "sensitive")


# --- whom the letters know ------------------------------------------------------------------------------------------


def _known(reply: Letter, complaint: str, words: Wording) -> _Known:
    furniture = (block.span.of(reply.text) for block in reply.blocks_of(*_KNOWN_BLOCKS))
    own = (
        *furniture,
        *_signatures(complaint),
        *_own_people(plain_copy(reply.text), words, _CAPITALISED),
        *_own_people(plain_copy(complaint), words, _ANY),
    )
    return _Known(
        frozenset(part for text in own for part in _parts(text)),
        frozenset(_parts(complaint)),
        stems_of(complaint),
        plain_copy(complaint),
    )


def _called_there(reply: Letter, known: _Known, words: Wording) -> Iterator[Span]:
    """The bare names that the complaint gives a neighbour or the like, which the pipeline may take for no name."""
    # with a capital before it, it is part of a longer name
    bare = [one for one in _BARE.finditer(plain_copy(reply.text)) if one[0].casefold() in known.complaint]
    others = {name for name in {one[0] for one in bare} if _is_another(name, known, words)}
    yield from (Span(start=one.start(), end=one.end()) for one in bare if one[0] in others)


def _is_another(name: str, known: _Known, words: Wording) -> bool:
    """Whether the complaint gives them a title, or calls them a neighbour, an officer or the like.

    Where it does not, a bare name may be that of its writer's own child.
    """
    return any(
        _GIVES_TITLE.search(known.text[max(0, span.start - _NAME_ROOM) : span.start])
        or words.found("role", _around(known.text, span))
        for part in _capitalised(name)
        for span in whole_words(part, known.text, any_case=True)
    )


def _around(text: str, span: Span) -> str:
    """The words near a name, in its sentence."""
    before = re.split(r"[.!?\n]", text[max(0, span.start - _AROUND) : span.start])[-1]
    return before + span.of(text) + re.split(r"[.!?\n]", text[span.end : span.end + _AROUND])[0]


def _signatures(complaint: str) -> Iterator[str]:
    """How the complaint is signed: the lines at its end, or a last line as short as a name."""
    for block in find_blocks(complaint):
        if block.kind is BlockKind.SIGN_OFF:
            yield block.span.of(complaint)
    last = complaint.strip().rpartition("\n")[2]
    if len(_NAME.findall(last)) <= _SIGNED:
        yield last


def _own_people(text: str, words: Wording, name: str) -> Iterator[str]:
    """What the complainant's own people are called: "your mother, Mrs Cole", "Sam is my son"."""
    for kin in words.spans("own_before", text):
        more = rf"(?:(?:,|\s+and)\s+{name})*" if _PLURAL.search(kin.of(text)) else ""
        if found := re.match(rf"{_JOINING}({name}(?:\s+{name}){{0,2}}{more})", text[kin.end : kin.end + _NAME_ROOM]):
            yield found[1]
    for kin in words.spans("own_behind", text):
        before = text[max(0, kin.start - _NAME_ROOM) : kin.start]
        found = re.search(rf"({name}(?:\s+{name}){{0,2}})(,\s+|\s+(?:is|was)\s+|\s+\()$", before)
        if found and (found[2].strip() in ("is", "was") or _CLOSED.match(text, kin.end)):
            yield found[1]

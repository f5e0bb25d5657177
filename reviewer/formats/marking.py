"""Which words of a letter are marked and for what: shared by the text report and the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reviewer.case import Span
from reviewer.review import Document, Review, Severity

RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.SUGGESTION: 2}

# Signs that could steer a terminal or turn the order of a line; each is shown as one sign, so offsets still hold.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def inert(text: str) -> str:
    """The text with control and direction signs made visible, one code point for one code point."""
    return _STEERING.sub(_visible, text)


def _visible(found: re.Match[str]) -> str:
    code = ord(found[0])
    if found[0] == "\r":
        return " "
    return chr(0x2400 + code) if code < 0x20 else "\u2421" if code == 0x7F else "\ufffd"


@dataclass(frozen=True)
class Place:
    """One marked place: `name` is the finding's (or concern's) id; `again` marks a further place of the same."""

    name: str
    span: Span
    severity: Severity | None = None
    again: bool = False

    @property
    def kind(self) -> str:
        """Which list of the report the place belongs to: `finding` or `concern`."""
        return "concern" if self.severity is None else "finding"


def finding_places(review: Review, document: Document = Document.RESPONSE) -> tuple[Place, ...]:
    """The places of the findings in one document, by start, longest first."""
    places = []
    for finding in review.findings:
        if finding.document is not document:
            continue
        if finding.span is not None:
            places.append(Place(finding.id, finding.span, finding.severity))
        places += [Place(finding.id, span, finding.severity, again=True) for span in finding.also]
    return tuple(sorted(places, key=_by_place))


def concern_places(review: Review) -> tuple[Place, ...]:
    """The places of the concerns in the complaint, by start, longest first."""
    return tuple(sorted((Place(one.id, one.span) for one in review.concerns if one.span), key=_by_place))


def _by_place(place: Place) -> tuple[int, int]:
    return place.span.start, -place.span.end


def distinct(places: Iterable[Place]) -> tuple[Place, ...]:
    """One place for each stretch of words: the gravest of those that cover exactly it."""
    kept: dict[tuple[int, int], Place] = {}
    for place in places:
        key = place.span.start, place.span.end
        if key not in kept or _gravity(place) < _gravity(kept[key]):
            kept[key] = place
    return tuple(kept.values())


def _gravity(place: Place) -> int:
    return len(RANK) if place.severity is None else RANK[place.severity]


def lanes(places: Sequence[Place]) -> tuple[tuple[Place, ...], ...]:
    """The places laid on as few lines as keep any two on a line apart."""
    laid: list[list[Place]] = []
    for place in places:
        lane = next((lane for lane in laid if lane[-1].span.end <= place.span.start), None)
        if lane is None:
            laid.append([place])
        else:
            lane.append(place)
    return tuple(map(tuple, laid))


@dataclass(frozen=True)
class Segment:
    """A stretch of text over which the same places hold; `starting` and `ending` begin and end in it."""

    text: str
    places: tuple[Place, ...] = ()
    starting: tuple[Place, ...] = ()
    ending: tuple[Place, ...] = ()

    @property
    def severity(self) -> Severity | None:
        """The gravest severity among the places."""
        return min((place.severity for place in self.places if place.severity), key=RANK.__getitem__, default=None)


def paragraphs(text: str, places: Sequence[Place]) -> tuple[tuple[Segment, ...], ...]:
    """The text by paragraph (blank lines between them), each cut wherever a place starts or ends."""
    pieces = [
        (number, piece) for number, (start, end) in enumerate(_paragraphs(text)) for piece in _cut(start, end, places)
    ]
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for index, (_, piece) in enumerate(pieces):
        for place in piece.inside:
            first.setdefault(place, index)
            last[place] = index
    gathered: dict[int, list[Segment]] = {}
    for index, (number, piece) in enumerate(pieces):
        segment = Segment(
            inert(text[piece.start : piece.end].replace("\r\n", "\n").replace("\r", "\n")),
            tuple(places[one] for one in piece.inside),
            tuple(places[one] for one in piece.inside if first[one] == index),
            tuple(places[one] for one in piece.inside if last[one] == index),
        )
        gathered.setdefault(number, []).append(segment)
    return tuple(map(tuple, gathered.values()))


@dataclass(frozen=True)
class _Piece:
    start: int
    end: int
    inside: tuple[int, ...]  # which of the places cover it


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = end = None
    for found in re.finditer(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$", text):
        words = found[0].strip()
        if words:
            begins = found.start() + found[0].index(words[0])
            start, end = (begins if start is None else start), begins + len(words)
        elif start is not None and end is not None:
            yield start, end
            start = end = None
    if start is not None and end is not None:
        yield start, end


def _cut(start: int, end: int, places: Sequence[Place]) -> Iterator[_Piece]:
    clipped = [(max(start, one.span.start), min(end, one.span.end), index) for index, one in enumerate(places)]
    clipped = [piece for piece in clipped if piece[0] < piece[1]]
    cuts = sorted({start, end, *(low for low, _, _ in clipped), *(high for _, high, _ in clipped)})
    for low, high in pairwise(cuts):
        yield _Piece(low, high, tuple(index for first, last, index in clipped if first <= low and high <= last))

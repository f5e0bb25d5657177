from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.case import Span
from reviewer.formats.marking import Place, concern_places, distinct, finding_places, inert, lanes, paragraphs
from reviewer.review import Document, Review, Severity
from tests.handmade import COMPLAINT, REPLY, make_review


def place(name: str, start: int, end: int, severity: Severity = Severity.WARNING) -> Place:
    return Place(name, Span(start=start, end=end), severity)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain £ é 🙂\ttab\nline", "plain £ é 🙂\ttab\nline"),
        ("\x1b[31mred", "␛[31mred"),
        ("nul\x00", "nul␀"),
        ("del\x7f", "del␡"),
        ("turn\u202eround", "turn\ufffdround"),
        ("one\rtwo", "one two"),
    ],
)
def test_inert(text: str, expected: str) -> None:
    assert inert(text) == expected


def test_places_of_findings_and_concerns(review: Review) -> None:
    assert [(one.name, one.span.of(REPLY)) for one in finding_places(review)] == [
        ("F1", "RCV"),
        ("F2", "Lessons will be learned."),
        ("F3", "[INSERT ADDRESS]"),
    ]
    assert finding_places(review, Document.COMPLAINT) == ()
    assert [one.name for one in concern_places(review)] == ["C1", "C2", "C3"]
    assert concern_places(review)[1].span.of(COMPLAINT) == "I rang twice and nobody rang back."


def test_further_places_are_marked_again() -> None:
    findings = make_review().findings
    grouped = findings[0].model_copy(update={"also": (Span(start=2, end=4),)})
    places = finding_places(make_review(findings=(grouped,)))
    assert [(one.span.start, one.again) for one in places] == [(2, True), (REPLY.index("RCV"), False)]


def test_the_gravest_of_several_places_on_the_same_words_is_kept() -> None:
    places = (place("A", 0, 3), place("B", 0, 3, Severity.ERROR), place("C", 0, 3), place("D", 0, 4))
    assert [one.name for one in distinct(places)] == ["B", "D"]


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ([], []),
        ([("A", 0, 3), ("B", 3, 5)], [["A", "B"]]),
        ([("A", 0, 9), ("B", 3, 5), ("C", 5, 7), ("D", 9, 10)], [["A", "D"], ["B", "C"]]),
    ],
)
def test_lanes_keep_overlapping_places_apart(places: Sequence[tuple[str, int, int]], expected: list[list[str]]) -> None:
    assert [[one.name for one in lane] for lane in lanes([place(*each) for each in places])] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one\n\ntwo", ["one", "two"]),
        ("one\r\ntwo\r\n \r\nthree\r\n", ["one\ntwo", "three"]),
        ("  one  \n\n\n\n", ["one"]),
        (" \n ", []),
    ],
)
def test_paragraphs(text: str, expected: list[str]) -> None:
    assert ["".join(one.text for one in segments) for segments in paragraphs(text, ())] == expected


def test_overlapping_places_cut_the_text_and_the_gravest_shows() -> None:
    text = "one two three"
    ((before, first, both, after),) = paragraphs(text, (place("A", 4, 13), place("B", 8, 10, Severity.ERROR)))[:1]
    assert [one.text for one in (before, first, both, after)] == ["one ", "two ", "th", "ree"]
    assert [one.severity for one in (before, first, both, after)] == [None, "warning", "error", "warning"]
    assert [[p.name for p in one.starting] for one in (before, first, both, after)] == [[], ["A"], ["B"], []]
    assert [[p.name for p in one.ending] for one in (before, first, both, after)] == [[], [], ["B"], ["A"]]


@given(
    st.text(st.sampled_from("ab \n\r"), min_size=1, max_size=40),
    st.lists(st.tuples(st.integers(0, 39), st.integers(1, 20)), max_size=5),
)
def test_every_place_that_covers_a_word_starts_once_and_ends_once(text: str, given: list[tuple[int, int]]) -> None:
    spans = [(start, min(len(text), start + size)) for start, size in given if start < len(text)]
    places = tuple(place(f"F{number}", start, end) for number, (start, end) in enumerate(spans))
    segments = [one for paragraph in paragraphs(text, places) for one in paragraph]
    for one in places:
        if one.span.of(text).strip():
            assert sum(one in segment.starting for segment in segments) == 1
            assert sum(one in segment.ending for segment in segments) == 1
    words = "".join("".join(one.text for one in segments).split())
    assert words == "".join(text.split())

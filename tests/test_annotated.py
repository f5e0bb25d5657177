import json
from pathlib import Path
from typing import Any

import pytest

from reviewer.annotated import MarkedCase, every_place, marked_case, place_of, read_marked_cases
from reviewer.case import ConcernKind, Span
from reviewer.errors import ReviewError
from reviewer.review import Criterion, Outcome, Status
from tests.handmade import COMPLAINT, REPLY, annotated


@pytest.fixture
def marked() -> MarkedCase:
    return marked_case(annotated())


def test_quotations_become_places(marked: MarkedCase) -> None:
    assert [one.span.of(COMPLAINT) for one in marked.concerns] == [
        "You missed my bin on 3 March 😡 and again on 10 March.",
        "I rang twice and nobody rang back.",
        "Why was I told that it had been collected?",
        "I want a written apology.",
    ]
    assert [one.of(REPLY) for one in marked.concerns[0].evidence] == [
        "The crew did not have your road on their list, so we missed your bin twice."
    ]
    assert marked.concerns[0].decision is Outcome.UPHELD
    assert marked.concerns[1].status is Status.NOT_ANSWERED
    assert marked.jargon[0].of(REPLY) == "RCV"
    assert marked.privacy[0].span.of(REPLY) == "[INSERT ADDRESS]"


def test_actions_have_their_owner_and_timescale(marked: MarkedCase) -> None:
    promise, hollow = marked.actions
    assert promise.owner is not None
    assert promise.owner.of(REPLY) == "The Waste Operations Manager"
    assert promise.timescale is not None
    assert promise.timescale.of(REPLY) == "by 21 March 2026"
    assert (promise.complete, hollow.complete) == (True, False)


def test_scores_and_letter(marked: MarkedCase) -> None:
    assert marked.scores[Criterion.CONCERNS_ANSWERED] == 2
    assert marked.scores[Criterion.REMEDY] is None
    assert (marked.decision, marked.escalation_correct) == (Outcome.UPHELD, True)


def test_concerns_can_be_given(marked: MarkedCase) -> None:
    given = marked.with_concerns.concerns or ()
    assert [one.kind for one in given][2:] == [ConcernKind.QUESTION, ConcernKind.DESIRED_OUTCOME]
    assert given[0].span == marked.concerns[0].span
    assert marked.case.concerns is None


@pytest.mark.parametrize(
    "passage", ["RCV", {"quote": "RCV"}, {"span": {"start": 116, "end": 119}}, {"start": 116, "end": 119}]
)
def test_a_passage_may_be_written_in_four_ways(passage: object) -> None:
    start = REPLY.index("RCV")
    shift = json.loads(json.dumps(passage).replace("116", str(start)).replace("119", str(start + 3)))
    assert marked_case(annotated(jargon=[shift])).jargon == (Span(start=start, end=start + 3),)


@pytest.mark.parametrize(
    ("text", "passage", "near", "expected"),
    [
        ("a DPA and a DP", "DP", None, 12),
        ("ADP only", "DP", None, 1),
        ("a RCV, b RCV", "RCV", None, 2),
        ("I did. I can.", "I", Span(start=7, end=13), 7),
        ("The team. our Team will", "our team", Span(start=10, end=23), 10),
        ("The team", "gone", None, None),
    ],
)
def test_place_of(text: str, passage: str, near: Span | None, expected: int | None) -> None:
    found = place_of(text, passage, near)
    assert (found and found.start) == expected


def test_every_place_ignores_case_and_parts_of_words() -> None:
    assert [one.start for one in every_place("PA, pa and PAs", "PA")] == [0, 4]
    assert every_place("nothing", "PA") == ()


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"jargon": ["not there"]}, "jargon term 1 does not stand in the response"),
        ({"tone": [{"span": {"start": 0, "end": 9_999}}]}, "tone passage 1 does not stand in the response"),
        ({"concerns": [{"quote": "gone", "kind": "concern", "status": "answered"}]}, "concern 1 does not stand"),
        ({"concerns": [{"kind": "concern", "status": "answered"}]}, "concern 1 has no passage"),
        ({"concerns": [{"quote": "I rang", "kind": "wish", "status": "answered"}]}, "concerns.0.kind"),
        ({"actions": [{"quote": REPLY[:4], "kind": "remedy", "owner": "nobody here"}]}, "owner of action 1"),
        ({"scores": {"remedy": 4}}, "scores.remedy"),
    ],
)
def test_a_slip_names_the_case_and_the_entry_and_quotes_nothing(changes: dict[str, Any], expected: str) -> None:
    with pytest.raises(ReviewError) as caught:
        marked_case(annotated(**changes))
    assert "Case made-1" in caught.value.title
    assert expected in caught.value.detail
    assert "nobody here" not in str(caught.value)


@pytest.mark.parametrize(
    ("scores", "quality", "expected"),
    [
        ([3, 3, 3, 3, 3, 3, 2, 2, 2], None, True),
        ([3, 3, 3, 3, 3, 2, 2, 2, 2], None, False),
        ([3, 3, 3, 3, 3, 3, 3, 3, 1], None, False),
        ([3, 3, 3, 3, None, None, None, 3, 2], None, True),
        ([1] * 9, "good", True),
        ([1] * 9, "poor", False),
    ],
)
def test_plainly_good(scores: list[int | None], quality: str | None, expected: bool) -> None:
    written = annotated(scores=dict(zip(map(str, Criterion), scores, strict=True)))
    assert marked_case({**written, "quality": quality}).plainly_good is expected
    assert marked_case({**written, "meta": {"quality": quality}}).plainly_good is expected


def test_files_of_every_kind_are_read_in_order(tmp_path: Path) -> None:
    one, two, three = ({**annotated(), "id": name} for name in ("one", "two", "three"))
    (tmp_path / "a.json").write_text(json.dumps([one]), encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(json.dumps(two) + "\n\n", encoding="utf-8")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "c.json").write_text(json.dumps(three), encoding="utf-8-sig")
    (tmp_path / "notes.txt").write_text("not a case", encoding="utf-8")
    assert [case.name for case in read_marked_cases([tmp_path])] == ["one", "two", "three"]
    assert [case.name for case in read_marked_cases([tmp_path / "b.jsonl"])] == ["two"]


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.json", b"{", "a.json cannot be read"),
        ("a.json", b"\xff\xfe", "a.json cannot be read"),
        ("a.json", b"[1]", "a.json holds something other than cases"),
        ("a.jsonl", b"[" * 100_000, "a.jsonl cannot be read"),
        ("a.txt", b"", "There is no annotated case there"),
    ],
)
def test_files_that_cannot_be_read_are_named(tmp_path: Path, name: str, content: bytes, expected: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ReviewError) as caught:
        read_marked_cases([tmp_path])
    assert caught.value.title == expected

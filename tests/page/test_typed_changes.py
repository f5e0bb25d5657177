"""What an open page says of its changes, and the form that follows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.page.typed_changes import Change, Held, MisfitError, Said, changed, form_of

MOST = 1_000
letters = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def said(*changes: tuple[str, int, int, str]) -> Said:
    told = [{"field": field, "start": start, "end": end, "text": text} for field, start, end, text in changes]
    return Said.model_validate({"number": 1, "changes": told})


@pytest.mark.parametrize(
    ("changes", "draft"),
    [
        ((("draft", 0, 0, "Dear Ms Pell"),), "Dear Ms Pell"),
        ((("draft", 0, 0, "Dear Ms Pell"), ("draft", 5, 7, "Mr")), "Dear Mr Pell"),
        ((("draft", 0, 0, "Dear Ms Pell"), ("draft", 12, 12, "\n")), "Dear Ms Pell\n"),
        ((("draft", 0, 0, "Dear Ms Pell"), ("draft", 0, 12, "")), ""),
        ((("draft", 0, 0, "🗑 bin"), ("draft", 2, 3, " green ")), "🗑 green bin"),
        ((("draft", 0, 0, "🗑"), ("draft", 1, 2, "")), "�"),
        ((), ""),
    ],
)
def test_changes_follow_one_another(changes: tuple[tuple[str, int, int, str], ...], draft: str) -> None:
    held: Held = {}
    for one in changes:
        held = changed(held, said(one), MOST)
    assert form_of(held).text("draft") == draft
    assert form_of(changed({}, said(*changes), MOST)).text("draft") == draft


def test_fields_are_kept_apart() -> None:
    held = changed({}, said(("draft", 0, 0, "Dear"), ("complaint", 0, 0, "Why?"), ("stage", 0, 0, "stage_2")), MOST)
    assert form_of(held).fields == {"draft": "Dear", "complaint": "Why?", "stage": "stage_2"}


@given(letters, letters, letters, letters)
def test_words_around_a_change_stay(first: str, old: str, new: str, last: str) -> None:
    held = changed({}, said(("draft", 0, 0, first + old + last)), MOST)
    start, end = (len(words.encode("utf-16-le")) // 2 for words in (first, first + old))
    after = form_of(changed(held, said(("draft", start, end, new)), MOST))
    assert after.fields["draft"] == first + new + last


@pytest.mark.parametrize(
    "change",
    [("draft", 5, 4, ""), ("draft", 0, 5, ""), ("draft", 5, 5, ""), ("memory", 0, 1, ""), ("draft", 4, 4, "x" * MOST)],
)
def test_what_does_not_fit_is_refused(change: tuple[str, int, int, str]) -> None:
    held = changed({}, said(("draft", 0, 0, "Dear")), MOST)
    with pytest.raises(MisfitError):
        changed(held, said(change), MOST)


def test_only_what_a_review_needs_is_taken() -> None:
    assert set(Change.model_json_schema()["properties"]["field"]["enum"]) == {
        "complaint",
        "draft",
        "procedure",
        "stage",
        "nation",
        "received",
        "memory",
        "original_name",
    }

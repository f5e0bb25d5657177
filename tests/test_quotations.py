"""Passages that repeat someone else's words."""

from __future__ import annotations

import pytest

from reviewer.blocks import find_blocks
from reviewer.quotations import find_quotations

COMPLAINT = "The man at the depot told me that my road was not on his list at all. I was upset."


def quotations(text: str, quoting: str | None = None) -> list[str]:
    return [span.of(text) for span in find_quotations(text, tuple(find_blocks(text)), quoting)]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("You wrote “the bin men never came to us” and that is right.", ["“the bin men never came to us”"]),
        ("You wrote “the bin men never\ncame to us” and that is right.", ["“the bin men never\ncame to us”"]),
        ("You wrote “the bin men never\r\ncame to us” and that is right.", ["“the bin men never\r\ncame to us”"]),
        ('You wrote "the bin men never came" and that is right.', ['"the bin men never came"']),
        ("The ‘don’t care about you’ note was wrong.", ["‘don’t care about you’"]),
        ("He said “it is not us” and “it is not them”.", ["“it is not us”", "“it is not them”"]),
        ("We call it a “wheelie bin” here.", []),
        ('A 5" pipe and a 6" pipe were laid in the road.', []),
        ("It’s the residents’ bins that weren’t emptied.", []),
        ("You asked “why was this.\n\nWe say it was” late.", []),
    ],
)
def test_quotation_marks(text: str, quoted: list[str]) -> None:
    assert quotations(text) == quoted


@pytest.mark.parametrize(
    ("reply", "quoted"),
    [
        (
            "You say THE MAN at the depot told me that my road was not on his list.",
            ["THE MAN at the depot told me that my road was not on his list"],
        ),
        ("The man at the depot was wrong to say that your road was not on his list.", []),
    ],
)
def test_a_run_of_ten_words_of_the_complaint_is_a_quotation(reply: str, quoted: list[str]) -> None:
    assert quotations(reply, COMPLAINT) == quoted
    assert quotations(reply) == []


def test_quoted_blocks_come_in_order_of_place() -> None:
    text = "You wrote:\n\n“My bin was never emptied by you at all.”\n\nIt was not.\n\n> And I rang.\n"
    assert quotations(text) == ["“My bin was never emptied by you at all.”", "> And I rang."]

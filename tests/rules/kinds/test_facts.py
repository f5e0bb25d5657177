from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from reviewer.case import Span
from reviewer.review import Document
from reviewer.rules import FactItem, Facts, Match

REPLY, COMPLAINT = "We missed the bin.", "Why was my bin missed?"
FACTS = Facts(
    letter={"apology": "none", "upheld": True, "words": 120, "stage": None},
    items={
        "concern": (
            FactItem(
                {"status": "not_answered", "text": "Why?"}, Span(start=0, end=3), Document.COMPLAINT, 0.9, "model"
            ),
            FactItem({"status": "answered", "text": "When?"}, None, Document.COMPLAINT, 0.8, "model"),
        )
    },
)


@pytest.mark.parametrize(
    ("keys", "count"),
    [
        ({"when": {"apology": ["none"]}}, 1),
        ({"when": {"apology": ["genuine", "none"], "upheld": [True]}}, 1),
        ({"when": {"apology": ["none"], "upheld": [False]}}, 0),
        ({"when": {"words": [">=120"]}}, 1),
        ({"when": {"words": [">120"]}}, 0),
        ({"when": {"words": ["<200"]}}, 1),
        ({"when": {"words": [120]}}, 1),
        ({"when": {"upheld": [1]}}, 0),
        ({"when": {"upheld": [">0"]}}, 0),
        ({"when": {"stage": [None]}}, 1),
        ({"when": {"never_heard_of": [None]}}, 1),
        ({"when": {"never_heard_of": ["yes"]}}, 0),
        ({"each": "concern"}, 2),
        ({"each": "concern", "where": {"status": ["not_answered"]}}, 1),
        ({"each": "concern", "where": {"status": ["not_answered"]}, "when": {"upheld": [False]}}, 0),
        ({"each": "action"}, 0),
    ],
)
def test_facts(run: Callable[..., tuple[Match, ...]], keys: dict[str, Any], count: int) -> None:
    assert len(run({"kind": "facts", **keys}, REPLY, COMPLAINT, facts=FACTS)) == count


def test_a_hit_has_the_items_place_words_and_confidence(run: Callable[..., tuple[Match, ...]]) -> None:
    rule = {"kind": "facts", "each": "concern", "where": {"status": ["not_answered"]}, "message": "{text} {words}"}
    (match,) = run(rule, REPLY, COMPLAINT, facts=FACTS)
    assert (match.text, match.message, match.document) == ("Why", "Why? 120", Document.COMPLAINT)
    assert (match.source, match.confidence) == ("model", 0.9)


def test_without_facts_there_is_nothing_to_say(run: Callable[..., tuple[Match, ...]]) -> None:
    assert run({"kind": "facts", "when": {"never_heard_of": [None]}}, REPLY) == ()

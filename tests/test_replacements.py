"""Which suggestions can stand in a letter just as they are."""

from __future__ import annotations

from typing import Any

import pytest

from reviewer.case import Span
from reviewer.replacements import replacement_of
from reviewer.review import Document
from reviewer.rules import Match
from reviewer.rules.schema import KINDS

BASE = {
    "id": "pack/rule",
    "pack": "pack",
    "title": "Title",
    "message": "Message",
    "why": "Why",
    "source": "Source",
    "severity": "warning",
    "category": "jargon",
    "criterion": "plain_english",
}
TERMS = {"terms": {"utilise": "use", "disrepair": "poor condition", "tribunal bundle": "papers for the tribunal"}}
SWAP = {"swap": {"in lieu of": "instead of", "prior(?: to)?": "before"}}
SLIP = {"each": "slip", "category": "spelling"}


def match(kind: str, keys: dict[str, Any], words: str, *suggestions: str, **more: Any) -> Match:
    rule = KINDS[kind].model_validate({**BASE, "kind": kind, **keys})
    span = Span(start=3, end=3 + len(words))
    return Match(
        **{
            "rule": rule,
            "span": span,
            "document": Document.RESPONSE,
            "text": words,
            "message": "",
            "suggestions": suggestions,
            **more,
        }
    )


@pytest.mark.parametrize(
    ("found", "replacement"),
    [
        (match("vocabulary", TERMS, "utilise", "use"), "use"),
        (match("vocabulary", TERMS, "Utilise", "Use"), "Use"),
        (match("vocabulary", TERMS, "disrepair", "poor condition"), "poor condition"),
        (match("substitution", SWAP, "in lieu of", "instead of"), "instead of"),
        (match("facts", SLIP, "recieved", "received"), "received"),
        (match("facts", SLIP, "should of", "should have"), "should have"),
    ],
)
def test_what_can_stand_as_it_is(found: Match, replacement: str) -> None:
    assert replacement_of(found) == replacement


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(match("vocabulary", TERMS, "utilised", "use"), id="another form of the word"),
        pytest.param(match("vocabulary", TERMS, "utilise"), id="no suggestion"),
        pytest.param(match("vocabulary", TERMS, "utilise", "use", "apply"), id="two suggestions"),
        pytest.param(match("vocabulary", TERMS, "utilise", "use (say how)"), id="advice"),
        pytest.param(match("vocabulary", TERMS, "disrepair", "a poor condition"), id="an article of its own"),
        pytest.param(match("vocabulary", TERMS, "disrepair", "damp or mould"), id="a choice"),
        pytest.param(match("vocabulary", TERMS, "tribunal bundle", "papers for the tribunal"), id="an explanation"),
        pytest.param(match("vocabulary", TERMS, "utilise", ""), id="nothing"),
        pytest.param(
            match(
                "vocabulary", {"abbreviations": {"ASB": "Anti-social behaviour"}}, "ASB", "Anti-social behaviour (ASB)"
            ),
            id="an abbreviation",
        ),
        pytest.param(match("substitution", SWAP, "prior to", "before"), id="a pattern, not the words"),
        pytest.param(
            match("substitution", {**SWAP, "suggestions": ["instead of"]}, "in lieu of", "instead of"),
            id="the rule's own advice",
        ),
        pytest.param(match("existence", {"tokens": ["utilise"]}, "utilise", "use"), id="a rule of another kind"),
        pytest.param(match("facts", SLIP, "recieved", "received / relieved"), id="several spellings"),
        pytest.param(match("facts", {"each": "action"}, "soon", "by Friday"), id="advice on an action"),
        pytest.param(match("vocabulary", TERMS, "utilise", "use", document=Document.COMPLAINT), id="the complaint"),
        pytest.param(match("vocabulary", TERMS, "utilise", "use", span=None), id="no place"),
    ],
)
def test_what_a_person_has_to_choose(found: Match) -> None:
    assert replacement_of(found) is None

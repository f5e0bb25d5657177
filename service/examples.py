"""Requests that show how the API is used: they stand in /openapi.json, and the tests send each of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_COMPLAINT = (
    "My recycling was not collected on 3 March or on 10 March, although it was out by 6am. I rang twice and nobody "
    "rang back. Why was the street missed? I would like an apology and to know that it will not happen again."
)
_REPLY = (
    "Dear Ms Okoro\n\n"
    "Thank you for your complaint of 11 March.\n\n"
    "Your recycling was missed on 3 and 10 March because your road was left off the crew's new list when their "
    "rounds changed. I uphold your complaint, and I am sorry that we missed you twice.\n\n"
    "Our Collections Manager, Priya Nair, put your road back on the list on 13 March. She will check each new list "
    "against the old one from 1 April.\n\n"
    "This is our stage 1 reply. If you are unhappy with it, you can ask for a stage 2 review by 14 April: write to "
    "complaints@example.gov.uk or ring 01632 960123.\n\n"
    "Yours sincerely\n\nHead of Waste Services"
)


@dataclass(frozen=True)
class RequestExample:
    """A request's body with the status that answers it."""

    summary: str
    body: Mapping[str, Any]
    status: int = 200


REQUESTS: Mapping[str, RequestExample] = {
    "missed_collection": RequestExample(
        "A complaint with the draft reply to it",
        {
            "complaint": _COMPLAINT,
            "response": _REPLY,
            "procedure": "corporate",
            "stage": "stage_1",
            "nation": "england",
            "reference": "WS-2041",
            "service_area": "Waste",
            "received": "2026-03-11",
            "dated": "2026-03-16",
        },
    ),
    "draft_alone": RequestExample("A draft without the complaint", {"response": _REPLY}),
    "agreed_concerns": RequestExample(
        "With the concerns that were agreed with the complainant",
        {
            "complaint": _COMPLAINT,
            "response": _REPLY,
            "concerns": [
                {"kind": "concern", "text": "My recycling was not collected on 3 March or on 10 March"},
                {"kind": "question", "text": "Why was the street missed?"},
                {"kind": "concern", "text": "I rang twice and nobody rang back"},
            ],
        },
    ),
    "dismissed_finding": RequestExample(
        "With a finding that a person has set aside, by its fingerprint",
        {
            "response": _REPLY.replace("Your recycling was missed", "Our operatives missed your recycling"),
            "dismissed": [{"fingerprint": "9eb3eb181baeb9ac", "reason": "Ms Okoro used this word on the telephone."}],
        },
    ),
    "unknown_stage": RequestExample(
        "Not valid: a stage that there is not", {"response": _REPLY, "stage": "stage_3"}, 422
    ),
    "unknown_field": RequestExample("Not valid: a field that there is not", {"reply": _REPLY}, 422),
}


def request_examples() -> dict[str, Any]:
    """The examples as OpenAPI has them; `x-status` is the status that answers each."""
    return {name: {"summary": one.summary, "value": one.body, "x-status": one.status} for name, one in REQUESTS.items()}

"""Written cases in the published shape: JSON with the annotation by place, as `reviewer evaluate` reads it."""

from __future__ import annotations

from typing import Any

from models.corpus.notation import WrittenCase

_ESCALATIONS = {
    "next_stage": {"next_stage"},
    "ombudsman": {"ombudsman"},
    "both": {"next_stage", "ombudsman"},
    "vague": set(),
}


def published(case: WrittenCase) -> dict[str, Any]:
    """The case as a JSON mapping."""
    meta = case.meta
    told: dict[str, Any] = {
        "id": meta["id"],
        "service_area": meta["service"],
        "procedure": meta["procedure"],
        "stage": meta["stage"],
        "complaint": case.complaint,
        "response": case.response,
    }
    told |= {key: meta[key] for key in ("nation", "dated", "received") if key in meta}
    told["annotation"] = {
        "concerns": [
            {
                "span": {"start": one.start, "end": one.end},
                "kind": one.kind,
                "status": one.status,
                "decision": one.decision,
                "evidence": [_place(case.sentences[index].start, case.sentences[index].end) for index in one.evidence],
            }
            for one in case.concerns
        ],
        "actions": [
            {
                "span": {"start": one.span[0], "end": one.span[1]},
                "kind": one.kind,
                "owner": _place(*one.owner) if one.owner else None,
                "timescale": _place(*one.timescale) if one.timescale and not one.done else None,
                "done": one.done,
                "specific": one.specific,
            }
            for one in case.actions
        ],
        "apology": _apology(case),
        "decision": _decision(case),
        "escalation": _escalation(case),
        "jargon": list(case.terms["jargon"]),
        "jargon_ok": [term for term in case.terms["jargon_ok"] if term in case.response],
        "tone": _tone(case),
        "privacy": [{"quote": words, "kind": kind} for kind, words in case.privacy],
        "scores": case.scores,
    }
    return told


def _place(start: int, end: int) -> dict[str, dict[str, int]]:
    return {"span": {"start": start, "end": end}}


def _with(case: WrittenCase, role: str) -> list[dict[str, dict[str, int]]]:
    return [_place(one.start, one.end) for one in case.sentences if role in one.roles]


def _apology(case: WrittenCase) -> dict[str, Any]:
    for role, kind in (("apology", "genuine"), ("weak_apology", "conditional")):
        if places := _with(case, role):
            return {"kind": kind, **places[0]}
    return {"kind": "none", "quote": ""}


def _decision(case: WrittenCase) -> dict[str, Any]:
    for one in case.sentences:
        for role, detail in one.details:
            if role == "decision" and detail and detail != "none":
                return {"outcome": detail, **_place(one.start, one.end)}
    return {"outcome": "none", "quote": ""}


def _escalation(case: WrittenCase) -> dict[str, Any]:
    kinds = {
        kind
        for one in case.sentences
        for role, detail in one.details
        if role == "escalation"
        for kind in _ESCALATIONS[detail]
    }
    kind = "both" if len(kinds) == 2 else kinds.pop() if kinds else "none"
    # A next step that was scored as the right one is the right body; 0 is the wrong one or none, 1 a vague pointer.
    correct = kind != "none" and (case.scores["next_steps"] or 0) >= 2
    quotes = _with(case, "escalation") if kind != "none" else []
    return {"kind": kind, "quotes": quotes, "correct": correct}


def _tone(case: WrittenCase) -> list[Any]:
    marked = _with(case, "defence")
    spans = [(one["span"]["start"], one["span"]["end"]) for one in marked]
    extra = [
        words
        for words in case.terms["tone"]
        if not any(start <= case.response.find(words) < end for start, end in spans)
    ]
    return [*marked, *extra]

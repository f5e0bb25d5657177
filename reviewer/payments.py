"""Money that the reply pays: how much, how it reaches the person, and what it is for; and refusals without a reason."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.reader import Reading
from reviewer.review import Action, ActionKind, Concern
from reviewer.text import Letter
from reviewer.wording import Wording

_REASONS = ("reason", "finding", "policy")
_BEFORE, _AFTER = 1, 2  # so many sentences beside a remedy may say how the sum is paid, and why


@dataclass(frozen=True)
class Payment:
    """What is said of a sum that the reply pays. `offered`: it is for what the person went through, not a refund."""

    offered: bool
    has_amount: bool
    has_route: bool
    has_reason: bool


def read_payment(action: Action, reply: Letter, wording: Wording) -> Payment | None:
    """What the reply says of the sum that this action pays; None where it pays none."""
    words = action.span.of(reply.text)
    offered = wording.found("offered", words)
    returned = wording.found("paid", words) and wording.found("amount", words)
    if action.kind is not ActionKind.REMEDY or not (offered or returned):
        return None
    beside = _beside(action, reply)
    return Payment(
        offered=offered,
        has_amount=wording.found("amount", beside),
        has_route=wording.found("route", beside),
        has_reason=wording.found("reason", beside),
    )


def refuses_without_reason(concern: Concern, reply: Letter, reading: Reading, wording: Wording) -> bool:
    """Whether the sentence that best answers the concern declines it, and nothing that answers it gives a reason."""
    answers = reply.sentences_at(one.start for one in concern.evidence)
    refusals = [one for one in answers[:1] if wording.found("declined", reply.words_of(one))]
    near = {one.index + step for one in refusals for step in (-1, 0, 1)} | {one.index for one in answers}
    reasons = any(reading.has(index, role) for index in near for role in _REASONS)
    return bool(refusals) and not reasons and not any(wording.found("because", reply.words_of(one)) for one in answers)


def _beside(action: Action, reply: Letter) -> str:
    """The sentences that hold the action, with those beside them."""
    start, end = action.span.start, action.span.end
    holding = [one.index for one in reply.sentences if one.span.start < end and start < one.span.end]
    near = reply.sentences[max(0, holding[0] - _BEFORE) : holding[-1] + _AFTER + 1]
    return " ".join(reply.words_of(one) for one in near)

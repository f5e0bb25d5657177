"""The review of what is on the page, with what it has to remember for the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pydantic import ValidationError

from reviewer.case import Case, Dismissal, GivenConcern
from reviewer.errors import invalid_case
from reviewer.review import Concern, Review
from service.page.changes import Changes, compare, followed, told
from service.page.memory import KeptConcern, Memory, SetAside, Work, digest
from service.reviewed import reviewed
from service.reviewers import Reviewing


@dataclass(frozen=True)
class Reviewed:
    """A review with its case, what changed since the one before, and the work with its memory brought up to date.

    `other_complaint`: the concerns are the officer's own, and the complaint was changed since.
    """

    work: Work
    case: Case
    review: Review
    changes: Changes | None
    other_complaint: bool


def review_work(reviewer: Reviewing, work: Work, query: str, *, keep: bool) -> Reviewed:
    """Review the work. `keep`: later reviews are compared with this one. Raises ReviewError as reviewers do.

    The concerns are found each time until the officer corrects them: how surely each was found bears on its status.
    """
    memory = work.memory
    same = memory.complaint == digest(work.complaint)
    kept = memory.concerns if _corrected(memory, same=same) else None
    case = _case(work, kept, memory.set_aside, in_place=same)
    review = reviewed(reviewer, case, query)
    again = followed(memory.set_aside, memory.before, review)
    if again:
        case = _case(work, kept, (*memory.set_aside, *again), in_place=same)
        review = reviewed(reviewer, case, query)
    first = memory.before is None
    remembered = Memory(
        concerns=_kept(review.concerns, kept) if case.complaint or kept else None,
        complaint=memory.complaint if kept is not None and not same else digest(work.complaint),
        set_aside=(*memory.set_aside, *again),
        before=told(review) if keep or first else memory.before,
    )
    changes = None if memory.before is None else compare(memory.before, review)
    return Reviewed(replace(work, memory=remembered), case, review, changes, kept is not None and not same)


def _case(work: Work, kept: Sequence[KeptConcern] | None, aside: Sequence[SetAside], *, in_place: bool) -> Case:
    told = {
        "response": work.draft,
        "complaint": work.complaint if work.complaint.strip() else None,
        "procedure": work.procedure,
        "stage": work.stage,
        "nation": work.nation,
        "received": work.received,
        "concerns": None if kept is None else [_given(one, in_place=in_place) for one in kept],
        "dismissed": [Dismissal(fingerprint=one.fingerprint, reason=one.reason) for one in aside],
    }
    try:
        return Case.model_validate(told)
    except ValidationError as error:
        raise invalid_case(error) from None


def _corrected(memory: Memory, *, same: bool) -> bool:
    """Which concerns there are is the officer's word; in the same complaint also that there is none."""
    return any(one.own for one in memory.concerns or ()) or (same and memory.concerns == ())


def _given(one: KeptConcern, *, in_place: bool) -> GivenConcern:
    if in_place and one.span is not None:
        return GivenConcern(kind=one.kind, span=one.span)
    return GivenConcern(kind=one.kind, text=one.text)


def _kept(concerns: Sequence[Concern], before: Sequence[KeptConcern] | None) -> tuple[KeptConcern, ...]:
    """The concerns as the review gave them, in the order in which they were given."""
    own = [one.own for one in before] if before is not None else [False] * len(concerns)
    return tuple(
        KeptConcern(kind=one.kind, text=one.text, span=one.span, own=mine)
        for one, mine in zip(concerns, own, strict=True)
    )

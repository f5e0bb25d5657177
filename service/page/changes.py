"""What changed from one review to the next: which findings are gone, which are new, which are the same ones moved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reviewer.review import DismissedFinding, Finding, Review
from service.page.memory import SetAside, Told


@dataclass(frozen=True)
class Changes:
    """Findings that the earlier review had and this one has not, and the other way round."""

    fixed: tuple[Told, ...]
    new: tuple[Finding, ...]


def told(review: Review) -> tuple[Told, ...]:
    """The findings of a review, to compare a later one with."""
    return tuple(_told(one) for one in (*review.findings, *review.dismissed))


def compare(before: Sequence[Told], review: Review) -> Changes:
    """What was fixed and what is new. A finding whose neighbours changed has another fingerprint, and is neither."""
    now = {one.fingerprint for one in (*review.findings, *review.dismissed)}
    known = {one.fingerprint for one in before}
    gone = [one for one in before if one.fingerprint not in now and not one.set_aside]
    new: list[Finding] = []
    for finding in (*review.findings, *review.dismissed):
        if finding.fingerprint in known:
            continue
        moved = next((one for one in gone if _is_same(one, finding)), None)
        if moved is not None:
            gone.remove(moved)
        elif not isinstance(finding, DismissedFinding):
            new.append(finding)
    return Changes(tuple(gone), tuple(new))


def followed(set_aside: Iterable[SetAside], before: Sequence[Told], review: Review) -> tuple[SetAside, ...]:
    """What was set aside and comes back under another fingerprint, since the words beside it changed: to set aside too.

    A finding that the review before already had is another one, and stays.
    """
    asides = tuple(set_aside)
    dismissed = {one.fingerprint for one in review.dismissed}
    found = {one.root for one in asides if one.fingerprint in dismissed}
    lost = list({one.root: one for one in asides if one.root not in found}.values())
    known = {one.fingerprint for one in before}
    again = []
    for finding in review.findings:
        moved = next((one for one in lost if _is_same(one, finding)), None)
        if moved is not None and finding.fingerprint not in known:
            lost.remove(moved)
            again.append(moved.model_copy(update={"fingerprint": finding.fingerprint, "first": moved.root}))
    return tuple(again)


def _is_same(one: Told | SetAside, finding: Finding) -> bool:
    return one.rule == finding.rule and one.text.casefold() == finding.text.casefold()


def _told(finding: Finding) -> Told:
    return Told(
        fingerprint=finding.fingerprint,
        rule=finding.rule,
        text=finding.text,
        message=finding.message,
        severity=finding.severity,
        set_aside=isinstance(finding, DismissedFinding),
    )

"""What changed from one review to the next: findings that are gone or new or only moved, and scores."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reviewer.review import DismissedFinding, Finding, Review
from service.page.memory import Earlier, SetAside, Told, ToldScore


@dataclass(frozen=True)
class ScoreChange:
    """A criterion whose score is another one now; None where it does not apply."""

    title: str
    before: int | None
    now: int | None


@dataclass(frozen=True)
class Changes:
    """Findings that the earlier review had and this one has not, and the other way round; scores that moved."""

    fixed: tuple[Told, ...]
    new: tuple[Finding, ...]
    scores: tuple[ScoreChange, ...] = ()


def told(review: Review) -> Earlier:
    """What of a review a later one is compared with."""
    return Earlier(
        findings=tuple(_told(one) for one in (*review.findings, *review.dismissed)),
        scores=tuple(ToldScore(criterion=one.id, score=one.score) for one in review.criteria),
    )


def compare(before: Earlier, review: Review) -> Changes:
    """What was fixed and what is new. A finding whose neighbours changed has another fingerprint, and is neither."""
    now = {one.fingerprint for one in (*review.findings, *review.dismissed)}
    known = {one.fingerprint for one in before.findings}
    gone = [one for one in before.findings if one.fingerprint not in now and not one.set_aside]
    new: list[Finding] = []
    for finding in (*review.findings, *review.dismissed):
        if finding.fingerprint in known:
            continue
        moved = next((one for one in gone if _is_same(one, finding)), None)
        if moved is not None:
            gone.remove(moved)
        elif not isinstance(finding, DismissedFinding):
            new.append(finding)
    earlier = {one.criterion: one.score for one in before.scores}
    moved_scores = (
        ScoreChange(one.title, earlier[one.id], one.score)
        for one in review.criteria
        if one.id in earlier and earlier[one.id] != one.score
    )
    return Changes(tuple(gone), tuple(new), tuple(moved_scores))


def followed(set_aside: Iterable[SetAside], before: Earlier | None, review: Review) -> tuple[SetAside, ...]:
    """What was set aside and comes back under another fingerprint, since the words beside it changed: to set aside too.

    A finding that the review before already had is another one, and stays.
    """
    asides = tuple(set_aside)
    dismissed = {one.fingerprint for one in review.dismissed}
    found = {one.root for one in asides if one.fingerprint in dismissed}
    lost = list({one.root: one for one in asides if one.root not in found}.values())
    known = {one.fingerprint for one in before.findings} if before else set()
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

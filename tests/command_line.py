"""What the tests of the command line share: a stand-in that keeps its cases, and a terminal."""

from __future__ import annotations

import io
from collections.abc import Callable

from reviewer.case import Case
from reviewer.review import Review
from tests.handmade import StandIn, make_review

Run = Callable[..., tuple[int, str, str]]


class Kept(StandIn):
    """A stand-in that keeps the cases it was given."""

    def __init__(self, template: Review) -> None:
        super().__init__(template)
        self.cases: list[Case] = []

    def review(self, case: Case) -> Review:
        self.cases.append(case)
        return super().review(case)


def ready() -> StandIn:
    return StandIn(make_review(outcome="ready", findings=()))


class Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True

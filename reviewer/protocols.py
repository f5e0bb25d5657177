"""What the command line and the measurements ask of a Reviewer, so that they need not load one to be read or tested."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from reviewer.case import Case
from reviewer.errors import ReviewError
from reviewer.review import Review


class ReviewsCases(Protocol):
    """Reviews cases; `reviewer.Reviewer` is the one there is."""

    def review(self, case: Case) -> Review:
        """The review of one case; raises ReviewError where it cannot be reviewed."""
        ...

    def review_many(self, cases: Iterable[Case]) -> Iterator[Review | ReviewError]:
        """A review, or the reason why there is none, for each case in order."""
        ...

    def timings(self, case: Case) -> Mapping[str, float]:
        """Seconds that each stage takes over one case, by its name."""
        ...

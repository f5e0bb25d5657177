"""Reads a council's draft reply against the complaint, before it is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reviewer.case import Case, Dismissal, GivenConcern, Nation, Procedure, Span, Stage
from reviewer.errors import ReviewError
from reviewer.review import Review

if TYPE_CHECKING:
    from reviewer.pipeline import Reviewer

__all__ = [
    "Case",
    "Dismissal",
    "GivenConcern",
    "Nation",
    "Procedure",
    "Review",
    "ReviewError",
    "Reviewer",
    "Span",
    "Stage",
]


def __getattr__(name: str) -> Any:
    """Load the pipeline, with its models' libraries, only when it is asked for."""
    if name == "Reviewer":
        from reviewer.pipeline import Reviewer

        return Reviewer
    raise AttributeError(name)

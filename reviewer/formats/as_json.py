"""A review as JSON: the contract's own shape."""

from __future__ import annotations

from reviewer.case import Case
from reviewer.review import Review


def render(review: Review, case: Case) -> str:  # noqa: ARG001 - every format is called alike
    """The review as indented JSON; its offsets count code points, so it stays readable beside the letter."""
    return review.model_dump_json(indent=2) + "\n"

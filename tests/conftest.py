"""Shared fixtures."""

from __future__ import annotations

import pytest

from reviewer import Reviewer
from reviewer.case import Case
from reviewer.review import Review
from reviewer.text import LetterParser
from tests.handmade import COMPLAINT, REPLY, StandIn, make_review


@pytest.fixture
def case() -> Case:
    """COMPLAINT with REPLY."""
    return Case(complaint=COMPLAINT, response=REPLY, id="case-1")


@pytest.fixture
def review() -> Review:
    """The hand-made review of `case`."""
    return make_review()


@pytest.fixture
def stand_in(review: Review) -> StandIn:
    """A Reviewer's stand-in."""
    return StandIn(review)


@pytest.fixture(scope="session")
def reviewer() -> Reviewer:
    """The Reviewer, loaded once."""
    return Reviewer()


@pytest.fixture(scope="session")
def parser() -> LetterParser:
    """The letter parser, loaded once."""
    return LetterParser.load()

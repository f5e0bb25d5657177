"""A review as the service gives it: where the request named rules, the addresses of the rules' pages name them too."""

from __future__ import annotations

from reviewer.case import Case
from reviewer.review import DismissedFinding, Finding, Review
from service.listing import page_address
from service.reviewers import Reviewing


def reviewed(reviewer: Reviewing, case: Case, query: str) -> Review:
    """The review of a case; `query` is the end of the address that named rules. Raises ReviewError as reviewers do."""
    made = reviewer.review(case)
    if not query:
        return made
    changes = {
        "findings": tuple(_paged(one, query) for one in made.findings),
        "dismissed": tuple(_paged(one, query) for one in made.dismissed),
    }
    return made.model_copy(update=changes)


def _paged(finding: Finding, query: str) -> Finding | DismissedFinding:
    return finding.model_copy(update={"page": page_address(finding.rule, query)})

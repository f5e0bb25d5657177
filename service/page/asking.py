"""What the page's addresses need to know of whoever asks: whose page it is, by which rules, and what went wrong."""

from __future__ import annotations

import logging
from urllib.parse import urlencode

from starlette.requests import HTTPConnection

from reviewer.errors import ReviewError
from service.faults import place_of
from service.page.rendering import Frame
from service.page.slips import Slip, SlipError, slip_of
from service.parts import Parts, RulesOption, chosen
from service.problems import refusal
from service.reviewers import Reviewing

log = logging.getLogger(__name__)


def frame_of(asked: HTTPConnection, parts: Parts) -> Frame:
    """What is the same in every answer."""
    rules = asked.query_params.get("rules")
    query = f"?{urlencode({'rules': rules})}" if rules else ""
    base, longest = asked.scope.get("root_path", ""), parts.settings.max_document_bytes
    return Frame(parts.settings.council, base, query, longest)


async def reviewer_for(asked: HTTPConnection, parts: Parts) -> Reviewing:
    """The reviewer for the rules that the address names. Raises ReviewError while there is none."""
    return await chosen(RulesOption(rules=asked.query_params.get("rules") or None), parts)


def slip_for(asked: HTTPConnection, error: Exception) -> Slip:
    """What the officer is told of an error; one that nobody foresaw is logged by its kind and place alone."""
    if isinstance(error, SlipError):
        return error.slip
    if not isinstance(error, ReviewError):
        log.error("Request %s failed: %s", asked.state.request_id, place_of(error))
        error = refusal("unexpected")
    return slip_of(error)

"""From the body of a request to a Case. Read by ourselves: every way in which it can be wrong has its own answer."""

from __future__ import annotations

from email.message import Message

from pydantic import ValidationError
from pydantic_core import from_json
from starlette.requests import Request

from reviewer.case import Case
from reviewer.errors import invalid_case
from service.problems import refusal


async def read_case(request: Request, limit: int) -> Case:
    """The case in a request's body of at most `limit` bytes. Raises ReviewError for the problem that it has."""
    _check_type(request)
    body = await _read(request, limit)
    try:
        told = from_json(body, allow_inf_nan=False)
    except ValueError:
        raise refusal("invalid-json") from None
    if not isinstance(told, dict):
        raise refusal("invalid-json")
    try:
        return Case.model_validate(told)
    except ValidationError as error:
        raise invalid_case(error) from None


def _check_type(request: Request) -> None:
    header = Message()
    header["Content-Type"] = request.headers.get("content-type", "")
    charset = header.get_content_charset("utf-8")
    packed = request.headers.get("content-encoding", "identity").lower() != "identity"
    if header.get_content_type() != "application/json" or charset != "utf-8" or packed:
        raise refusal("unsupported-media-type")


async def _read(request: Request, limit: int) -> bytes:
    """The body, given up as soon as it is known to be too long: by what it says of itself, else by counting."""
    told = request.headers.get("content-length", "")
    if told.isdigit() and int(told) > limit:
        raise refusal("too-large")
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > limit:
            raise refusal("too-large")
    return bytes(body)

"""From the body of a request to a Case. Read by ourselves: every way in which it can be wrong has its own answer."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import AsyncGenerator
from email.message import Message
from typing import Any

from pydantic import ValidationError
from pydantic_core import from_json
from starlette.requests import Request

from reviewer.case import Case
from reviewer.errors import invalid_case
from service.problems import refusal


async def read_case(request: Request, limit: int) -> Case:
    """The case in a request's body of at most `limit` bytes. Raises ReviewError for the problem that it has."""
    told = await read_object(request, limit)
    try:
        return Case.model_validate(told)
    except ValidationError as error:
        raise invalid_case(error) from None


async def read_object(request: Request, limit: int) -> dict[str, Any]:
    """The JSON object in a request's body of at most `limit` bytes. Raises ReviewError for the problem that it has."""
    _check_type(request)
    body = b"".join([part async for part in parts_of_body(request, limit)])
    try:
        told = from_json(body.removeprefix(BOM_UTF8), allow_inf_nan=False)
    except ValueError:
        raise refusal("invalid-json") from None
    if not isinstance(told, dict):
        raise refusal("invalid-json")
    return told


async def parts_of_body(request: Request, limit: int) -> AsyncGenerator[bytes, None]:
    """The body as it comes, given up as soon as it is known to be too long: by what it says of itself, or by counting.

    Raises ReviewError then.
    """
    told = request.headers.get("content-length", "")
    if told.isdigit() and int(told) > limit:
        raise refusal("too-large")
    length = 0
    async for part in request.stream():
        length += len(part)
        if length > limit:
            raise refusal("too-large")
        yield part


def content_type(request: Request) -> Message:
    """The type that a request gives its body; none where the body is packed."""
    header = Message()
    packed = request.headers.get("content-encoding", "identity").lower() != "identity"
    header["Content-Type"] = "" if packed else request.headers.get("content-type", "")
    return header


def _check_type(request: Request) -> None:
    header = content_type(request)
    if header.get_content_type() != "application/json" or header.get_content_charset("utf-8") != "utf-8":
        raise refusal("unsupported-media-type")

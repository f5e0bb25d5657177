"""Whatever cannot be done is told as a problem document (RFC 9457) that repeats nothing of what was sent."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Annotated, Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from pydantic import Field
from starlette.exceptions import HTTPException

from reviewer.errors import Problem, ReviewError
from service.accepting import best_of

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
_TYPE = "/problems/"


class RequestProblem(Problem):
    """What went wrong with one request, in the words of RFC 9457; `detail` says what to do."""

    instance: Annotated[str, Field(description="names this answer: quote it to whoever runs the service")]


def _known(*problems: tuple[str, int, str, str]) -> Mapping[str, Problem]:
    return {
        kind: Problem(type=_TYPE + kind, title=title, status=status, detail=detail)
        for kind, status, title, detail in problems
    }


PROBLEMS = _known(
    ("invalid-json", 400, "The body is not a JSON object", "send the case as one JSON object, in UTF-8"),
    ("invalid-form", 400, "The form is not complete or not valid", "send the draft as the file or field `response`"),
    ("not-found", 404, "There is nothing at this address", "see /openapi.json for the addresses that there are"),
    ("unknown-rule", 404, "There is no such rule", "GET /v1/rules names them all"),
    ("method-not-allowed", 405, "This address does not take this method", "use one that the Allow header names"),
    ("not-acceptable", 406, "The answer cannot be given in this form", "accept one of those that /openapi.json names"),
    ("too-large", 413, "The body is too large", "send one case, with letters of up to 100,000 characters each"),
    ("unsupported-media-type", 415, "The body is not sent as JSON", "send Content-Type: application/json, in UTF-8"),
    ("not-a-form", 415, "The body is not sent as a form with files", "send Content-Type: multipart/form-data"),
    ("unsupported", 415, "The file is not of a kind that can be read", "save it as .docx or text, or paste the text"),
    ("invalid-case", 422, "The case is not complete or not valid", "mend the fields that are named"),
    ("invalid-register", 422, "The reviews or cases are not complete or not valid", "mend the fields that are named"),
    ("empty", 422, "The file holds no text", "give the file that holds the letter"),
    ("no-text", 422, "The file holds no text that can be read", "give a file that holds text, or paste the text"),
    ("too-long", 422, "The letter is too long", "give the letter alone, of up to 100,000 characters"),
    ("damaged", 422, "The file is damaged or not complete", "open it, save it again and give the new copy"),
    ("protected", 422, "The file is protected by a password", "take the password off and save it again"),
    ("unsafe", 422, "The file is built in a way that may do harm", "ask whoever sent it for the text of the letter"),
    ("too-slow", 422, "The file takes too long to read", "paste the letter's text, or save it as plain text"),
    ("not-docx", 422, "The Word file is a template or holds macros", "save it as a Word document (.docx)"),
    ("invalid-query", 422, "The address holds an option that cannot be used", "the one option is rules=NAME"),
    ("unknown-rules", 422, "There are no rules of this name", "leave rules= out, or name those of a council"),
    ("unexpected", 500, "Something went wrong inside the service", "try again; if it goes on, quote this answer's id"),
    ("rules", 500, "A rule cannot be used on this letter", "tell whoever keeps the rules"),
    ("busy", 503, "Too many reviews are waiting", "try again after the seconds in the Retry-After header"),
    ("not-ready", 503, "The reviewer is still being loaded", "try again after the seconds in the Retry-After header"),
    ("not-loaded", 503, "The reviewer could not be loaded", "see the service's log, and start it again"),
)
_BY_STATUS = {404: "not-found", 405: "method-not-allowed", 413: "too-large", 415: "unsupported-media-type"}


def refusal(kind: str, detail: str | None = None) -> ReviewError:
    """The error that is told as the problem `kind`; `detail` says more exactly what to do."""
    known = PROBLEMS[kind]
    return ReviewError(kind, known.title, detail or known.detail, known.status)


class ProblemResponse(JSONResponse):
    """A problem document."""

    media_type = MEDIA_TYPE


def problem_response(error: ReviewError, request_id: str, headers: Mapping[str, str] | None = None) -> ProblemResponse:
    """The answer that tells an error."""
    problem = RequestProblem(**error.problem.model_dump(), instance=f"urn:uuid:{request_id}")
    return ProblemResponse(problem.model_dump(), error.status, dict(headers or {}))


def answer_with_problems(app: FastAPI, retry_after: int, page: Callable[[ReviewError], Response]) -> None:
    """Have every error that a route raises told as a problem; as a `page`, where somebody opened one in a browser.

    `retry_after`: the seconds a 503 asks to wait.
    """

    async def told(request: Request, error: Exception) -> Response:
        reason, headers = _reason(error)
        request_id = request.state.request_id
        if reason.status == PROBLEMS["busy"].status:
            headers = {**headers, "Retry-After": str(retry_after)}
        elif reason.status >= PROBLEMS["unexpected"].status:
            log.error("Request %s failed: %s", request_id, reason)
        if _is_opened(request):
            response = page(reason)
            response.headers.update(headers)
            return response
        return problem_response(reason, request_id, headers)

    for kind in (ReviewError, HTTPException, RequestValidationError):
        app.add_exception_handler(kind, told)


def _is_opened(request: Request) -> bool:
    """Whether somebody opens an address in a browser, and no program asks the API."""
    if request.method != "GET" or request.url.path.startswith("/v1/"):
        return False
    return best_of(request.headers.get("accept", ""), (MEDIA_TYPE, "text/html")) == "text/html"


def _reason(error: Exception) -> tuple[ReviewError, Mapping[str, str]]:
    if isinstance(error, ReviewError):
        return error, {}
    if isinstance(error, HTTPException):
        return refusal(_BY_STATUS.get(error.status_code, "unexpected")), error.headers or {}
    return refusal("invalid-query"), {}  # bodies are read and checked by ourselves, so only an option can be invalid


def described(*kinds: str) -> dict[int | str, dict[str, Any]]:
    """The problems that a route may answer with, as FastAPI's `responses` takes them."""
    statuses: dict[int | str, dict[str, Any]] = {}
    for kind in kinds:
        problem = PROBLEMS[kind]
        told = statuses.setdefault(problem.status, {"description": problem.title, "content": {}})
        content = told["content"].setdefault(
            MEDIA_TYPE, {"schema": {"$ref": "#/components/schemas/Problem"}, "examples": {}}
        )
        value = RequestProblem(**problem.model_dump(), instance="urn:uuid:7f0c2f4e-5d0c-4a3c-9a53-0d9a8f6f3c11")
        content["examples"][kind] = {"summary": problem.title, "value": value.model_dump()}
    for told in statuses.values():
        titles = [one["summary"] for one in told["content"][MEDIA_TYPE]["examples"].values()]
        told["description"] = "; or: ".join(titles)
    return statuses

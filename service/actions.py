"""The register of actions: reviews or cases in, and what is outstanding out as a table or a calendar."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from reviewer.case import Case
from reviewer.errors import faults_of
from reviewer.formats import as_calendar, as_csv
from reviewer.register import ReviewedActions, outstanding
from service.accepting import best_of
from service.bodies import read_object
from service.parts import Chosen, Option, Service
from service.problems import described, refusal
from service.reviewers import Reviewing

router = APIRouter(prefix="/v1")

_FILES = {as_csv.MEDIA_TYPE: "actions.csv", as_calendar.MEDIA_TYPE: "actions.ics"}
_MOST_REVIEWS, _MOST_CASES = 2_000, 20


class RegisterRequest(BaseModel):
    """What the register is made from. Of a review only `id`, `reference` and `actions` are read."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    reviews: Annotated[
        tuple[ReviewedActions, ...], Field(max_length=_MOST_REVIEWS, description="as POST /v1/reviews answers them")
    ] = ()
    cases: Annotated[
        tuple[Case, ...], Field(max_length=_MOST_CASES, description="reviewed first; they stand behind the reviews")
    ] = ()


_MODELS: Mapping[tuple[str, ...], type[BaseModel]] = {(): RegisterRequest, ("cases",): Case}


async def register_type(request: Request) -> str:
    """The media type of the answer that the client likes best. Raises ReviewError where it takes none of ours."""
    found = best_of(request.headers.get("accept", ""), tuple(_FILES))
    if found is None:
        raise refusal("not-acceptable", f"accept {' or '.join(_FILES)}")
    return found


async def submitted_register(request: Request, parts: Service) -> RegisterRequest:
    """The reviews and cases in the request's body."""
    told = await read_object(request, parts.settings.max_document_bytes)
    try:
        return RegisterRequest.model_validate(told)
    except ValidationError as error:
        raise refusal("invalid-register", faults_of(error, _MODELS)) from None


_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/RegisterRequest"}}},
    }
}


@router.post(
    "/actions",
    summary="Make the register of actions",
    tags=["reviews"],
    response_class=Response,
    responses={
        **described(
            *("invalid-json", "not-acceptable", "too-large", "unsupported-media-type", "invalid-register"),
            *("invalid-query", "unknown-rules", "unexpected", "rules", "busy", "not-ready", "not-loaded"),
        ),
        200: {
            "description": "What is outstanding, as a table or a calendar, as the Accept header likes best",
            "content": {name: {"schema": {"type": "string"}} for name in _FILES},
        },
    },
    openapi_extra=_BODY,
)
async def actions(
    reviewer: Chosen,
    media_type: Annotated[str, Depends(register_type)],
    told: Annotated[RegisterRequest, Depends(submitted_register)],
    _: Option,
    parts: Service,
) -> Response:
    """What replies promise and have not yet done: which complaint, what, who owns it and when it is due.

    Of a letter the register holds the sentence that promises, and nothing else.
    """
    register = await parts.at_desk(lambda: _register(reviewer, told, media_type))
    headers = {"Vary": "Accept", "Content-Disposition": f'attachment; filename="{_FILES[media_type]}"'}
    return Response(register, media_type=media_type, headers=headers)


def _register(reviewer: Reviewing, told: RegisterRequest, media_type: str) -> str:
    made = (ReviewedActions.model_validate(reviewer.review(case)) for case in told.cases)
    entries = outstanding([*told.reviews, *made])
    if media_type == as_csv.MEDIA_TYPE:
        return as_csv.render(entries)
    return as_calendar.render(entries, datetime.now(UTC))

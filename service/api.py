"""The API: reviews, and what they rest on."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import Response

from reviewer.procedures import Procedures
from reviewer.review import Review
from service.examples import request_examples
from service.listing import RuleDetail, RuleList, detail, list_rules
from service.parts import Chosen, Option, Service, Submitted, loaded
from service.problems import described, refusal
from service.reviewed import reviewed

router = APIRouter(prefix="/v1")

_CHOOSING = ("invalid-query", "unknown-rules", "unexpected", "not-ready", "not-loaded")
_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": {"$ref": "#/components/schemas/Case"}, "examples": request_examples()}
        },
    }
}


@router.post(
    "/reviews",
    summary="Review a draft reply",
    tags=["reviews"],
    response_model=Review,
    responses=described(
        "invalid-json", "too-large", "unsupported-media-type", "invalid-case", *_CHOOSING, "rules", "busy"
    ),
    openapi_extra=_BODY,
)
async def review(reviewer: Chosen, case: Submitted, option: Option, parts: Service) -> Response:
    """Read a draft reply against the complaint. Nothing that is sent is kept, logged or repeated in an error."""
    body = await parts.at_desk(lambda: reviewed(reviewer, case, option.query).model_dump_json())
    return Response(body, media_type="application/json")


@router.get(
    "/rules",
    summary="List the rules",
    tags=["rules"],
    response_model=RuleList,
    responses=described(*_CHOOSING),
)
async def rules(reviewer: Chosen, option: Option) -> RuleList:
    """The rules in force, by id, with the versions of their packs."""
    return list_rules(reviewer.rules, option.query)


@router.get(
    "/rules/{id:path}",
    summary="Show a rule",
    tags=["rules"],
    response_model=RuleDetail,
    responses=described("unknown-rule", *_CHOOSING),
)
async def rule(
    reviewer: Chosen,
    option: Option,
    name: Annotated[str, Path(alias="id", description="a rule's id, with its slash", examples=["tone/blame"])],
) -> RuleDetail:
    """One rule in full: what it says, why, on what standard, with its examples."""
    if name not in reviewer.rules.by_id:
        raise refusal("unknown-rule")
    return detail(reviewer.rules.by_id[name], option.query)


@router.get(
    "/procedures",
    summary="List the procedures",
    tags=["rules"],
    response_model=Procedures,
    responses=described("unexpected", "not-ready", "not-loaded"),
)
async def procedures(parts: Service) -> Procedures:
    """The complaints procedures of each nation: what follows each stage, and the ombudsmen."""
    return loaded(parts.shelf).usual.procedures

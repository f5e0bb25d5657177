"""Whether the service is alive, and whether it can review."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter

from reviewer.case import Frozen
from service.parts import Service, loaded
from service.problems import described

router = APIRouter(tags=["health"])


class Health(Frozen):
    """The state of the service."""

    status: Literal["alive", "ready"]


@router.get("/healthz", summary="Is it alive?", responses=described("unexpected", "not-loaded"))
async def alive(parts: Service) -> Health:
    """Answers at once, also while it loads and while it works. Not alive: it could not be loaded, and never will be."""
    if parts.shelf.failed:
        loaded(parts.shelf)
    return Health(status="alive")


@router.get("/readyz", summary="Can it review?", responses=described("unexpected", "not-ready", "not-loaded"))
async def ready(parts: Service) -> Health:
    """Whether the models and rules are loaded."""
    loaded(parts.shelf)
    return Health(status="ready")

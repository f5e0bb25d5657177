"""What the routes are given: the parts built when the service started, and the reviewer that a request chooses."""

from __future__ import annotations

from asyncio import Semaphore
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, cast
from urllib.parse import urlencode

from fastapi import Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import HTTPConnection

from reviewer.case import Case
from service.bodies import read_case
from service.desk import Desk, FullError, Result
from service.problems import refusal
from service.reviewers import Reviewers, Reviewing, Shelf
from service.settings import Settings


@dataclass(frozen=True)
class Parts:
    """What is built once. `open_pages`: places for pages that keep a connection open."""

    settings: Settings
    shelf: Shelf
    desk: Desk
    open_pages: Semaphore

    async def at_desk(self, work: Callable[[], Result]) -> Result:
        """The work's result. Raises ReviewError if there is no place for it; and whatever the work raises."""
        try:
            return await self.desk.run(work)
        except FullError:
            raise refusal("busy") from None


class RulesOption(BaseModel):
    """The options of an address."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rules: Annotated[
        str | None,
        Field(min_length=1, max_length=200, description="a council's own rules, by the name they have here"),
    ] = None

    @property
    def query(self) -> str:
        """The option as the end of an address; empty where it is not given."""
        return f"?{urlencode({'rules': self.rules})}" if self.rules else ""


Option = Annotated[RulesOption, Query()]


async def parts_of(asked: HTTPConnection) -> Parts:
    """The parts of the service that answers."""
    return cast(Parts, asked.app.state.parts)


Service = Annotated[Parts, Depends(parts_of)]


def loaded(shelf: Shelf) -> Reviewers:
    """The reviewers. Raises ReviewError while there are none."""
    if shelf.reviewers is None:
        raise refusal("not-loaded" if shelf.failed else "not-ready")
    return shelf.reviewers


async def chosen(option: Option, parts: Service) -> Reviewing:
    """The reviewer for the rules that the request names. Raises ReviewError where there are none of that name."""
    reviewers = loaded(parts.shelf)
    if option.rules is None:
        return reviewers.usual
    if option.rules not in reviewers.named:
        known = ", ".join(reviewers.named)
        raise refusal("unknown-rules", f"leave rules= out, or give one of: {known}" if known else None)
    return reviewers.named[option.rules]


Chosen = Annotated[Reviewing, Depends(chosen)]


async def submitted(request: Request, parts: Service) -> Case:
    """The case in the request's body."""
    return await read_case(request, parts.settings.max_body_bytes)


Submitted = Annotated[Case, Depends(submitted)]

"""The connection that stays open while an officer types, so that only what changed has to be sent again.

The form is held in memory for as long as the connection is open, and by nothing else. Any page may open one: it
learns nothing here but the review of what it sent itself, as with the form.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, Self

from fastapi import APIRouter, WebSocket, WebSocketDisconnect
from pydantic import ValidationError
from starlette.status import WS_1000_NORMAL_CLOSURE, WS_1008_POLICY_VIOLATION, WS_1013_TRY_AGAIN_LATER

from service.page.asking import frame_of, reviewer_for, slip_for
from service.page.form import PageForm
from service.page.rendering import PAGES, Shown
from service.page.typed_changes import Held, MisfitError, Said, changed, form_of
from service.page.working import as_it_was, work_on
from service.parts import Parts, Service

LONGEST_SILENCE = 600  # seconds; then the page has to say everything again
router = APIRouter()


@router.websocket("/as-you-type")
async def as_you_type(socket: WebSocket, parts: Service) -> None:
    """Answers each change with the part of the page that changes. Who is not let in sends the whole form instead."""
    if parts.open_pages.locked():
        await socket.close(WS_1013_TRY_AGAIN_LATER)
        return
    async with parts.open_pages:
        await socket.accept()
        with suppress(WebSocketDisconnect):
            await socket.close(await _answer_changes(socket, parts))


async def _answer_changes(socket: WebSocket, parts: Parts) -> int:
    """Gives the reason for which the connection ends, where it is the service that ends it."""
    held: Held = {}
    with _Latest() as latest:
        while True:
            try:
                async with asyncio.timeout(LONGEST_SILENCE):
                    said = Said.model_validate_json(await socket.receive_text())
                held = changed(held, said, parts.settings.max_body_bytes)
            except TimeoutError:
                return WS_1000_NORMAL_CLOSURE
            except (KeyError, ValidationError, MisfitError):  # KeyError: bytes, where words are expected
                return WS_1008_POLICY_VIOLATION
            latest.begin(_answer(socket, parts, said.number, form_of(held)))


async def _answer(socket: WebSocket, parts: Parts, number: int, form: PageForm) -> None:
    frame = frame_of(socket, parts)
    try:
        reviewer = await reviewer_for(socket, parts)
        shown = await parts.at_desk(lambda: work_on(reviewer, form, frame.query))
    except Exception as error:
        shown = Shown(as_it_was(form), slips=(slip_for(socket, error),))
    with suppress(WebSocketDisconnect):
        await socket.send_json({"number": number, "page": PAGES.part(frame, shown)})


class _Latest:
    """The review of what was said last. One that is under way is given up: its answer would be stale."""

    def __init__(self) -> None:
        self._task: asyncio.Task[None] | None = None

    def __enter__(self) -> Self:
        return self

    def begin(self, review: Coroutine[Any, Any, None]) -> None:
        self._give_up()
        self._task = asyncio.create_task(review)

    def __exit__(self, *_: object) -> None:
        self._give_up()

    def _give_up(self) -> None:
        if self._task:
            self._task.cancel()

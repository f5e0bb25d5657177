"""The connection that stays open while an officer types, so that only what changed has to be sent again.

The form is held in memory for as long as the connection is open, and by nothing else.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import NamedTuple, Never, TypeAlias
from urllib.parse import urlsplit

from fastapi import APIRouter, WebSocket, WebSocketDisconnect
from pydantic import ValidationError
from starlette.status import (
    WS_1000_NORMAL_CLOSURE,
    WS_1008_POLICY_VIOLATION,
    WS_1013_TRY_AGAIN_LATER,
)

from service.page.asking import frame_of, reviewer_for, slip_for
from service.page.form import PageForm
from service.page.rendering import PAGES, Shown
from service.page.typed_changes import Held, MisfitError, Said, changed, form_of
from service.page.working import as_it_was, work_on
from service.parts import Parts, Service

router = APIRouter()
LONGEST_SILENCE = 600  # seconds; then the page has to say everything again


class _Asked(NamedTuple):
    number: int
    form: PageForm


_Newest: TypeAlias = asyncio.Queue[_Asked]  # of one place: what was asked before is not wanted any more


@router.websocket("/as-you-type")
async def as_you_type(socket: WebSocket, parts: Service) -> None:
    """Answers each change with the part of the page that changes. Who is not let in sends the whole form instead."""
    if _is_strange(socket):
        await socket.close(WS_1008_POLICY_VIOLATION)
        return
    if parts.open_pages.locked():
        await socket.close(WS_1013_TRY_AGAIN_LATER)
        return
    async with parts.open_pages:
        await socket.accept()
        with suppress(WebSocketDisconnect):
            await socket.close(await _talk(socket, parts))


async def _talk(socket: WebSocket, parts: Parts) -> int:
    """Takes changes and answers them side by side. Gives the reason for which the service ends the connection.

    Raises WebSocketDisconnect where the page ends it, and whatever goes wrong on either side.
    """
    newest: _Newest = asyncio.Queue(1)
    sides = [
        asyncio.create_task(_take_changes(socket, parts, newest)),
        asyncio.create_task(_answer(socket, parts, newest)),
    ]
    try:
        done, _ = await asyncio.wait(sides, return_when=asyncio.FIRST_COMPLETED)
        return done.pop().result()
    finally:
        for side in sides:
            if not side.cancel():
                side.exception()  # asyncio would log an error that nobody asked for


def _is_strange(socket: WebSocket) -> bool:
    """Whether a page of another place asks. Unlike a form's answer, a connection's can be read from anywhere."""
    origin = socket.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != socket.headers.get("host")


async def _take_changes(socket: WebSocket, parts: Parts, newest: _Newest) -> int:
    """Gives the reason for which the connection ends, where it is the service that ends it."""
    held: Held = {}
    while True:
        try:
            async with asyncio.timeout(LONGEST_SILENCE):
                said = Said.model_validate_json(await socket.receive_text())
            held = changed(held, said, parts.settings.max_body_bytes)
        except TimeoutError:
            return WS_1000_NORMAL_CLOSURE
        except (KeyError, ValidationError, MisfitError):  # KeyError: bytes, where words are expected
            return WS_1008_POLICY_VIOLATION
        if newest.full():
            newest.get_nowait()
        newest.put_nowait(_Asked(said.number, form_of(held)))


async def _answer(socket: WebSocket, parts: Parts, newest: _Newest) -> Never:
    """Answers what was asked last, one review at a time."""
    while True:
        number, form = await newest.get()
        page = await _page(socket, parts, form)
        if newest.empty():
            await socket.send_json({"number": number, "page": page})


async def _page(socket: WebSocket, parts: Parts, form: PageForm) -> str:
    frame = frame_of(socket, parts)
    try:
        reviewer = await reviewer_for(socket, parts)
        shown = await parts.at_desk(lambda: work_on(reviewer, form, frame.query))
    except Exception as error:
        shown = Shown(as_it_was(form), slips=(slip_for(socket, error),))
    return PAGES.part(frame, shown)

"""What holds for every answer: an id, headers that keep browsers from harm, no error that tells what was sent."""

from __future__ import annotations

import logging
from uuid import uuid4

from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.status import WS_1011_INTERNAL_ERROR
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.faults import place_of
from service.problems import problem_response, refusal

log = logging.getLogger(__name__)

REQUEST_ID = "X-Request-Id"
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Guard:
    """ASGI middleware around everything. A route may set its own value of one of HEADERS.

    It must stand inside Starlette's outermost handler, which hands errors on to the server, to be logged in full.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or hold one connection."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        request_id = str(uuid4())
        scope.setdefault("state", {})["request_id"] = request_id
        if scope["type"] == "websocket":
            await self._hold(scope, receive, send, request_id)
            return
        started = False

        async def send_guarded(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                headers[REQUEST_ID] = request_id
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            await self._app(scope, receive, send_guarded)
        except ClientDisconnect:
            return  # nobody is left to answer
        except Exception as error:
            log.error("Request %s failed: %s", request_id, place_of(error))  # noqa: TRY400 - no message, no traceback
            if not started:
                await problem_response(refusal("unexpected"), request_id)(scope, receive, send_guarded)

    async def _hold(self, scope: Scope, receive: Receive, send: Send, request_id: str) -> None:
        """Hold one connection."""
        try:
            await self._app(scope, receive, send)
        except OSError:
            return  # who asked has gone before it was opened
        except Exception as error:
            log.error("Connection %s failed: %s", request_id, place_of(error))  # noqa: TRY400 - as above
            await send({"type": "websocket.close", "code": WS_1011_INTERNAL_ERROR})

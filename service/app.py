"""Puts the service together: `uvicorn --factory service.app:create_app`."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware

from reviewer.pipeline import reviewer_version
from service import actions, api, documents, health, pages
from service.description import describe
from service.desk import Desk
from service.guard import Guard
from service.logs import keep_connections_out_of_logs
from service.page import connection
from service.page import routes as page
from service.page.assets import assets
from service.parts import Parts
from service.problems import answer_with_problems
from service.reviewers import Reviewing, Shelf, load_reviewers
from service.settings import Settings, read_settings

_ABOUT = (
    "Reads a council's draft reply to a complaint before it is sent. Errors are problem documents (RFC 9457). "
    "Nothing that is sent is kept or logged."
)
# Pages, styles and scripts are sent compressed; the API's answers and the files to take away are not, and pictures are
# already. Where a page holds a secret beside words of someone else's, its compressed length can tell the secret. These
# hold none: the service knows no user and sets no cookie, and a page holds nothing but what its own request sent.
_NOT_COMPRESSED = ("application/*", "image/gif", "image/jpeg", "image/png", "image/webp")
_LEAST_COMPRESSED = 1024  # bytes


def create_app(settings: Settings | None = None, reviewer: Reviewing | None = None) -> FastAPI:
    """The service. Without `settings` they come from the environment; raises ReviewError where they cannot be used.

    Without a `reviewer` one is loaded while the service already answers: /readyz tells when it is.
    """
    settings = settings or read_settings()
    keep_connections_out_of_logs()
    shelf = Shelf(lambda: load_reviewers(settings, reviewer))
    desk = Desk(settings.workers, settings.queue)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        loading = asyncio.create_task(asyncio.to_thread(shelf.fill))
        if reviewer is not None:
            await loading
        yield
        desk.close()
        await loading

    app = FastAPI(
        title="Complaint reply reviewer",
        version=reviewer_version(),
        description=_ABOUT,
        docs_url=None,  # FastAPI's pages fetch their scripts from elsewhere
        redoc_url=None,
        redirect_slashes=False,  # a redirect repeats the address that was asked for
        lifespan=lifespan,
    )
    app.state.parts = Parts(settings, shelf, desk, asyncio.Semaphore(settings.open_pages))
    for part in (api, documents, actions, health, pages, page, connection):
        app.include_router(part.router)
    app.mount("/static", assets())
    answer_with_problems(app, settings.retry_after, pages.problem_page)
    app.add_middleware(GZipMiddleware, minimum_size=_LEAST_COMPRESSED, exclude_content_types=_NOT_COMPRESSED)
    app.add_middleware(Guard)
    describe(app)
    return app

"""Reviews run in threads, so many at a time and so many waiting, so that the service answers while it works."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Semaphore
from typing import TypeVar

Result = TypeVar("Result")


class FullError(Exception):
    """As much is running and waiting as may be."""


class Desk:
    """Runs work in `workers` threads; `queue` more pieces of work may wait. Close it when done."""

    def __init__(self, workers: int, queue: int) -> None:
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="review")
        self._places = Semaphore(workers + queue)

    async def run(self, work: Callable[[], Result]) -> Result:
        """The work's result. Raises FullError, at once, if there is no place; and whatever the work raises.

        Work whose caller has gone away keeps its place until it ends, or gives it up if it has not begun.
        """
        if not self._places.acquire(blocking=False):
            raise FullError
        future = self._threads.submit(work)
        future.add_done_callback(lambda _: self._places.release())
        return await asyncio.wrap_future(future)

    def close(self) -> None:
        """Drop what waits, and let what runs come to its end."""
        self._threads.shutdown(cancel_futures=True)

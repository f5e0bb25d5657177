import asyncio
import threading

import pytest

from service.desk import Desk, FullError


async def wait_for(ready: threading.Event) -> None:
    assert await asyncio.to_thread(ready.wait, 5)


def test_work_runs_in_another_thread_and_gives_its_result() -> None:
    async def main() -> None:
        desk = Desk(workers=1, queue=0)
        assert await desk.run(threading.get_ident) != threading.get_ident()
        desk.close()

    asyncio.run(main())


def test_where_there_is_no_place_it_says_so_at_once_and_later_takes_more() -> None:
    async def main() -> None:
        desk = Desk(workers=1, queue=1)
        go, begun = threading.Event(), threading.Event()

        def work() -> str:
            begun.set()
            go.wait(5)
            return "done"

        first = asyncio.create_task(desk.run(work))
        await wait_for(begun)
        second = asyncio.create_task(desk.run(work))
        await asyncio.sleep(0)
        with pytest.raises(FullError):
            await desk.run(work)
        go.set()
        assert [await first, await second, await desk.run(work)] == ["done"] * 3
        desk.close()

    asyncio.run(main())


def test_work_that_fails_gives_its_place_back() -> None:
    def fail() -> None:
        raise KeyError

    async def main() -> None:
        desk = Desk(workers=1, queue=0)
        for _ in range(3):
            with pytest.raises(KeyError):
                await desk.run(fail)
        desk.close()

    asyncio.run(main())


def test_a_caller_who_goes_away_leaves_its_place_only_when_the_work_ends() -> None:
    async def main() -> None:
        desk = Desk(workers=1, queue=1)
        go, begun = threading.Event(), threading.Event()
        ran = []

        def work() -> None:
            begun.set()
            go.wait(5)

        running = asyncio.create_task(desk.run(work))
        await wait_for(begun)
        waiting = asyncio.create_task(desk.run(lambda: ran.append("waiting")))
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        third = asyncio.create_task(desk.run(lambda: ran.append("third")))  # in the place of the one that waited
        await asyncio.sleep(0)
        with pytest.raises(FullError):
            await desk.run(lambda: ran.append("fourth"))
        go.set()
        await third
        assert ran == ["third"]
        desk.close()

    asyncio.run(main())

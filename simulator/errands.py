"""Work that goes on beside the servers, whoever asked for it: countdowns, planned faults, outages."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Coroutine


class Errands:
    """Started from anywhere, also from code that is not async; all end with `run`."""

    def __init__(self) -> None:
        self._waiting: asyncio.Queue[tuple[Errand, Coroutine[Any, Any, None]]] = asyncio.Queue()

    def start(self, work: Coroutine[Any, Any, None]) -> Errand:
        errand = Errand()
        self._waiting.put_nowait((errand, work))
        return errand

    async def run(self) -> None:
        async with asyncio.TaskGroup() as group:
            while True:
                errand, work = await self._waiting.get()
                if errand.is_cancelled:
                    work.close()
                else:
                    errand.task = group.create_task(work)


class Errand:
    """A handle on one piece of work; it may be called back before it has begun."""

    def __init__(self) -> None:
        self.task: asyncio.Task[None] | None = None
        self.is_cancelled = False

    def cancel(self) -> None:
        self.is_cancelled = True
        if self.task is not None:
            self.task.cancel()

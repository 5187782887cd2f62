"""Work that goes on beside the servers, whoever asked for it: countdowns, planned faults, outages."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Any, ParamSpec

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    Work = Callable[[], Coroutine[Any, Any, None]]

P = ParamSpec("P")


class Errand:
    """A handle on one piece of work; it may be called back before it has begun."""

    def __init__(self) -> None:
        self.task: asyncio.Task[None] | None = None
        self.is_cancelled = False

    def cancel(self) -> None:
        self.is_cancelled = True
        if self.task is not None:
            self.task.cancel()


class Errands:
    """Started from anywhere, also from code that is not async; all end with `run`."""

    def __init__(self) -> None:
        self._waiting: asyncio.Queue[tuple[Errand, Work]] = asyncio.Queue()

    def start(
        self, work: Callable[P, Coroutine[Any, Any, None]], *given: P.args, **named: P.kwargs
    ) -> Errand:
        errand = Errand()
        self._waiting.put_nowait((errand, partial(work, *given, **named)))
        return errand

    async def run(self) -> None:
        async with asyncio.TaskGroup() as group:
            while True:
                errand, work = await self._waiting.get()
                if not errand.is_cancelled:
                    errand.task = group.create_task(work())

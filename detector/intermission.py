"""What is done to the profile while no browser runs on it: between the end of one and the next start."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from core.errors import CannotStart

if TYPE_CHECKING:
    from collections.abc import Callable


class Intermission:
    """`wanted` asks whoever keeps the browser to close it, call `hold`, and start it again."""

    def __init__(self) -> None:
        self.wanted = asyncio.Event()
        self._errands: list[tuple[Callable[[], None], asyncio.Future[None]]] = []

    async def perform(self, errand: Callable[[], None]) -> None:
        """Returns when it is done, with its own error if it has one. It runs in a thread."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._errands.append((errand, done))
        self.wanted.set()
        await done

    async def hold(self) -> None:
        """To be called while no browser runs."""
        self.wanted.clear()
        while self._errands:
            errand, done = self._errands.pop(0)
            failure = await asyncio.to_thread(_failure_of, errand)
            if done.done():  # whoever asked has left
                continue
            if failure is None:
                done.set_result(None)
            else:
                done.set_exception(failure)


def _failure_of(errand: Callable[[], None]) -> CannotStart | OSError | None:
    try:
        errand()
    except (CannotStart, OSError) as error:
        return error
    return None

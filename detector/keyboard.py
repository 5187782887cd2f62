"""One keyboard for all: who reads and who writes take turns, writing first, and neither starves."""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    Line = deque[asyncio.Future[None]]

IN_A_ROW = 6  # turns to write, after which somebody who waits to read gets one; a message takes two


class Keyboard:
    """`writing` is a turn to write. Entered by itself, as a lock is, it is a turn to read."""

    def __init__(self) -> None:
        self._is_taken = False
        self._writers: Line = deque()
        self._readers: Line = deque()
        self._written = 0  # turns to write since the last turn to read

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[None]:
        await self._wait(self._writers)
        try:
            yield
        finally:
            self._pass_on()

    async def __aenter__(self) -> None:
        await self._wait(self._readers)

    async def __aexit__(self, *_: object) -> None:
        self._pass_on()

    async def _wait(self, line: Line) -> None:
        if not self._is_taken:
            self._is_taken = True
            self._note(line)
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        line.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if not turn.cancelled():  # the turn came in the same moment; somebody else takes it
                self._pass_on()
            raise

    def _pass_on(self) -> None:
        line = self._next_line()
        if line is None:
            self._is_taken = False
            return
        self._note(line)
        line.popleft().set_result(None)

    def _next_line(self) -> Line | None:
        for line in (self._writers, self._readers):  # who was cancelled is out
            while line and line[0].done():
                line.popleft()
        if self._readers and (not self._writers or self._written >= IN_A_ROW):
            return self._readers
        return self._writers or None

    def _note(self, line: Line) -> None:
        self._written = self._written + 1 if line is self._writers else 0

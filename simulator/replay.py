"""Replays chat exports as live traffic, at a rate or as fast as the page takes it."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulator import ids
from simulator.model import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.exports import Line
    from simulator.model import Chat
    from simulator.simulation import Simulation

AHEAD = 40
PAUSE = 0.004
# A reader far up in the history is shown nothing new; the replay goes on all the same.
LONGEST_WAIT = 1.0


@dataclass(frozen=True, slots=True)
class _Planned:
    chat: Chat
    line: Line
    message_id: str
    is_own: bool
    rate: float


class Replays:
    """One line of messages after the other; a second export waits for the first."""

    def __init__(self, simulation: Simulation) -> None:
        self.done = 0
        self.total = 0
        self._sim = simulation
        self._waiting: asyncio.Queue[_Planned] = asyncio.Queue()
        self._undrawn: list[str] = []

    def add(self, chat: Chat, lines: Sequence[Line], me: str | None, rate: float) -> list[str]:
        """The ids that the messages will have, in order."""
        planned = []
        for line in lines:
            is_own = line.sender == me
            message_id = ids.from_phone(self._sim.world.owner if is_own else line.sender)
            self._waiting.put_nowait(_Planned(chat, line, message_id, is_own, rate))
            planned.append(message_id)
        self.total += len(planned)
        return planned

    async def run(self) -> None:
        while True:
            item = await self._waiting.get()
            self._write(item)
            self.done += 1
            await self._wait_behind(item)

    def _write(self, item: _Planned) -> None:
        world = self._sim.world
        if item.is_own:
            text, message_id = item.line.text, item.message_id
            message = world.write(item.chat.id, text, message_id=message_id, status=Status.SENT)
            self._sim.deliveries.carry(message)
        else:
            world.receive(item.chat.id, item.line.text, item.line.sender, message_id=item.message_id)

    async def _wait_behind(self, item: _Planned) -> None:
        if item.rate:
            await self._sim.pace.clock.sleep(1 / item.rate)
            return
        await self._sim.clock.sleep(PAUSE)
        if not self._sim.is_open(item.chat.id):
            self._undrawn.clear()
            return
        self._undrawn.append(item.message_id)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(LONGEST_WAIT):
                await self._sim.bell.until(lambda: self._is_near(item.chat.id))

    def _is_near(self, chat_id: str) -> bool:
        """Whether the page is no more than a screenful behind."""
        world = self._sim.world
        self._undrawn = [i for i in self._undrawn if (m := world.message(i)) is not None and not m.drawn]
        return len(self._undrawn) < AHEAD or not self._sim.is_open(chat_id)

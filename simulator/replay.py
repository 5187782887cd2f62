"""Brings exports into the world: as history with its own times, or as live traffic in some rhythm."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING

from simulator import ids
from simulator.content import Body
from simulator.model import Kind, Status

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from simulator.exports import Line
    from simulator.model import Chat, Message
    from simulator.simulation import Simulation

AHEAD = 40
PAUSE = 0.004
# A reader far up in the history is shown nothing new; the replay goes on all the same.
LONGEST_WAIT = 1.0


@dataclass(frozen=True, slots=True)
class Rhythm:
    """`rate` messages a second, or as written but `speed` times faster; else as the page takes them."""

    rate: float = 0.0
    speed: float | None = None


@dataclass(frozen=True, slots=True)
class _Planned:
    chat: Chat
    line: Line
    message_id: str
    is_own: bool


class Replays:
    """An export waits for the one before it, except in its own rhythm, which is that of its chat alone."""

    def __init__(self, simulation: Simulation) -> None:
        self.done = 0
        self.total = 0
        self._sim = simulation
        self._waiting: asyncio.Queue[tuple[list[_Planned], Rhythm]] = asyncio.Queue()
        self._behind: asyncio.Queue[tuple[list[_Planned], Rhythm]] = asyncio.Queue()
        self._undrawn: list[str] = []

    def add(self, chat: Chat, lines: Sequence[Line], me: str | None, rhythm: Rhythm) -> list[str]:
        """The ids that the messages will have, in order."""
        planned = self._plan(chat, lines, me)
        self._waiting.put_nowait((planned, rhythm))
        self.total += len(planned)
        return [item.message_id for item in planned]

    def add_history(self, chat: Chat, lines: Sequence[Line], me: str | None) -> list[str]:
        """All at once, each at its own time, read and with its ticks."""
        planned = self._plan(chat, lines, me)
        for item in planned:
            self._write(item, _aware(item.line.at) or self._sim.clock.utc())
        self.total += len(planned)
        self.done += len(planned)
        return [item.message_id for item in planned]

    async def run(self) -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(self._follow_one_another())
            while True:
                planned, rhythm = await self._waiting.get()
                if rhythm.speed is None:
                    self._behind.put_nowait((planned, rhythm))
                else:
                    group.create_task(self._play_as_written(planned, rhythm.speed))

    async def _follow_one_another(self) -> None:
        while True:
            planned, rhythm = await self._behind.get()
            for item in planned:
                self._write(item)
                self.done += 1
                await self._wait_behind(item, rhythm.rate)

    async def _play_as_written(self, planned: list[_Planned], speed: float) -> None:
        before: datetime | None = None
        for item in planned:
            at = item.line.at
            if at is not None and before is not None and at > before:
                await self._sim.pace.sleep((at - before).total_seconds() / speed)
            before = at or before
            self._write(item)
            self.done += 1

    def _plan(self, chat: Chat, lines: Sequence[Line], me: str | None) -> list[_Planned]:
        owner = self._sim.world.owner
        planned = []
        for line in lines:
            is_own = line.sender is not None and line.sender == me
            author = owner if is_own else line.sender or chat.name
            planned.append(_Planned(chat, line, ids.from_phone(author), is_own))
        return planned

    def _write(self, item: _Planned, at: datetime | None = None) -> None:
        """With a time of its own it is history, and stands behind what is there already."""
        world, line = self._sim.world, item.line
        message = self._add(item, at)
        if line.is_deleted:
            world.delete(message)
        elif line.is_edited:
            world.edit(message, line.text)
        if item.is_own and at is None:
            self._sim.deliveries.carry(message)

    def _add(self, item: _Planned, at: datetime | None) -> Message:
        world, line, chat = self._sim.world, item.line, item.chat
        if line.sender is None:
            return world.notice(chat.id, line.text, message_id=item.message_id, at=at, content=line.content)
        # A deleted message had words once; nobody knows which.
        body = Body(
            text=line.text or ("…" if line.content.kind in ("text", "poll") else ""), content=line.content
        )
        if item.is_own:
            status = Status.SENT if at is None else Status.READ
            return world.write(chat.id, body, message_id=item.message_id, status=status, at=at)
        sender = line.sender if chat.kind is Kind.GROUP else chat.name
        return world.receive(chat.id, body, sender, message_id=item.message_id, at=at)

    async def _wait_behind(self, item: _Planned, rate: float) -> None:
        if rate:
            await self._sim.pace.clock.sleep(1 / rate)
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


def _aware(at: datetime | None) -> datetime | None:
    """The page runs on this machine, so that the clock it shows is the one in the export."""
    return None if at is None else at.astimezone(UTC)

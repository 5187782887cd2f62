"""What becomes of a message after the page sent it: clock, one tick, two, blue ones, or a planned fault."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulator.content import Body
from simulator.model import Direction, Status

if TYPE_CHECKING:
    from simulator.diary import Diary
    from simulator.model import Message
    from simulator.pace import Pace
    from simulator.wire import Send
    from simulator.world import World


@dataclass(frozen=True, slots=True)
class Faults:
    """How the next sends go wrong; `times` None means until told otherwise."""

    delay: float = 0.0
    stuck: bool = False
    fail: bool = False
    times: int | None = None


NO_FAULTS = Faults()


class Deliveries:
    """Carries own messages to the contact; one task a message, all ended with `run`."""

    def __init__(self, world: World, diary: Diary, pace: Pace) -> None:
        self.faults = NO_FAULTS
        self._world = world
        self._diary = diary
        self._pace = pace
        self._carried: set[str] = set()
        self._waiting: asyncio.Queue[tuple[Message, Faults]] = asyncio.Queue()

    def send(self, asked: Send) -> Message:
        """The page hands a message over; a second time changes nothing."""
        known = self._world.message(asked.id)
        if known is not None:
            return known
        body = Body(text=asked.text, content=asked.content, quote=asked.quote)
        message = self._world.write(asked.chat, body, message_id=asked.id)
        self._diary.note("sent", chat_id=asked.chat, message_id=message.id)
        self.carry(message, self._take_faults())
        return message

    def carry(self, message: Message, faults: Faults = NO_FAULTS) -> None:
        if message.id not in self._carried:
            self._carried.add(message.id)
            self._waiting.put_nowait((message, faults))

    def resume(self) -> None:
        """Goes on with what a former run left under way."""
        for chat in self._world.chats():
            for message in chat.messages:
                if message.direction is Direction.OUT and message.status in _UNDER_WAY:
                    self.carry(message)

    async def run(self) -> None:
        async with asyncio.TaskGroup() as group:
            while True:
                message, faults = await self._waiting.get()
                group.create_task(self._carry(message, faults))

    def _take_faults(self) -> Faults:
        faults = self.faults
        if faults.times is not None:
            left = faults.times - 1
            self.faults = Faults(faults.delay, faults.stuck, faults.fail, left) if left > 0 else NO_FAULTS
        return faults

    async def _carry(self, message: Message, faults: Faults) -> None:
        latency = self._pace.latency
        if message.status is Status.PENDING:
            if faults.stuck:
                return
            await self._pace.sleep(latency.send + faults.delay)
            self._world.set_status(message, Status.FAILED if faults.fail else Status.SENT)
        for status in (Status.DELIVERED, Status.READ):
            if message.status is Status.FAILED:
                return
            await self._pace.sleep(latency.tick)
            self._world.set_status(message, status)


_UNDER_WAY = (Status.PENDING, Status.SENT, Status.DELIVERED)

"""Sends what was scheduled when it is due, one transaction for each, and leaves a damaged one aside."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from conversation import schedules, schedules_due
from conversation.schedules_due import Fired, Limits
from core.errors import SwitchboardError
from core.waiting import first_set

if TYPE_CHECKING:
    import asyncio

    from conversation.db import Database
    from core.ports import Clock
    from core.settings import Conversation

log = logging.getLogger(__name__)

LONGEST_NAP = 15.0  # seconds; what is scheduled meanwhile is due this much later at most
SHORTEST_NAP = 0.05


class Schedules:
    """A part; any number of processes may run it on one database."""

    def __init__(self, db: Database, clock: Clock, settings: Conversation) -> None:
        self._db = db
        self._clock = clock
        self._limits = Limits(timedelta(seconds=settings.late), settings.backlog)

    async def run(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            is_full = await self._fire()
            await first_set(stop, after=self._clock.sleep(LONGEST_NAP if is_full else await self._nap()))

    async def _fire(self) -> bool:
        """Whether there was no room for something that is due."""
        async with self._db.reading() as session:
            ids = await schedules_due.due(session)
        outcomes = [await self._one(schedule_id) for schedule_id in ids]
        return Fired.FULL in outcomes

    async def _one(self, schedule_id: int) -> Fired:
        try:
            async with self._db.transaction() as session:
                outcome = await schedules_due.fire(session, schedule_id, self._limits)
        except SwitchboardError as error:
            log.error("a schedule is set aside", extra={"schedule": schedule_id, "reason": str(error)})
            async with self._db.transaction() as session:
                await schedules_due.set_aside(session, schedule_id)
            return Fired.LOST
        log.info("a schedule was due", extra={"schedule": schedule_id, "outcome": outcome.value})
        return outcome

    async def _nap(self) -> float:
        async with self._db.reading() as session:
            due = await schedules.next_due(session)
        if due is None:
            return LONGEST_NAP
        return min(LONGEST_NAP, max(SHORTEST_NAP, (due - self._clock.utc()).total_seconds()))

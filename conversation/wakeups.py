"""Wakes waiters in other processes on one PostgreSQL; a SQLite file has no other process at work."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from core.events import ActivityWritten, JobsWaiting
from core.waiting import first_set

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

    from core.events import Event, EventBus

CHANNEL = "switchboard"
_EVENTS: dict[str, Event] = {"jobs": JobsWaiting(), "activity": ActivityWritten()}


async def tell(session: AsyncSession, *, jobs: bool, activity: bool) -> None:
    """Part of the transaction: PostgreSQL tells the others when it commits, or nobody."""
    words = [word for word, is_so in (("jobs", jobs), ("activity", activity)) if is_so]
    if words and session.get_bind().dialect.name == "postgresql":
        await session.execute(select(*(func.pg_notify(CHANNEL, word) for word in words)))


async def listen(engine: AsyncEngine, bus: EventBus, stop: asyncio.Event) -> None:
    """Publishes here what other processes committed, until `stop`.

    Raises ConnectionError when the server went away; whoever calls again is told of what was missed.
    """
    if engine.dialect.name != "postgresql":
        await stop.wait()
        return
    lost = asyncio.Event()

    def heard(*told: Any) -> None:
        event = _EVENTS.get(told[-1])
        if event is not None:
            bus.publish(event)

    def gone(_: Any) -> None:
        lost.set()

    async with engine.connect() as connection:
        driver: Any = (await connection.get_raw_connection()).driver_connection
        driver.add_termination_listener(gone)
        try:
            await driver.add_listener(CHANNEL, heard)
            for event in _EVENTS.values():
                bus.publish(event)
            await first_set(stop, lost)
        finally:
            # Not back into the pool: it listens.
            driver.remove_termination_listener(gone)
            await connection.invalidate()
    if not stop.is_set():
        raise ConnectionError("the database server closed the connection")

"""What is due is found in order, and one that is damaged can be set aside."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from conversation import activity, schedules, schedules_due
from conversation.schedules import Timing
from conversation.schedules_due import Limits
from core.errors import SwitchboardError

if TYPE_CHECKING:
    from conversation.db import Database
    from tests.fakes import FakeClock

LIMITS = Limits(timedelta(seconds=60), backlog=100)


async def add(db: Database, chat: int, clock: FakeClock, hours: int) -> int:
    timing = Timing("UTC", at=clock.utc() + timedelta(hours=hours))
    async with db.transaction() as session:
        return (await schedules.add(session, chat, "Hello", timing, by="Ana")).id


async def test_the_longest_overdue_comes_first(db: Database, chat: int, clock: FakeClock) -> None:
    later, sooner, _ = [await add(db, chat, clock, hours) for hours in (2, 1, 9)]
    await clock.advance(3 * 3600)
    async with db.reading() as session:
        assert await schedules_due.due(session) == [sooner, later]


async def test_a_damaged_one_says_so_and_is_set_aside_once(db: Database, chat: int, clock: FakeClock) -> None:
    damaged = await add(db, chat, clock, 1)
    await clock.advance(3600)
    async with db.transaction() as session:
        await session.execute(text("UPDATE schedules SET text = 'gAAAnonsense'"))
    async with db.transaction() as session:
        with pytest.raises(SwitchboardError, match="damaged"):
            await schedules_due.fire(session, damaged, LIMITS)
    async with db.transaction() as session:
        assert await schedules_due.set_aside(session, damaged)
        assert not await schedules_due.set_aside(session, damaged)
    async with db.reading() as session:
        assert await schedules_due.due(session) == []
        *_, told = await activity.since(session, 0, 100)
    assert (told.kind, told.detail) == ("schedule_changed", "damaged")

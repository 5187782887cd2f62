"""A refused schedule leaves nothing behind; how schedules come and go, the contract tests say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from conversation import activity, audit, schedules
from conversation.schedules import Timing
from core.errors import ScheduleRefused

if TYPE_CHECKING:
    from conversation.db import Database


async def test_what_was_refused_is_neither_kept_nor_told(db: Database, chat: int) -> None:
    async with db.reading() as session:
        _, before = await activity.bounds(session)
    with pytest.raises(ScheduleRefused):
        async with db.transaction() as session:
            await schedules.add(session, chat, "Hello", Timing("UTC", cron="0 0 30 2 *"), by="Ana")
    async with db.reading() as session:
        assert await schedules.listing(session) == []
        assert await audit.listing(session) == []
        assert await activity.since(session, before, 10) == []


async def test_a_cron_line_follows_its_own_zone(db: Database, chat: int) -> None:
    async with db.transaction() as session:
        row = await schedules.add(session, chat, "Hi", Timing("Asia/Tehran", cron="0 9 * * *"), by="Ana")
    assert f"{row.next_at:%d %H:%M}" == "22 05:30"

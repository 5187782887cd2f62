"""Whoever follows the activity gets each event once, in order, also those that came in one transaction."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from app.following import follow
from conversation import activity

if TYPE_CHECKING:
    from conversation.db import Database


async def _add(db: Database, *details: str) -> None:
    async with db.transaction() as session:
        for detail in details:
            await activity.add(session, "selector_drift", account="main", detail=detail)


async def test_events_come_in_order_from_the_moment_of_following_on(db: Database) -> None:
    await _add(db, "before")
    stop = asyncio.Event()
    seen: list[str | None] = []

    async def listen() -> None:
        async for event in follow(db, stop):
            seen.append(event.detail)
            if event.detail == "last":
                stop.set()

    async with asyncio.timeout(10), asyncio.TaskGroup() as group:
        group.create_task(listen())
        await asyncio.sleep(0.05)
        await _add(db, "one", "two")
        await _add(db, "last")
    assert seen == ["one", "two", "last"]

"""On SQLite nothing is told and nothing heard; how PostgreSQL does it, the contract tests say."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from conversation import queue
from core.events import JobsWaiting

if TYPE_CHECKING:
    from conversation.db import Database


async def test_waiters_of_the_same_process_are_woken_without_a_server(db: Database, chat: int) -> None:
    stop = asyncio.Event()
    with db.bus.waiting_for(JobsWaiting) as woken:
        async with asyncio.timeout(15), asyncio.TaskGroup() as group:
            group.create_task(db.hear(stop))
            async with db.transaction() as session:
                await queue.put(session, "answer", account="main", chat_id=chat)
            await woken.wait()
            stop.set()

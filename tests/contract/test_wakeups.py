"""What one process puts, another one on the same PostgreSQL hears of; on SQLite there is no other."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from conversation import activity, queue
from core.events import ActivityWritten, JobsWaiting

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from conversation.db import Database
    from tests.contract.store import Stores

PATIENCE = 15.0


@asynccontextmanager
async def hearing(database: Database) -> AsyncIterator[asyncio.Event]:
    """Set when `database` hears that jobs wait; ready once it listens."""
    stop = asyncio.Event()
    with database.bus.waiting_for(JobsWaiting) as woken:
        async with asyncio.timeout(PATIENCE), asyncio.TaskGroup() as group:
            group.create_task(database.hear(stop))
            try:
                yield woken
            finally:
                stop.set()


async def put(database: Database, chat: int) -> None:
    async with database.transaction() as session:
        await queue.put(session, "answer", account="main", chat_id=chat)


@pytest.fixture
def only_postgres(stores: Stores) -> None:
    if stores.name != "postgresql":
        pytest.skip("one process on one SQLite file")


@pytest.mark.usefixtures("only_postgres")
async def test_a_job_of_one_process_wakes_the_other(db: Database, second: Database, chat: int) -> None:
    async with hearing(second) as woken:
        await woken.wait()  # it listens, and looks for what came before
        woken.clear()
        await put(db, chat)
        await woken.wait()


class OnPurpose(Exception):
    """Raised by a test inside a transaction."""


async def put_and_fail(database: Database, chat: int) -> None:
    async with database.transaction() as session:
        await queue.put(session, "answer", account="main", chat_id=chat)
        raise OnPurpose


@pytest.mark.usefixtures("only_postgres")
async def test_a_job_that_was_not_committed_wakes_nobody(db: Database, second: Database, chat: int) -> None:
    async with hearing(second) as woken:
        await woken.wait()
        woken.clear()
        with pytest.raises(OnPurpose):
            await put_and_fail(db, chat)
        with second.bus.waiting_for(ActivityWritten) as later:
            async with db.transaction() as session:
                await activity.add(session, "link_changed", account="main")
            await later.wait()  # what is told arrives in order
        assert not woken.is_set()


@pytest.mark.usefixtures("only_postgres")
async def test_a_server_that_goes_away_is_an_error_and_one_hears_again_after_it(
    db: Database, second: Database, chat: int
) -> None:
    stop = asyncio.Event()
    with second.bus.waiting_for(JobsWaiting) as woken:
        async with asyncio.timeout(PATIENCE), asyncio.TaskGroup() as group:
            task = group.create_task(refused(second, stop))
            await woken.wait()
            async with db.transaction() as session:
                await session.execute(
                    text(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                        "WHERE datname = current_database() AND query LIKE 'LISTEN%'"
                    )
                )
            await task
    async with hearing(second) as woken:
        await woken.wait()
        woken.clear()
        await put(db, chat)
        await woken.wait()


async def refused(database: Database, stop: asyncio.Event) -> None:
    with pytest.raises(ConnectionError):
        await database.hear(stop)


async def test_where_nobody_is_to_be_heard_the_part_waits_for_its_end(db: Database, stores: Stores) -> None:
    stop = asyncio.Event()
    stop.set()
    async with asyncio.timeout(PATIENCE):
        await db.hear(stop)

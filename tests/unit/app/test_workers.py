"""Workers perform what is due, put back what failed, and count no attempt while there is no page."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from app.workers import Workers
from conversation import chats, dead_jobs, queue
from core.errors import ChatUnreachable, NotLinked, SafeMode
from core.settings import Conversation
from core.types import ChatKind, ChatRef

if TYPE_CHECKING:
    from collections.abc import Callable

    from conversation.db import Database
    from tests.fakes import FakeClock

PATIENCE = 5.0


class Bench:
    """Workers with one kind of job, which does what the test says."""

    def __init__(self, db: Database, clock: FakeClock) -> None:
        self.db = db
        self.clock = clock
        self.performed: list[int] = []
        self.mishaps: list[Exception] = []
        settings = Conversation(workers=1, attempts=3)
        self._workers = Workers(db, {"answer": self._answer}, clock, settings, "here")

    async def put(self) -> int:
        async with self.db.transaction() as session:
            chat = await chats.meet(session, ChatRef("main", "Ana", ChatKind.PERSON), ())
            await queue.put(session, "answer", account="main", chat_id=chat.id)
        return chat.id

    async def run_until(self, is_true: Callable[[queue.Counts], bool]) -> None:
        """Runs the workers, with time passing, until the queue looks as wanted."""
        stop = asyncio.Event()
        async with asyncio.timeout(PATIENCE), asyncio.TaskGroup() as group:
            group.create_task(self._workers.run(stop))
            while not is_true(await self.counts()):
                await self.clock.advance(1)
                await asyncio.sleep(0)
            stop.set()
            await self.clock.advance(60)

    async def counts(self) -> queue.Counts:
        async with self.db.reading() as session:
            return await queue.counts(session)

    async def _answer(self, job: queue.Job) -> None:
        if self.mishaps:
            raise self.mishaps.pop(0)
        self.performed.append(job.chat_id)


@pytest.fixture
def bench(db: Database, clock: FakeClock) -> Bench:
    return Bench(db, clock)


async def test_a_job_that_was_performed_is_gone(bench: Bench) -> None:
    chat = await bench.put()
    await bench.run_until(lambda counts: counts == queue.Counts(0, 0, 0))
    assert bench.performed == [chat]


async def test_a_failed_job_is_tried_again(bench: Bench) -> None:
    bench.mishaps = [ChatUnreachable("not now")]
    chat = await bench.put()
    await bench.run_until(lambda counts: counts == queue.Counts(0, 0, 0))
    assert bench.performed == [chat]


async def test_a_job_that_fails_too_often_is_kept_dead_for_a_person(bench: Bench) -> None:
    bench.mishaps = [ChatUnreachable("never")] * 3
    await bench.put()
    await bench.run_until(lambda counts: counts.dead == 1)
    assert bench.performed == []


@pytest.mark.parametrize("mishap", [NotLinked("scan first"), SafeMode("composer")])
async def test_waiting_for_the_page_uses_up_no_attempt(bench: Bench, mishap: Exception) -> None:
    bench.mishaps = [mishap] * 10
    chat = await bench.put()
    await bench.run_until(lambda counts: counts == queue.Counts(0, 0, 0))
    assert bench.performed == [chat]


async def test_a_job_of_a_kind_that_nobody_knows_dies_in_words_and_stops_nobody(bench: Bench) -> None:
    await bench.put()
    async with bench.db.transaction() as session:
        await session.execute(text("UPDATE jobs SET kind = 'dance', lane = 'dance'"))
    chat = await bench.put()
    await bench.run_until(lambda counts: counts == queue.Counts(0, 0, 1))
    assert bench.performed == [chat]
    async with bench.db.transaction() as session:
        (dead,) = await dead_jobs.listing(session)
        assert dead.error is not None
        assert "nobody here knows how to perform a job of the kind 'dance'" in dead.error
        assert not await dead_jobs.replay(session, dead.id, actor="Ana")
        assert await dead_jobs.discard(session, dead.id, actor="Ana")

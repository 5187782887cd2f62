"""A dead job is seen, and a person decides once what becomes of it, on either database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conversation import activity, audit, dead_jobs, queue

if TYPE_CHECKING:
    from conversation.db import Database
    from conversation.dead_jobs import DeadJob
    from tests.fakes import FakeClock


async def dies(db: Database, chat: int, kind: str = "answer", error: str = "the model is down") -> None:
    async with db.transaction() as session:
        await queue.put(session, kind, account="main", chat_id=chat)
        job = await queue.claim(session, "one", 60)
        assert job is not None
        assert await queue.retry(session, job, error, max_attempts=1) is queue.Retry.DEAD


async def dead(db: Database) -> list[DeadJob]:
    async with db.reading() as session:
        return await dead_jobs.listing(session)


async def test_the_newest_dead_job_is_listed_first_with_what_went_wrong(
    db: Database, chat: int, clock: FakeClock
) -> None:
    await dies(db, chat)
    await clock.advance(10)
    await dies(db, chat, "deliver", "no way into the chat")
    newest, oldest = await dead(db)
    assert (newest.kind, newest.error, newest.attempts) == ("deliver", "no way into the chat", 1)
    assert (newest.chat_id, newest.died_at) == (chat, clock.utc())
    async with db.reading() as session:
        assert await dead_jobs.listing(session, before=newest.id) == [oldest]
        assert await dead_jobs.listing(session, limit=1) == [newest]


async def test_a_replayed_job_is_due_at_once_with_all_its_attempts(db: Database, chat: int) -> None:
    await dies(db, chat)
    (job,) = await dead(db)
    async with db.transaction() as session:
        assert await dead_jobs.replay(session, job.id, actor="Ana")
    async with db.transaction() as session:
        assert not await dead_jobs.replay(session, job.id, actor="Ana")
        assert await queue.counts(session) == queue.Counts(waiting=1, running=0, dead=0)
        again = await queue.claim(session, "one", 60)
        assert again is not None
        assert (again.kind, again.chat_id, again.attempts) == ("answer", chat, 1)


async def test_two_dead_jobs_of_one_chat_are_replayed_as_one(db: Database, chat: int) -> None:
    await dies(db, chat)
    await dies(db, chat)
    async with db.transaction() as session:
        for job in await dead_jobs.listing(session):
            assert await dead_jobs.replay(session, job.id, actor="Ana")
        assert await queue.counts(session) == queue.Counts(waiting=1, running=0, dead=0)


async def test_a_discarded_job_is_gone_and_who_did_it_is_written_down(db: Database, chat: int) -> None:
    await dies(db, chat)
    (job,) = await dead(db)
    async with db.transaction() as session:
        assert await dead_jobs.discard(session, job.id, actor="Ana")
        assert not await dead_jobs.discard(session, job.id, actor="Ana")
    async with db.reading() as session:
        assert await queue.counts(session) == queue.Counts(0, 0, 0)
        (line,) = await audit.listing(session)
        *_, told = await activity.since(session, 0, 100)
    assert (line.actor, line.action, line.target) == ("Ana", "job_discarded", f"chat:{chat}")
    assert (told.kind, told.detail) == ("job_discarded", "answer")


async def test_two_processes_replay_a_dead_job_once(db: Database, second: Database, chat: int) -> None:
    await dies(db, chat)
    (job,) = await dead(db)
    replayed = []
    for database in (db, second):
        async with database.transaction() as session:
            replayed.append(await dead_jobs.replay(session, job.id, actor="Ana"))
    assert replayed == [True, False]

"""What the queue promises whatever happens: one at a time in a chat, nothing lost, on either database."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from conversation import accounts, chats, queue
from conversation.models import Job as Row
from conversation.models import JobStatus
from conversation.queue import Job, Retry
from core.types import ChatKind, ChatRef
from tests.contract.store import ALLOW, a_chat

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from conversation.db import Database
    from tests.fakes import FakeClock

LEASE = 10.0
NUMBERS = count()
ATTEMPTS = 4
Key = tuple[int, str]

NAMES = [
    "put",
    "put",
    "put",
    "claim",
    "claim",
    "claim",
    "done",
    "retry",
    "renew",
    "forget",
    "wait",
    "restart",
]
STEPS = st.tuples(
    st.sampled_from(NAMES),
    st.tuples(st.sampled_from([0, 0, 1]), st.sampled_from(["answer", "answer", "deliver"])),
    st.integers(0, 3),
)


@dataclass
class Play:
    """Plays steps on the queue and knows what must be true of it after each.

    A worker that lost its lease does not know it yet: it goes on to end its job, and must be told no.
    """

    session: AsyncSession
    clock: FakeClock
    account: str
    chats: list[int]
    held: list[Job] = field(default_factory=list)
    leases: dict[Key, tuple[Job, datetime]] = field(default_factory=dict)
    owed: set[Key] = field(default_factory=set)
    overtaken: set[Job] = field(default_factory=set)
    dead: set[Key] = field(default_factory=set)

    async def put(self, key: Key, number: int) -> None:
        due_in, cap = ((0.0, None), (0.0, 5.0), (2.0, 5.0), (30.0, None))[number]
        await queue.put(self.session, key[1], account=self.account, chat_id=key[0], due_in=due_in, cap=cap)
        assert await queue.has_waiting(self.session, key[1], key[0])
        self.owed.add(key)
        self.dead.discard(key)
        self.overtaken |= {job for job in self.held if key_of(job) == key}

    async def claim(self, _: Key, number: int) -> bool:
        job = await queue.claim(self.session, f"worker {number % 2}", LEASE, account=self.account)
        if job is None:
            return False
        running = self.leases.get(key_of(job))
        assert running is None or running[1] <= self.clock.utc()
        self.held.append(job)
        self.leases[key_of(job)] = (job, self.clock.utc() + timedelta(seconds=LEASE))
        return True

    async def done(self, _: Key, number: int) -> None:
        if (job := self.drop(number)) is None:
            return
        assert await queue.done(self.session, job) is self.ends(job)
        if job not in self.overtaken:
            self.owed.discard(key_of(job))

    async def retry(self, _: Key, number: int) -> None:
        if (job := self.drop(number)) is None:
            return
        outcome = await queue.retry(self.session, job, "failed", max_attempts=ATTEMPTS)
        assert (outcome is not Retry.LOST) is self.ends(job)
        if outcome is Retry.DEAD:
            self.dead.add(key_of(job))

    async def renew(self, _: Key, number: int) -> None:
        if self.held:
            job = self.held[number % len(self.held)]
            is_its = self.holds(job)
            assert await queue.renew(self.session, job, LEASE) is is_its
            if is_its:
                self.leases[key_of(job)] = (job, self.clock.utc() + timedelta(seconds=LEASE))

    async def forget(self, _: Key, number: int) -> None:
        self.drop(number)

    async def wait(self, _: Key, number: int) -> None:
        await self.clock.advance((1, 6, 11, 400)[number])

    async def restart(self, _: Key, __: int) -> None:
        self.leases.clear()
        await queue.release(self.session, owner_not="nobody")

    def drop(self, number: int) -> Job | None:
        return self.held.pop(number % len(self.held)) if self.held else None

    def holds(self, job: Job) -> bool:
        running = self.leases.get(key_of(job))
        return running is not None and running[0] == job

    def ends(self, job: Job) -> bool:
        """Whether `job` was still its worker's; it is over in either case."""
        was_its = self.holds(job)
        if was_its:
            del self.leases[key_of(job)]
        return was_its

    async def check(self) -> None:
        """One waits and one runs at most, and whatever is owed waits, runs or is dead."""
        numbers = await self.session.execute(
            select(Row.chat_id, Row.lane, Row.status, func.count())
            .where(Row.account == self.account, Row.status != JobStatus.DEAD)
            .group_by(Row.chat_id, Row.lane, Row.status)
        )
        rows = numbers.all()
        assert all(row[3] == 1 for row in rows)
        assert self.owed <= {(row[0], row[1]) for row in rows} | self.dead

    async def drain(self) -> None:
        """With time, and workers that succeed, nothing stays undone."""
        for _ in range(4):
            await self.clock.advance(400)
            while await self.claim((0, ""), 0):
                await self.done((0, ""), len(self.held) - 1)
        assert self.owed <= self.dead
        assert await queue.next_due(self.session) is None


def key_of(job: Job) -> Key:
    return job.chat_id, job.kind


@settings(
    deadline=None,
    max_examples=30,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(STEPS, min_size=10, max_size=40))
async def test_whatever_happens_jobs_of_a_chat_run_one_by_one_and_none_is_lost(
    db: Database, clock: FakeClock, steps: list[tuple[str, Key, int]]
) -> None:
    async with db.transaction() as session:
        account = f"a{next(NUMBERS)}"
        await accounts.ensure(session, account)
        refs = [ChatRef(account, name, ChatKind.PERSON) for name in ("Ann", "Bob")]
        play = Play(session, clock, account, [(await chats.meet(session, ref, ALLOW)).id for ref in refs])
        for name, (where, kind), number in steps:
            await getattr(play, name)((play.chats[where], kind), number)
            await play.check()
        await play.drain()


async def test_claimers_of_two_processes_never_run_two_jobs_of_one_chat(
    db: Database, second: Database
) -> None:
    names = [f"chat {number}" for number in range(4)]
    ids = [await a_chat(db, ChatRef("main", name, ChatKind.PERSON)) for name in names]
    running: set[int] = set()
    finished: list[int] = []

    async def work(database: Database, owner: str) -> None:
        for _ in range(15):
            async with database.transaction() as session:
                job = await queue.claim(session, owner, 60)
            if job is None:
                continue
            assert job.chat_id not in running
            running.add(job.chat_id)
            await asyncio.sleep(0)
            running.remove(job.chat_id)
            async with database.transaction() as session:
                assert await queue.done(session, job)
            finished.append(job.chat_id)

    async def ask(database: Database) -> None:
        for number in range(20):
            async with database.transaction() as session:
                await queue.put(session, "answer", account="main", chat_id=ids[number % 4])

    async with asyncio.TaskGroup() as group:
        for database in (db, second):
            group.create_task(ask(database))
            group.create_task(work(database, f"worker of {id(database)}"))
            group.create_task(work(database, f"other worker of {id(database)}"))
    async with db.transaction() as session:
        while (job := await queue.claim(session, "last", 60)) is not None:
            await queue.done(session, job)
            finished.append(job.chat_id)
        assert await queue.counts(session) == queue.Counts(0, 0, 0)
    assert set(finished) == set(ids)


async def test_a_put_and_a_retry_at_the_same_moment_leave_one_job(
    db: Database, second: Database, chat: int
) -> None:
    for _ in range(5):
        async with db.transaction() as session:
            await queue.put(session, "answer", account="main", chat_id=chat)
            job = await queue.claim(session, "one", 60)
            assert job is not None

        async def fail(failed: Job = job) -> None:
            async with db.transaction() as session:
                await queue.retry(session, failed, "down", max_attempts=3)

        async def put() -> None:
            async with second.transaction() as session:
                await queue.put(session, "answer", account="main", chat_id=chat)

        async with asyncio.TaskGroup() as group:
            group.create_task(fail())
            group.create_task(put())
        async with db.transaction() as session:
            assert await queue.counts(session) == queue.Counts(waiting=1, running=0, dead=0)
            await queue.put(session, "answer", account="main", chat_id=chat)
            last = await queue.claim(session, "one", 60)
            assert last is not None
            await queue.done(session, last)

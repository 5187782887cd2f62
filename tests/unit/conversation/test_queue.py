"""A job is due once, runs alone in its lane and chat, and is never lost."""

from __future__ import annotations

import pytest

from conversation import activity, queue
from conversation.db import Database
from conversation.queue import Counts, Job, Retry, When
from core.events import JobsWaiting
from core.types import ChatKind, ChatRef
from tests.contract.store import a_chat
from tests.fakes import FakeClock

LEASE = 60.0


async def put(db: Database, chat: int, kind: str = "answer", **when: float) -> None:
    timing: When = {}
    timing.update(when)  # type: ignore[typeddict-item]
    async with db.transaction() as session:
        await queue.put(session, kind, account="main", chat_id=chat, **timing)


async def claim(db: Database, owner: str = "one", kinds: list[str] | None = None) -> Job | None:
    async with db.transaction() as session:
        return await queue.claim(session, owner, LEASE, kinds)


async def claimed(db: Database, owner: str = "one") -> Job:
    job = await claim(db, owner)
    assert job is not None
    return job


async def done(db: Database, job: Job) -> bool:
    async with db.transaction() as session:
        return await queue.done(session, job)


async def retry(db: Database, job: Job, max_attempts: int = 3) -> Retry:
    async with db.transaction() as session:
        return await queue.retry(session, job, "the model is down", max_attempts=max_attempts)


async def counts(db: Database) -> tuple[int, int, int]:
    async with db.reading() as session:
        found: Counts = await queue.counts(session)
    return found.waiting, found.running, found.dead


async def next_due(db: Database, clock: FakeClock) -> float | None:
    """Seconds until a claim may find something."""
    async with db.reading() as session:
        moment = await queue.next_due(session)
    return None if moment is None else (moment - clock.utc()).total_seconds()


async def test_a_job_is_claimed_when_it_is_due_and_gone_when_it_is_done(
    db: Database, chat: int, clock: FakeClock
) -> None:
    await put(db, chat, due_in=4)
    assert await claim(db) is None
    assert await next_due(db, clock) == 4
    await clock.advance(4)
    job = await claimed(db)
    assert (job.account, job.kind, job.chat_id, job.attempts, job.owner) == ("main", "answer", chat, 1, "one")
    assert await next_due(db, clock) == LEASE
    assert await done(db, job)
    assert await counts(db) == (0, 0, 0)
    assert await next_due(db, clock) is None
    assert not await done(db, job)


async def test_jobs_of_one_chat_coalesce_and_the_last_put_says_when(
    db: Database, chat: int, clock: FakeClock
) -> None:
    await put(db, chat, due_in=4, cap=20)
    await clock.advance(3)
    await put(db, chat, due_in=10, cap=20)
    assert (await counts(db), await next_due(db, clock)) == ((1, 0, 0), 10)
    await put(db, chat, due_in=60, cap=60)
    assert await next_due(db, clock) == 17
    await put(db, chat)
    assert await next_due(db, clock) == 0


async def test_a_cap_holds_for_the_first_put_too(db: Database, chat: int, clock: FakeClock) -> None:
    await put(db, chat, due_in=30, cap=20)
    assert await next_due(db, clock) == 20


async def test_what_is_put_while_a_job_runs_is_done_after_it(
    db: Database, chat: int, clock: FakeClock
) -> None:
    await put(db, chat)
    first = await claimed(db)
    await put(db, chat)
    await put(db, chat)
    assert await counts(db) == (1, 1, 0)
    assert await claim(db) is None
    assert await next_due(db, clock) == LEASE
    async with db.reading() as session:
        assert await queue.has_waiting(session, "answer", chat)
        assert not await queue.has_waiting(session, "deliver", chat)
    with db.bus.waiting_for(JobsWaiting) as woken:
        assert await done(db, first)
        assert woken.is_set()
    assert (await claimed(db)).chat_id == chat


async def test_lanes_and_chats_do_not_wait_for_one_another(db: Database, chat: int) -> None:
    other = await a_chat(db, ChatRef("main", "Bob", ChatKind.PERSON))
    for where, kind in ((chat, "answer"), (chat, "deliver"), (other, "answer")):
        await put(db, where, kind)
    found = [await claimed(db) for _ in range(3)]
    assert [(job.chat_id, job.kind) for job in found] == [
        (chat, "answer"), (chat, "deliver"), (other, "answer"),
    ]  # fmt: skip


async def test_a_worker_takes_only_the_kinds_and_accounts_it_serves(db: Database, chat: int) -> None:
    await put(db, chat, "answer")
    assert await claim(db, kinds=["deliver"]) is None
    async with db.transaction() as session:
        assert await queue.claim(session, "one", LEASE, account="other") is None
        assert await queue.claim(session, "one", LEASE, ["answer"], "main") is not None


async def test_what_a_person_waits_for_goes_first(db: Database, chat: int, clock: FakeClock) -> None:
    other = await a_chat(db, ChatRef("main", "Bob", ChatKind.PERSON))
    await put(db, chat, "deliver")
    await clock.advance(1)
    await put(db, other, "deliver", priority=10)
    assert [(await claimed(db)).chat_id, (await claimed(db)).chat_id] == [other, chat]


async def test_a_priority_once_given_is_kept_when_jobs_coalesce(db: Database, chat: int) -> None:
    other = await a_chat(db, ChatRef("main", "Bob", ChatKind.PERSON))
    await put(db, chat, "deliver", priority=5)
    await put(db, other, "deliver", priority=10)
    await put(db, other, "deliver", priority=0)
    assert (await claimed(db)).chat_id == other


async def test_a_job_whose_worker_died_is_taken_over_when_its_lease_runs_out(
    db: Database, chat: int, clock: FakeClock
) -> None:
    await put(db, chat)
    dead = await claimed(db, "dead")
    await clock.advance(LEASE - 1)
    assert await claim(db, "heir") is None
    await clock.advance(1)
    heir = await claimed(db, "heir")
    assert (heir.id, heir.attempts) == (dead.id, 2)
    async with db.transaction() as session:
        assert not await queue.renew(session, dead, LEASE)
        assert not await queue.done(session, dead)
        assert await queue.retry(session, dead, "late", max_attempts=3) is Retry.LOST
        assert await queue.renew(session, heir, LEASE)
        assert await queue.done(session, heir)


async def test_a_worker_that_lost_its_job_to_itself_cannot_end_it(
    db: Database, chat: int, clock: FakeClock
) -> None:
    await put(db, chat)
    slow = await claimed(db, "one")
    await clock.advance(LEASE)
    again = await claimed(db, "one")
    assert not await done(db, slow)
    assert await done(db, again)


async def test_a_renewed_lease_is_not_taken_over(db: Database, chat: int, clock: FakeClock) -> None:
    await put(db, chat)
    job = await claimed(db)
    await clock.advance(LEASE - 1)
    async with db.transaction() as session:
        assert await queue.renew(session, job, LEASE)
    await clock.advance(LEASE - 1)
    assert await claim(db, "other") is None
    assert await done(db, job)


async def test_a_failed_job_waits_longer_each_time_and_is_dead_at_last(
    db: Database, chat: int, clock: FakeClock
) -> None:
    await put(db, chat)
    ids = set()
    for attempt in (1, 2):
        job = await claimed(db)
        ids.add(job.id)
        assert job.attempts == attempt
        assert await retry(db, job) is Retry.WAITING
        waits = await next_due(db, clock)
        assert waits is not None
        assert 0 <= waits <= 2**attempt
        await clock.advance(2**attempt)
    assert await retry(db, await claimed(db)) is Retry.DEAD
    assert (await counts(db), len(ids)) == ((0, 0, 1), 1)
    async with db.reading() as session:
        *_, last = await activity.since(session, 0, 10)
    assert (last.kind, last.chat_id, last.detail) == ("job_dead", chat, "answer")


async def test_a_failed_job_leaves_the_work_to_a_newer_one(db: Database, chat: int) -> None:
    await put(db, chat)
    old = await claimed(db)
    await put(db, chat)
    assert await retry(db, old, max_attempts=1) is Retry.WAITING
    assert await counts(db) == (1, 0, 0)
    assert (await claimed(db)).attempts == 1


async def test_something_new_to_do_forgives_the_failures_of_the_past(
    db: Database, chat: int, clock: FakeClock
) -> None:
    await put(db, chat)
    await retry(db, await claimed(db))
    await put(db, chat, due_in=4, cap=20)
    assert await next_due(db, clock) == 4
    await clock.advance(4)
    assert (await claimed(db)).attempts == 1


async def test_a_job_that_could_not_even_be_tried_waits_and_no_attempt_is_counted(
    db: Database, chat: int, clock: FakeClock
) -> None:
    await put(db, chat)
    for _ in range(3):
        job = await claimed(db)
        assert job.attempts == 1
        async with db.transaction() as session:
            assert await queue.postpone(session, job, 5)
            assert not await queue.postpone(session, job, 5)
        assert await next_due(db, clock) == 5
        await clock.advance(5)


async def test_a_dead_job_does_not_stand_in_the_way_of_a_new_one(db: Database, chat: int) -> None:
    for _ in range(2):
        await put(db, chat)
        assert await retry(db, await claimed(db), max_attempts=1) is Retry.DEAD
    assert await counts(db) == (0, 0, 2)


async def test_after_a_crash_everything_it_held_waits_again_at_once(
    db: Database, chat: int, clock: FakeClock
) -> None:
    other = await a_chat(db, ChatRef("main", "Bob", ChatKind.PERSON))
    await put(db, chat)
    await put(db, other)
    await claimed(db, "before")
    await claimed(db, "before")
    await put(db, chat, due_in=4)
    async with db.transaction() as session:
        assert await queue.release(session, owner_not="before") == 0
        assert await queue.release(session, owner_not="now") == 2
        assert await queue.release(session, owner_not="now") == 0
    assert (await claimed(db, "now")).chat_id == other
    assert await claim(db, "now") is None
    await clock.advance(4)
    assert (await claimed(db, "now")).chat_id == chat


async def test_workers_are_woken_by_put_retry_and_release_but_not_by_an_empty_release(
    db: Database, chat: int
) -> None:
    with db.bus.waiting_for(JobsWaiting) as woken:
        await put(db, chat)
        assert woken.is_set()
        woken.clear()
        job = await claimed(db)
        assert not woken.is_set()
        await retry(db, job)
        assert woken.is_set()
        woken.clear()
        async with db.transaction() as session:
            await queue.release(session, owner_not="one")
        assert not woken.is_set()


async def test_an_unknown_kind_of_job_is_a_bug(db: Database, chat: int) -> None:
    with pytest.raises(KeyError):
        await put(db, chat, "dance")

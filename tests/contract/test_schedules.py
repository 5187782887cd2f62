"""What is scheduled is sent once for each moment, whatever clocks and processes do, on either database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from conversation import activity, audit, chats, outbox, schedules, schedules_due
from conversation.models_schedules import Missed, ScheduleState
from conversation.schedules import ScheduleView, Timing
from conversation.schedules_due import Fired, Limits
from core.errors import ScheduleRefused
from core.types import Access, Author, Mode, OutboxState

if TYPE_CHECKING:
    from conversation.db import Database
    from conversation.outbox import OutboxView
    from tests.fakes import FakeClock

HOUR = 3600
DAILY = Timing("UTC", cron="0 10 * * *")  # the clock starts at 9
LIMITS = Limits(timedelta(seconds=60), backlog=100)


async def add(db: Database, chat: int, timing: Timing = DAILY) -> ScheduleView:
    async with db.transaction() as session:
        return await schedules.add(session, chat, "Good morning!", timing, by="Ana")


async def fire(db: Database, limits: Limits = LIMITS) -> list[Fired]:
    async with db.reading() as session:
        ids = await schedules_due.due(session)
    found = []
    for id_ in ids:
        async with db.transaction() as session:
            found.append(await schedules_due.fire(session, id_, limits))
    return found


async def texts(db: Database, chat: int) -> list[OutboxView]:
    async with db.reading() as session:
        return await outbox.for_chat(session, chat, 100)


async def now(db: Database, schedule: ScheduleView) -> ScheduleView:
    async with db.reading() as session:
        found = await schedules.get(session, schedule.id)
    assert found is not None
    return found


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=UTC)


async def test_a_recurring_message_is_sent_at_each_of_its_moments(
    db: Database, chat: int, clock: FakeClock
) -> None:
    schedule = await add(db, chat)
    assert (schedule.state, schedule.next_at) == (ScheduleState.ACTIVE, at(21, 10))
    assert await fire(db) == []
    async with db.reading() as session:
        assert await schedules.next_due(session) == at(21, 10)
    await clock.advance(HOUR)
    assert await fire(db) == [Fired.SENT]
    assert await fire(db) == []
    await clock.advance(24 * HOUR)
    assert await fire(db) == [Fired.SENT]
    sent = await texts(db, chat)
    assert [(row.text, row.author, row.by, row.state) for row in sent] == [
        ("Good morning!", Author.BOT, "Ana", OutboxState.QUEUED)
    ] * 2
    after = await now(db, schedule)
    assert (after.last_at, after.next_at) == (at(22, 10), at(23, 10))


async def test_a_message_for_one_moment_is_sent_once(db: Database, chat: int, clock: FakeClock) -> None:
    schedule = await add(db, chat, Timing("UTC", at=at(21, 10)))
    await clock.advance(HOUR)
    assert await fire(db) == [Fired.SENT]
    await clock.advance(48 * HOUR)
    assert await fire(db) == []
    assert (await now(db, schedule)).state is ScheduleState.DONE


@pytest.mark.parametrize(("missed", "outcome"), [(Missed.ONCE, Fired.SENT), (Missed.SKIP, Fired.MISSED)])
async def test_moments_at_which_nobody_was_at_work_count_once_or_not_at_all(
    db: Database, chat: int, clock: FakeClock, missed: Missed, outcome: Fired
) -> None:
    schedule = await add(db, chat, Timing("UTC", cron="0 10 * * *", missed=missed))
    await clock.advance(72 * HOUR)
    assert await fire(db) == [outcome]
    assert await fire(db) == []
    assert len(await texts(db, chat)) == (1 if outcome is Fired.SENT else 0)
    assert (await now(db, schedule)).next_at == at(24, 10)


async def test_a_little_late_is_not_missed(db: Database, chat: int, clock: FakeClock) -> None:
    await add(db, chat, Timing("UTC", cron="0 10 * * *", missed=Missed.SKIP))
    await clock.advance(HOUR + 60)
    assert await fire(db) == [Fired.SENT]


async def test_a_clock_put_back_by_an_hour_sends_nothing_twice(
    db: Database, chat: int, clock: FakeClock
) -> None:
    schedule = await add(db, chat)
    await clock.advance(HOUR)
    assert await fire(db) == [Fired.SENT]
    clock.jump(-HOUR)
    assert await fire(db) == []
    await clock.advance(HOUR)
    assert await fire(db) == []
    assert (await now(db, schedule)).next_at == at(22, 10)


async def test_a_clock_put_on_by_an_hour_sends_what_became_due(
    db: Database, chat: int, clock: FakeClock
) -> None:
    await add(db, chat)
    clock.jump(2 * HOUR)
    assert await fire(db) == [Fired.SENT]
    clock.jump(-2 * HOUR)
    assert await fire(db) == []


async def test_two_processes_send_one_moment_once(
    db: Database, second: Database, chat: int, clock: FakeClock
) -> None:
    schedule = await add(db, chat)
    await clock.advance(HOUR)
    outcomes = []
    for database in (db, second):
        async with database.transaction() as session:
            outcomes.append(await schedules_due.fire(session, schedule.id, LIMITS))
    assert outcomes == [Fired.SENT, Fired.LOST]
    assert len(await texts(db, chat)) == 1


async def test_a_chat_that_may_not_be_written_to_gets_nothing(
    db: Database, chat: int, clock: FakeClock
) -> None:
    schedule = await add(db, chat)
    async with db.transaction() as session:
        await chats.set_access(session, chat, Access.BLOCKED, actor="Ana")
    await clock.advance(HOUR)
    assert await fire(db) == [Fired.NOT_ALLOWED]
    async with db.transaction() as session:
        await chats.set_access(session, chat, Access.ALLOWED, actor="Ana")
        await chats.set_mode(session, chat, Mode.OFF, actor="Ana")
    await clock.advance(24 * HOUR)
    assert await fire(db) == [Fired.NOT_ALLOWED]
    assert await texts(db, chat) == []
    assert (await now(db, schedule)).next_at == at(23, 10)


async def test_without_room_a_message_stays_due(db: Database, chat: int, clock: FakeClock) -> None:
    await add(db, chat)
    async with db.transaction() as session:
        waits = await outbox.put(session, chat, "waits", author=Author.BOT)
    await clock.advance(HOUR)
    tight = Limits(LIMITS.late, backlog=1)
    assert await fire(db, tight) == [Fired.FULL]
    async with db.transaction() as session:
        await outbox.move(session, waits.id, OutboxState.CANCELLED, frm=OutboxState.QUEUED)
    assert await fire(db, tight) == [Fired.SENT]


async def test_a_contact_who_wants_no_more_gets_no_more_not_even_what_waits(
    db: Database, chat: int, clock: FakeClock
) -> None:
    daily = await add(db, chat)
    once = await add(db, chat, Timing("UTC", at=at(25, 10)))
    await clock.advance(HOUR)
    assert await fire(db) == [Fired.SENT]
    async with db.transaction() as session:
        assert await schedules.stop_for(session, chat) == 2
        assert await schedules.stop_for(session, chat) == 0
        assert not await schedules.resume(session, daily.id, actor="Ana")
        lines = await audit.listing(session, limit=2)
    assert {(line.actor, line.action) for line in lines} == {("contact", "schedule_stopped")}
    assert [row.state for row in await texts(db, chat)] == [OutboxState.CANCELLED]
    assert {(await now(db, each)).state for each in (daily, once)} == {ScheduleState.STOPPED}
    await clock.advance(200 * HOUR)
    assert await fire(db) == []


async def test_words_said_before_it_was_scheduled_do_not_stop_it(db: Database, chat: int) -> None:
    schedule = await add(db, chat)
    async with db.transaction() as session:
        assert await schedules.stop_for(session, chat, at(21, 8)) == 0
        assert (await now(db, schedule)).state is ScheduleState.ACTIVE


async def test_a_pause_is_not_made_up_for(db: Database, chat: int, clock: FakeClock) -> None:
    schedule = await add(db, chat)
    async with db.transaction() as session:
        assert await schedules.pause(session, schedule.id, actor="Ana")
        assert not await schedules.pause(session, schedule.id, actor="Ana")
    await clock.advance(72 * HOUR)
    assert await fire(db) == []
    async with db.transaction() as session:
        assert await schedules.resume(session, schedule.id, actor="Ana")
        assert not await schedules.resume(session, schedule.id, actor="Ana")
    assert await fire(db) == []
    assert (await now(db, schedule)).next_at == at(24, 10)


async def test_the_one_moment_of_a_message_that_passed_in_a_pause_is_over(
    db: Database, chat: int, clock: FakeClock
) -> None:
    schedule = await add(db, chat, Timing("UTC", at=at(21, 10)))
    async with db.transaction() as session:
        await schedules.pause(session, schedule.id, actor="Ana")
    await clock.advance(2 * HOUR)
    with pytest.raises(ScheduleRefused, match="that moment is over"):
        async with db.transaction() as session:
            await schedules.resume(session, schedule.id, actor="Ana")


async def test_what_is_removed_is_gone_and_told(db: Database, chat: int, clock: FakeClock) -> None:
    schedule = await add(db, chat)
    other = await add(db, chat)
    async with db.transaction() as session:
        assert [row.id for row in await schedules.listing(session, chat_id=chat)] == [other.id, schedule.id]
        assert await schedules.remove(session, schedule.id, actor="Ana")
        assert not await schedules.remove(session, schedule.id, actor="Ana")
        assert [row.id for row in await schedules.listing(session)] == [other.id]
        assert await schedules.listing(session, before=other.id) == []
    async with db.reading() as session:
        *_, told = await activity.since(session, 0, 100)
    assert (told.kind, told.detail) == ("schedule_changed", "removed")


@pytest.mark.parametrize(
    ("timing", "reason"),
    [
        (Timing("UTC"), "say when"),
        (Timing("UTC", at=at(21, 9)), "that moment is over"),
        (Timing("UTC", at=datetime(9999, 12, 31, 23, tzinfo=timezone(-timedelta(hours=14)))), "too far away"),
        (Timing("UTC", cron="0 9 * * *", at=at(22, 9)), "either a cron line"),
        (Timing("UTC", cron="every day"), "is not a cron line"),
        (Timing("Mars", cron="0 9 * * *"), "is not a known time zone"),
    ],
)
async def test_what_could_never_be_sent_is_refused(
    db: Database, chat: int, timing: Timing, reason: str
) -> None:
    with pytest.raises(ScheduleRefused, match=reason):
        await add(db, chat, timing)
    with pytest.raises(ScheduleRefused, match="there is no chat"):
        await add(db, chat + 999)

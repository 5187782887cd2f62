"""A transaction happens whole or not at all, tells of itself afterwards, and leaves no word readable."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from conversation import activity, chats, history, inbox, outbox, queue
from conversation.db import Database, now, open_database
from conversation.models import Chat
from core.content import Details
from core.events import ActivityWritten, EventBus, JobsWaiting
from core.types import Author, ChatKind, ChatRef, Quoted
from tests.contract.store import ALLOW, ANN, KEYS, SQLiteStores, opened, says
from tests.fakes import FakeClock


class OnPurpose(Exception):
    """Raised by a test inside a transaction."""


async def chats_of(database: Database) -> int:
    async with database.reading() as session:
        return await session.scalar(select(func.count()).select_from(Chat)) or 0


async def accept_and_fail(database: Database) -> None:
    async with database.transaction() as session:
        await inbox.accept(session, says("hello"), ALLOW, 4, 20)
        raise OnPurpose


async def test_what_a_transaction_did_is_there_afterwards(db: Database) -> None:
    async with db.transaction() as session:
        await chats.meet(session, ANN, ALLOW)
    assert await chats_of(db) == 1


async def test_a_transaction_that_fails_leaves_no_trace_and_tells_nobody(db: Database) -> None:
    with db.bus.waiting_for(JobsWaiting, ActivityWritten) as woken:
        with pytest.raises(OnPurpose):
            await accept_and_fail(db)
        assert not woken.is_set()
    assert await chats_of(db) == 0


async def test_waiters_are_woken_after_the_commit_and_only_by_what_concerns_them(db: Database) -> None:
    with db.bus.waiting_for(JobsWaiting) as jobs, db.bus.waiting_for(ActivityWritten) as events:
        async with db.transaction() as session:
            chat = await chats.meet(session, ANN, ALLOW)
            assert not events.is_set()
        assert (jobs.is_set(), events.is_set()) == (False, True)
        events.clear()
        async with db.transaction() as session:
            await queue.put(session, "answer", account="main", chat_id=chat.id)
        assert (jobs.is_set(), events.is_set()) == (True, False)


async def test_a_bus_that_exists_already_is_used(stores: SQLiteStores) -> None:
    bus = EventBus()
    async with open_database(await stores.fresh(), KEYS, FakeClock(), bus=bus) as database:
        assert database.bus is bus


async def test_a_reader_keeps_its_picture_and_no_writer_waits_for_it(db: Database) -> None:
    async with db.reading() as session:
        assert await session.scalar(text("SELECT count(*) FROM chats")) == 0
        async with db.transaction() as other:
            await chats.meet(other, ANN, ALLOW)
        assert await session.scalar(text("SELECT count(*) FROM chats")) == 0
    assert await chats_of(db) == 1


async def test_writers_at_the_same_moment_take_turns(db: Database) -> None:
    async def add_one() -> None:
        async with db.transaction() as session:
            number = await session.scalar(select(func.count()).select_from(Chat)) or 0
            await chats.meet(session, ChatRef("main", f"chat {number}", ChatKind.PERSON), ())

    async with asyncio.TaskGroup() as group:
        for _ in range(12):
            group.create_task(add_one())
    assert await chats_of(db) == 12


async def test_a_cancelled_transaction_leaves_no_trace_and_the_next_one_goes_on(db: Database) -> None:
    inside = asyncio.Event()

    async def hang() -> None:
        async with db.transaction() as session:
            await chats.meet(session, ANN, ALLOW)
            inside.set()
            await asyncio.Event().wait()

    async with asyncio.TaskGroup() as group:
        hanging = group.create_task(hang())
        await inside.wait()
        hanging.cancel()
    assert await chats_of(db) == 0
    async with db.transaction() as session:
        await chats.meet(session, ANN, ALLOW)
    assert await chats_of(db) == 1


async def test_the_time_in_a_session_is_that_of_the_clock(db: Database, clock: FakeClock) -> None:
    await clock.advance(90)
    async with db.transaction() as session:
        assert now(session) == clock.utc()


async def test_no_file_of_the_database_holds_a_readable_word_name_or_number(
    stores: SQLiteStores, clock: FakeClock
) -> None:
    url = await stores.fresh()
    path = Path(url.removeprefix("sqlite:///"))
    words = ["Zebra crossing", "Quokka", "Wombat", "Platypus", "Narwhal", "4915112345678", "Axolotl"]
    text_, name, sender, reply, operator, number, preview = words
    chat = ChatRef("main", name, ChatKind.GROUP)
    async with opened(url, clock) as database:
        async with database.transaction() as session:
            wa_id = f"false_{number}@c.us_3EB0AA"
            message = says(
                text_, wa_id, chat, sender=sender, quoted=Quoted(text_, text_), details=Details(name=text_)
            )
            stored = await inbox.accept(session, message, ALLOW, 4, 20)
            await outbox.put(session, stored.chat.id, reply, author=Author.OPERATOR, by=operator)
            await chats.set_mode(session, stored.chat.id, stored.chat.mode.HUMAN, actor=operator)
            await chats.noticed(session, stored.chat.id, 3, preview)
            assert (await history.last_ids(session, stored.chat.id)) == ["3EB0AA"]
            await activity.add(session, "tested", account="main")
        files = list(path.parent.glob(f"{path.name}*"))
        assert len(files) == 3
        for file in files:
            content = file.read_bytes()
            assert [word for word in words if word.encode() in content] == []
            assert b"3EB0AA" in content or file.suffix != ".db-wal"

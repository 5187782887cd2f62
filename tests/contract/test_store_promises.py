"""What the store promises on either database: exactly once in, at most once out, events in commit order."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from conversation import activity, chats, history, inbox, outbox, queue, turns
from conversation.db import open_database
from core.errors import CannotStart
from core.judgement import Judged, Reply
from core.types import Access, Author, ChatKind, ChatRef, Direction, OutboxState, Tick
from tests.contract.store import ALLOW, ANN, KEYS, a_chat, says

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from conversation.db import Database
    from tests.fakes import FakeClock


async def test_one_message_travels_the_whole_road(db: Database, clock: FakeClock) -> None:
    async with db.transaction() as session:
        asked = await inbox.accept(session, says("are you open?", "A1"), ALLOW, 4, 20)
    await clock.advance(4)
    async with db.transaction() as session:
        answer = await queue.claim(session, "worker", 60, ["answer"])
        assert answer is not None
    async with db.reading() as session:
        thread = await history.thread(session, answer.chat_id, 30)
    assert [turn.text for turn in thread.turns] == ["are you open?"]
    async with db.transaction() as session:
        turn = await turns.record(session, chat_id=answer.chat_id, decision=Reply("Yes", Judged(None)))
        reply = await outbox.put(session, answer.chat_id, "Yes", author=Author.BOT, turn_id=turn)
        assert await queue.done(session, answer)
    async with db.transaction() as session:
        delivery = await queue.claim(session, "worker", 60, ["deliver"])
        assert delivery is not None
        due = await outbox.next_due(session, delivery.chat_id)
        assert due == reply
        assert await outbox.move(session, due.id, OutboxState.SENDING, frm=OutboxState.QUEUED, mark=["A1"])
    async with db.transaction() as session:
        await inbox.accept(session, says("Yes", "B1", direction=Direction.OUT), ALLOW, 4, 20)
        assert await outbox.move(session, due.id, OutboxState.SENT, frm=OutboxState.SENDING, wa_id="B1")
        assert await queue.done(session, delivery)
        assert await outbox.tick(session, ANN, "B1", Tick.READ)
    async with db.reading() as session:
        messages = await history.page(session, asked.chat.id)
        assert await queue.counts(session) == queue.Counts(0, 0, 0)
    assert [(one.text, one.author, one.outbox_id) for one in messages] == [
        ("are you open?", Author.CONTACT, None),
        ("Yes", Author.BOT, due.id),
    ]


async def test_a_message_seen_by_two_processes_at_once_is_stored_once(
    db: Database, second: Database, chat: int
) -> None:
    new: list[bool] = []

    async def accept(database: Database, number: int) -> None:
        async with database.transaction() as session:
            accepted = await inbox.accept(session, says("hello", f"A{number}"), ALLOW, 4, 20)
        new.append(accepted.is_new)

    async with asyncio.TaskGroup() as group:
        for database in (db, second):
            for number in range(5):
                group.create_task(accept(database, number))
    assert sorted(new) == [False] * 5 + [True] * 5
    async with db.reading() as session:
        assert len(await history.page(session, chat)) == 5


async def test_a_chat_met_by_two_processes_at_once_is_one_chat(db: Database, second: Database) -> None:
    async with asyncio.TaskGroup() as group:
        met = [group.create_task(a_chat(database)) for database in (db, second, db, second)]
    assert len({task.result() for task in met}) == 1


async def test_a_text_taken_by_two_processes_at_once_is_taken_once(
    db: Database, second: Database, chat: int
) -> None:
    async with db.transaction() as session:
        row = await outbox.put(session, chat, "hello", author=Author.BOT)

    async def take(database: Database) -> bool:
        async with database.transaction() as session:
            return await outbox.move(session, row.id, OutboxState.SENDING, frm=OutboxState.QUEUED)

    async with asyncio.TaskGroup() as group:
        taken = [group.create_task(take(database)) for database in (db, second)]
    assert sorted(task.result() for task in taken) == [False, True]


async def test_events_are_numbered_in_the_order_of_their_commits(db: Database, second: Database) -> None:
    """A watcher that saw event 7 has seen all before it: none appears later with a smaller number."""
    seen: list[int] = []

    async def watch() -> None:
        while len(seen) < 30:
            async with db.reading() as session:
                fresh = await activity.since(session, seen[-1] if seen else 0, 100)
            seen.extend(event.id for event in fresh)
            await asyncio.sleep(0)

    async def write(database: Database, name: str) -> None:
        for number in range(5):
            async with database.transaction() as session:
                ref = ChatRef("main", f"{name} {number}", ChatKind.PERSON)
                await chats.meet(session, ref, ALLOW)
                for _ in range(number * 3):
                    await asyncio.sleep(0)

    await a_chat(db)
    async with db.transaction() as session:
        await activity.trim(session, 0)
        await hesitate(session)
    async with asyncio.TaskGroup() as group:
        group.create_task(watch())
        for name in ("a", "b", "c"):
            group.create_task(write(db, f"{name} here"))
            group.create_task(write(second, f"{name} there"))
    async with db.reading() as session:
        assert seen == [event.id for event in await activity.since(session, 0, 100)]


async def hesitate(session: AsyncSession) -> None:
    """Lets time pass on PostgreSQL between the numbering of an event and its commit."""
    if session.get_bind().dialect.name != "postgresql":
        return
    await session.execute(
        text(
            "CREATE FUNCTION hesitate() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN PERFORM pg_sleep(0.01 * (NEW.id % 3)); RETURN NULL; END $$"
        )
    )
    await session.execute(
        text("CREATE TRIGGER late AFTER INSERT ON activity FOR EACH ROW EXECUTE FUNCTION hesitate()")
    )


async def test_two_changes_of_one_chat_at_once_are_both_made(
    db: Database, second: Database, chat: int
) -> None:
    async def change(database: Database, access: Access) -> None:
        async with database.transaction() as session:
            await chats.set_access(session, chat, access, actor="zoe")

    async with asyncio.TaskGroup() as group:
        group.create_task(change(db, Access.BLOCKED))
        group.create_task(change(second, Access.PENDING))
    async with db.reading() as session:
        events = [event.detail for event in await activity.since(session, 0, 10)]
        view = await chats.get(session, chat)
    assert view is not None
    assert sorted(event for event in events if event is not None) == ["blocked", "met", "pending"]
    assert view.access.value == events[-1]


async def test_a_newer_database_is_refused(url: str, db: Database, clock: FakeClock) -> None:
    async with db.transaction() as session:
        await session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(CannotStart, match=r"was made by a newer Switchboard"):
        async with open_database(url, KEYS, clock):
            pass

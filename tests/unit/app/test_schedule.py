"""The part that sends what is due goes on past a damaged schedule, and a contact stops it with a word."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from app.pipeline import Pipeline
from app.schedule import Schedules
from conversation import chats, outbox, schedules
from conversation.models_schedules import ScheduleState
from conversation.schedules import Timing
from core.judgement import Judged, Silence
from core.settings import ChatRule, Conversation
from core.settings_source import isolated
from core.types import Access, ChatKind, ChatRef, Direction, Incoming, MessageKind, OutboxState, Seen
from tests.fakes import FakeChannel

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from conversation.db import Database
    from conversation.outbox import OutboxView
    from core.judgement import Decision, Thread
    from tests.fakes import FakeClock

PATIENCE = 10.0
RULES = (ChatRule(access=Access.ALLOWED),)


class Silent:
    """A `Decider` that leaves everything unanswered."""

    async def decide(self, thread: Thread) -> Decision:
        return Silence("nothing to say", Judged(plan=None))


@dataclass
class Book:
    db: Database
    clock: FakeClock

    async def add(self, ref: ChatRef, hours: float) -> int:
        """The id of the chat in which it will be sent."""
        timing = Timing("UTC", at=self.clock.utc() + timedelta(hours=hours))
        async with self.db.transaction() as session:
            chat = await chats.meet(session, ref, RULES)
            await schedules.add(session, chat.id, "Good morning!", timing, by="Ana")
        return chat.id

    async def sent(self, chat_id: int) -> list[OutboxView]:
        async with self.db.reading() as session:
            return await outbox.for_chat(session, chat_id, 10)

    async def states(self) -> list[ScheduleState]:
        async with self.db.reading() as session:
            return [row.state for row in await schedules.listing(session)]

    async def run_until(self, is_true: Callable[[], Awaitable[bool]]) -> None:
        """Runs the part, with time passing."""
        stop = asyncio.Event()
        part = Schedules(self.db, self.clock, Conversation())
        async with asyncio.timeout(PATIENCE), asyncio.TaskGroup() as group:
            group.create_task(part.run(stop))
            while not await is_true():
                await self.clock.advance(60)
            stop.set()

    async def hears(self, text: str, ref: ChatRef) -> None:
        channel = FakeChannel()
        settings = isolated({"chats": RULES})
        pipeline = Pipeline(self.db, channel, channel, Silent(), settings, lambda _: None)
        await pipeline.listen([Incoming(ref, "3A01", Direction.IN, MessageKind.TEXT, text, Seen.LIVE)])


@pytest.fixture
def book(db: Database, clock: FakeClock) -> Book:
    return Book(db, clock)


def person(name: str) -> ChatRef:
    return ChatRef("main", name, ChatKind.PERSON)


async def test_what_is_due_is_queued_at_its_moment(book: Book) -> None:
    chat = await book.add(person("Ana"), 1)

    async def is_queued() -> bool:
        return bool(await book.sent(chat))

    due = book.clock.utc() + timedelta(hours=1)
    await book.run_until(is_queued)
    (row,) = await book.sent(chat)
    assert (row.text, row.state) == ("Good morning!", OutboxState.QUEUED)
    # The clock here runs ahead of a slow machine, a minute at a time.
    assert due <= row.created_at <= due + timedelta(hours=1)


async def test_a_damaged_schedule_does_not_stand_in_the_way_of_others(book: Book) -> None:
    await book.add(person("Ana"), 1)
    async with book.db.transaction() as session:
        await session.execute(text("UPDATE schedules SET text = 'gAAAnonsense'"))
    second = await book.add(person("Bob"), 2)

    async def is_queued() -> bool:
        return bool(await book.sent(second))

    await book.run_until(is_queued)
    async with book.db.reading() as session:
        found = await session.scalars(text("SELECT state FROM schedules ORDER BY id"))
        assert list(found) == ["paused", "done"]


@pytest.mark.parametrize(
    ("said", "kind", "state"),
    [
        ("Stop!", ChatKind.PERSON, ScheduleState.STOPPED),
        ("Where is the bus stop?", ChatKind.PERSON, ScheduleState.ACTIVE),
        ("Stop!", ChatKind.GROUP, ScheduleState.ACTIVE),
    ],
)
async def test_a_contact_stops_what_was_scheduled_with_one_word(
    book: Book, said: str, kind: ChatKind, state: ScheduleState
) -> None:
    ref = ChatRef("main", "Ana", kind)
    await book.add(ref, 1)
    await book.hears(said, ref)
    assert await book.states() == [state]

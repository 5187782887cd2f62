"""Counts of a day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from conversation import chats, figures, inbox, outbox
from core.types import Author, Direction, MessageKind, OutboxState, Tick
from tests.contract.store import ANN, says

if TYPE_CHECKING:
    from conversation.db import Database
    from tests.fakes import FakeClock

HOUR = 3600.0


async def hear(db: Database, text: str, **other: Any) -> None:
    async with db.transaction() as session:
        await inbox.accept(session, says(text, **other), [], 4, 20)


async def send(db: Database, chat: int, *states: OutboxState, wa_id: str | None = None) -> None:
    """Puts a text into the outbox and moves it through `states`."""
    async with db.transaction() as session:
        row = await outbox.put(session, chat, "text", author=Author.BOT)
        before = OutboxState.QUEUED
        for state in states:
            facts = {"wa_id": wa_id} if state is OutboxState.SENT else {}
            assert await outbox.move(session, row.id, state, frm=before, **facts)
            before = state


async def test_an_empty_store_counts_nothing(db: Database, clock: FakeClock) -> None:
    async with db.reading() as session:
        found = await figures.of(session, "main", clock.utc())
    assert found == figures.Figures(0, 0, 0, 0, 0, None, None)


async def test_only_what_came_since_then_is_counted(db: Database, chat: int, clock: FakeClock) -> None:
    await hear(db, "yesterday")
    await send(db, chat, OutboxState.SENDING, OutboxState.SENT, wa_id="A1")
    await send(db, chat, OutboxState.FAILED)
    await clock.advance(24 * HOUR)
    since = clock.utc()
    await hear(db, "today")
    await hear(db, "said yesterday, seen today", sent_at=since - timedelta(hours=1))
    await hear(db, "", kind=MessageKind.SYSTEM)
    await send(db, chat, OutboxState.SENDING, OutboxState.SENT, wa_id="A2")
    await send(db, chat, OutboxState.SENDING, OutboxState.UNKNOWN)
    await send(db, chat, OutboxState.SENDING)
    await send(db, chat)
    async with db.reading() as session:
        found = await figures.of(session, "main", since)
    assert (found.received, found.answered, found.waiting, found.failed) == (1, 1, 2, 1)


async def test_the_last_answer_is_not_what_the_owner_typed_on_the_phone(
    db: Database, chat: int, clock: FakeClock
) -> None:
    await send(db, chat, OutboxState.SENDING, OutboxState.SENT, wa_id="A1")
    await hear(db, "text", wa_id="A1", direction=Direction.OUT, tick=Tick.SENT)
    answered_at = clock.utc()
    await clock.advance(HOUR)
    await hear(db, "typed on the phone", direction=Direction.OUT)
    await hear(db, "hello")
    async with db.reading() as session:
        found = await figures.of(session, "main", clock.utc())
    assert (found.last_answer_at, found.last_message_at) == (answered_at, clock.utc())


async def test_other_accounts_are_not_counted(db: Database, chat: int, clock: FakeClock) -> None:
    await hear(db, "hello")
    async with db.transaction() as session:
        await chats.meet(session, ANN, [])
    async with db.reading() as session:
        found = await figures.of(session, "another", clock.utc() - timedelta(hours=1))
    assert (found.received, found.pending_chats, found.last_message_at) == (0, 0, None)

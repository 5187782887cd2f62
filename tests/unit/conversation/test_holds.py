"""What waits says why, once; what may have been sent is looked for, ever more rarely, and not for ever."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conversation import activity, holds, outbox
from core.types import Author, OutboxState

if TYPE_CHECKING:
    from conversation.db import Database
    from tests.fakes import FakeClock

S = OutboxState


async def test_a_reason_is_told_once_and_gone_when_it_goes_on(
    db: Database, chat: int, clock: FakeClock
) -> None:
    async with db.transaction() as session:
        row = await outbox.put(session, chat, "hello", author=Author.BOT)
        for reason in ("paused", "paused", "limit"):
            await holds.note(session, row.id, reason, clock.utc())
    async with db.transaction() as session:
        told = [each.detail for each in await activity.since(session, 0, 50) if each.kind == "outbox_held"]
        found = await outbox.get(session, row.id)
        assert found is not None
        assert (told, found.hold, found.held_until) == (["paused", "limit"], "limit", clock.utc())
        await outbox.move(session, row.id, S.SENDING, frm=S.QUEUED)
        await holds.note(session, row.id, "paused", None)  # too late: it is being typed
    async with db.reading() as session:
        found = await outbox.get(session, row.id)
    assert found is not None
    assert (found.hold, found.held_until) == (None, None)


async def test_a_doubt_is_looked_into_ever_more_rarely_and_then_left_to_a_person(
    db: Database, chat: int, clock: FakeClock
) -> None:
    async with db.transaction() as session:
        row = await outbox.put(session, chat, "hello", author=Author.BOT)
        await outbox.move(session, row.id, S.SENDING, frm=S.QUEUED)
        await outbox.move(session, row.id, S.UNKNOWN, frm=S.SENDING)
    waits = []
    while True:
        async with db.transaction() as session:
            await holds.look_later(session, row.id)
            moment = await holds.next_look(session, chat)
            if moment is None:
                break
            assert await outbox.next_due(session, chat) is None
        waits.append((moment - clock.utc()).total_seconds())
        await clock.advance(waits[-1])
        async with db.reading() as session:
            assert await outbox.next_due(session, chat) is not None
    assert waits == [30, 30, 60, 120, 240, 480]
    async with db.reading() as session:
        assert await outbox.next_due(session, chat) is None

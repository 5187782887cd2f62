"""What is too old is counted, then deleted, and nothing that is still needed, on either database."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from sqlalchemy import text

from conversation import audit, history, inbox, outbox, retention
from core.settings import Kept
from core.types import Author, OutboxState
from tests.contract.store import ALLOW, says

if TYPE_CHECKING:
    from conversation.db import Database
    from tests.fakes import FakeClock

DAY = 24 * 3600.0
LIMITS: dict[Kept, float] = dict.fromkeys(get_args(Kept), 30.0)


async def test_what_is_old_goes_and_what_is_needed_stays(db: Database, clock: FakeClock) -> None:
    async with db.transaction() as session:
        chat = (await inbox.accept(session, says("first", "A1"), ALLOW, 4, 20)).chat.id
        await inbox.accept(session, says("second", "A2"), ALLOW, 4, 20)
        waiting = await outbox.put(session, chat, "not yet sent", author=Author.BOT)
        done = await outbox.put(session, chat, "never sent", author=Author.BOT)
        await outbox.move(session, done.id, OutboxState.CANCELLED, frm=OutboxState.QUEUED)
        await audit.write(session, "anna", "tested", "target", None, None)
    await clock.advance(31 * DAY)
    async with db.reading() as session:
        counted = await retention.preview(session, LIMITS)
    assert {table: counted[table] for table in ("messages", "outbox", "audit", "jobs")} == {
        "messages": 1, "outbox": 1, "audit": 1, "jobs": 0,
    }  # fmt: skip
    assert await retention.delete_old(db, LIMITS) == counted
    async with db.reading() as session:
        assert [one.text for one in await history.page(session, chat)] == ["second"]
        assert list(await session.scalars(text("SELECT id FROM outbox"))) == [waiting.id]
        assert sum((await retention.preview(session, LIMITS)).values()) == 0


async def test_what_is_young_or_has_no_limit_stays(db: Database, clock: FakeClock) -> None:
    async with db.transaction() as session:
        chat = (await inbox.accept(session, says("first", "A1"), ALLOW, 4, 20)).chat.id
        await inbox.accept(session, says("second", "A2"), ALLOW, 4, 20)
    await clock.advance(29 * DAY)
    assert await retention.delete_old(db, LIMITS) == dict.fromkeys(LIMITS, 0)
    await clock.advance(300 * DAY)
    assert await retention.delete_old(db, {"audit": 30.0}) == {"audit": 0}
    async with db.reading() as session:
        assert len(await history.page(session, chat)) == 2

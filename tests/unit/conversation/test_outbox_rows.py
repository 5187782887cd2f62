"""Which bubbles prove nothing: those of other messages, and those that were there before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conversation import inbox, outbox
from core.types import Author, Direction, OutboxState
from tests.contract.store import ALLOW, says

if TYPE_CHECKING:
    from conversation.db import Database
    from tests.fakes import FakeClock

S = OutboxState


async def test_an_echo_of_yesterday_proves_nothing_and_one_of_now_may(
    db: Database, chat: int, clock: FakeClock
) -> None:
    async with db.transaction() as session:
        other = await outbox.put(session, chat, "hello", author=Author.BOT)
        await outbox.move(session, other.id, S.SENDING, frm=S.QUEUED)
        await outbox.move(session, other.id, S.SENT, frm=S.SENDING, wa_id="OTHERS")
        await inbox.accept(session, says("hello", "YESTERDAY", direction=Direction.OUT), ALLOW, 0, 0)
    await clock.advance(60)
    async with db.transaction() as session:
        row = await outbox.put(session, chat, "hello", author=Author.BOT)
        await outbox.move(session, row.id, S.SENDING, frm=S.QUEUED, mark=())
    await clock.advance(1)
    async with db.transaction() as session:
        await inbox.accept(session, says("hello", "NOW", direction=Direction.OUT), ALLOW, 0, 0)
        claimed = await outbox.claimed_ids(session, chat, except_id=row.id)
    assert claimed == {"OTHERS", "YESTERDAY"}

"""A number has room for so many texts to be sent, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conversation import backlog, outbox
from core.types import Author, ChatKind, ChatRef, OutboxState
from tests.contract.store import a_chat

if TYPE_CHECKING:
    from conversation.db import Database


async def test_the_backlog_is_full_when_enough_texts_of_the_number_wait(db: Database, chat: int) -> None:
    other = await a_chat(db, ChatRef("other", "Bob", ChatKind.PERSON))
    async with db.transaction() as session:
        await outbox.put(session, other, "elsewhere", author=Author.BOT)
        await outbox.put(session, chat, "for approval", author=Author.BOT, state=OutboxState.DRAFT)
        first = await outbox.put(session, chat, "one", author=Author.BOT)
        assert not await backlog.is_full(session, "main", 2)
        await outbox.put(session, chat, "two", author=Author.BOT)
        assert await backlog.is_full(session, "main", 2)
        await outbox.move(session, first.id, OutboxState.CANCELLED, frm=OutboxState.QUEUED)
        assert not await backlog.is_full(session, "main", 2)

"""The table of model calls holds no words, and outlives the chat it was for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from conversation import calls
from conversation.call_rows import ModelCall as Row
from conversation.models import Base, Chat
from core.judgement import ModelCall, Task

if TYPE_CHECKING:
    from conversation.db import Database


def test_it_is_one_of_the_tables() -> None:
    assert Base.metadata.tables["model_calls"] is Row.__table__


async def test_what_an_erased_chat_cost_still_counts(db: Database, chat: int) -> None:
    call = ModelCall(Task.ANSWER, "cloud", "m", None, 1.0, cost=5, chat_id=chat)
    async with db.transaction() as session:
        await calls.note(session, "main", [call])
    async with db.transaction() as session:
        await session.execute(delete(Chat).where(Chat.id == chat))
    async with db.reading() as session:
        row = (await session.scalars(select(Row))).one()
    assert (row.chat_id, row.cost) == (None, 5)

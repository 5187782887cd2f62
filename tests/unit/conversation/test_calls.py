"""What is kept of model calls, and how it adds up."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from conversation import activity, calls
from conversation.call_rows import ModelCall as Row
from core.judgement import FailureKind, ModelCall, Spent, Task, Usage
from core.types import ChatKind, ChatRef
from tests.contract.store import a_chat

if TYPE_CHECKING:
    from datetime import datetime

    from conversation.db import Database
    from tests.fakes import FakeClock

ACCOUNT = "main"


def call(chat: int | None = None, newest: int | None = None, **more: object) -> ModelCall:
    values: dict[str, object] = {"prompt_tokens": 100, "completion_tokens": 10, "cost": 7, **more}
    return ModelCall(Task.ANSWER, "cloud", "served", None, 1.5, chat_id=chat, newest_id=newest, **values)  # type: ignore[arg-type]


async def spent(db: Database, day: datetime, chat: int | None = None, newest: int | None = None) -> Spent:
    async with db.reading() as session:
        return await calls.spent(
            session, ACCOUNT, chat_id=chat, newest_id=newest, day=day, month=day.replace(day=1)
        )


async def test_each_scope_adds_up_its_own_calls(db: Database, chat: int, clock: FakeClock) -> None:
    other = await a_chat(db, ChatRef(ACCOUNT, "Ben", ChatKind.PERSON))
    day = clock.utc().replace(hour=0)
    async with db.transaction() as session:
        await calls.note(session, ACCOUNT, [call(chat, 1), call(chat, 2), call(other, 3), call()])
    one = Usage(110, 7)
    assert await spent(db, day, chat, 1) == Spent(one, one + one, one + one + one + one, Usage(440, 28))
    assert await spent(db, day) == Spent(day=Usage(440, 28), month=Usage(440, 28))
    await clock.advance(86_400)
    tomorrow = day + timedelta(days=1)
    assert await spent(db, tomorrow, chat, 1) == Spent(reply=one, month=Usage(440, 28))


async def test_a_call_is_kept_with_how_it_ended(db: Database, chat: int) -> None:
    failed = ModelCall(Task.PLAN, "cloud", "", FailureKind.OVERLOAD, 0.25, chat_id=chat)
    async with db.transaction() as session:
        await calls.note(session, ACCOUNT, [failed])
    async with db.reading() as session:
        row = (await session.scalars(select(Row))).one()
    assert (row.task, row.kind, row.ms, row.prompt_tokens, row.cost) == ("plan", "overloaded", 250, None, 0)


async def test_operators_are_told_by_an_event(db: Database, chat: int) -> None:
    async with db.transaction() as session:
        await calls.tell(session, ACCOUNT, "chat", "spent", chat)
    async with db.reading() as session:
        told = [event for event in await activity.since(session, 0, 100) if event.kind == "budget"]
    assert [(event.detail, event.chat_id) for event in told] == [("chat spent", chat)]

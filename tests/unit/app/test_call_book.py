"""The book of model calls in the database: whose day it is, and what operators are told."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from app.call_book import StoreBook
from conversation import accounts, activity
from core.judgement import ModelCall, Task, Usage
from tests.fakes import FakeClock

if TYPE_CHECKING:
    from conversation.db import Database

CALL = ModelCall(Task.ANSWER, "cloud", "m", None, 1.0, prompt_tokens=10, completion_tokens=1, cost=5)


async def book_of(db: Database, clock: FakeClock) -> StoreBook:
    async with db.transaction() as session:
        await accounts.ensure(session, "main")
    return StoreBook(db, "main", ZoneInfo("Asia/Tehran"), clock)


async def test_a_day_ends_at_midnight_of_the_accounts_zone(db: Database, clock: FakeClock) -> None:
    # 09:00 UTC is 12:30 in Tehran, where midnight is 20:30 UTC.
    book = await book_of(db, clock)
    await book.note([CALL])
    await clock.advance(11 * 3600)
    assert (await book.spent(None, None)).day == Usage(11, 5)
    await clock.advance(3600)
    later = await book.spent(None, None)
    assert (later.day, later.month) == (Usage(), Usage(11, 5))
    await clock.advance((datetime(2026, 12, 1, tzinfo=UTC) - clock.utc()).total_seconds())
    assert (await book.spent(None, None)).month == Usage()


async def test_operators_are_told_once_a_day_of_the_same_thing(db: Database, clock: FakeClock) -> None:
    book = await book_of(db, clock)
    for _ in range(3):
        await book.tell("day", "spent", 7)
    await book.tell("day", "short", None)
    await clock.advance(86_400)
    await book.tell("day", "spent", None)
    async with db.reading() as session:
        told = [event for event in await activity.since(session, 0, 100) if event.kind == "budget"]
    assert [(event.detail, event.chat_id) for event in told] == [
        ("day spent", None),
        ("day short", None),
        ("day spent", None),
    ]

"""Events come back in the order of their commits, and the oldest are forgotten first."""

from __future__ import annotations

from conversation import activity
from conversation.db import Database
from tests.fakes import FakeClock


async def tell(db: Database, *kinds: str) -> None:
    async with db.transaction() as session:
        for kind in kinds:
            await activity.add(session, kind, account="main", chat_id=1, detail="said")


async def kinds_since(db: Database, after: int, limit: int = 100) -> list[tuple[int, str]]:
    async with db.reading() as session:
        return [(event.id, event.kind) for event in await activity.since(session, after, limit)]


async def test_a_watcher_that_comes_back_misses_no_event(db: Database) -> None:
    await tell(db, "first", "second")
    await tell(db, "third")
    assert await kinds_since(db, 0) == [(1, "first"), (2, "second"), (3, "third")]
    assert await kinds_since(db, 1) == [(2, "second"), (3, "third")]
    assert await kinds_since(db, 0, limit=2) == [(1, "first"), (2, "second")]


async def test_an_event_says_when_and_about_what(db: Database, clock: FakeClock) -> None:
    async with db.transaction() as session:
        await activity.add(session, "decided", account="main", chat_id=7, turn_id=9, detail="reply")
        await clock.advance(5)
    async with db.reading() as session:
        (event,) = await activity.since(session, 0, 10)
    assert (event.kind, event.account, event.chat_id, event.turn_id) == ("decided", "main", 7, 9)
    assert (event.message_id, event.outbox_id, event.detail) == (None, None, "reply")
    assert (clock.utc() - event.at).total_seconds() == 5


async def test_what_is_forgotten_shows_in_the_bounds_and_ids_go_on(db: Database) -> None:
    async with db.reading() as session:
        assert await activity.bounds(session) == (0, 0)
    await tell(db, *"abcdef")
    async with db.transaction() as session:
        await activity.trim(session, keep=2)
        assert await activity.bounds(session) == (5, 6)
        await activity.trim(session, keep=0)
        assert await activity.bounds(session) == (0, 0)
    await tell(db, "g")
    assert await kinds_since(db, 0) == [(7, "g")]

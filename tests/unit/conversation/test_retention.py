"""Many rows go in several transactions; the rest is promised by tests/contract/test_retention.py."""

from __future__ import annotations

from sqlalchemy import insert

from conversation import retention
from conversation.db import Database, now
from conversation.models import Activity
from tests.fakes import FakeClock


async def test_more_than_one_batch_is_deleted(db: Database, clock: FakeClock) -> None:
    many = retention.BATCH + 5
    async with db.transaction() as session:
        row = {"at": now(session), "kind": "tested", "account": "main"}
        await session.execute(insert(Activity), [row] * many)
    await clock.advance(2 * 24 * 3600)
    assert await retention.delete_old(db, {"activity": 1}) == {"activity": many}

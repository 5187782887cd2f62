"""Each change is kept with who made it and what was there before."""

from __future__ import annotations

from conversation import audit
from conversation.db import Database
from tests.fakes import FakeClock


async def test_changes_are_listed_newest_first_and_page_by_page(db: Database, clock: FakeClock) -> None:
    async with db.transaction() as session:
        for number in range(3):
            await audit.write(
                session, "ann", "chat.mode", f"chat:{number}", {"mode": "auto"}, {"mode": "off"}
            )
            await clock.advance(60)
    async with db.reading() as session:
        first = await audit.listing(session, limit=2)
        rest = await audit.listing(session, limit=2, before=first[-1].id)
    assert [change.target for change in first + rest] == ["chat:2", "chat:1", "chat:0"]
    assert first[0].at > first[1].at
    assert (first[0].actor, first[0].before, first[0].after) == ("ann", {"mode": "auto"}, {"mode": "off"})


async def test_something_new_has_no_before(db: Database) -> None:
    async with db.transaction() as session:
        await audit.write(session, "setup", "operator.create", "operator:1", None, {"name": "Zoë"})
        (change,) = await audit.listing(session)
    assert (change.before, change.after) == (None, {"name": "Zoë"})

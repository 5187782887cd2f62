"""The database as the book of model calls; days and months are those of the account's zone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conversation import calls as written

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, tzinfo

    from conversation.db import Database
    from core.judgement import ModelCall, Spent
    from core.ports import Clock


class StoreBook:
    """A `CallBook`. An operator is told once a day of the same thing."""

    def __init__(self, db: Database, account: str, zone: tzinfo, clock: Clock) -> None:
        self._db = db
        self._account = account
        self._zone = zone
        self._clock = clock
        self._told: set[tuple[object, ...]] = set()

    async def note(self, calls: Sequence[ModelCall]) -> None:
        async with self._db.transaction() as session:
            await written.note(session, self._account, calls)

    async def spent(self, chat_id: int | None, newest_id: int | None) -> Spent:
        day = self._day()
        async with self._db.reading() as session:
            return await written.spent(
                session,
                self._account,
                chat_id=chat_id,
                newest_id=newest_id,
                day=day,
                month=day.replace(day=1),
            )

    async def tell(self, scope: str, what: str, chat_id: int | None) -> None:
        day = self._day()
        about = chat_id if scope in {"reply", "chat"} else None
        if (day, scope, what, about) in self._told:
            return
        self._told = {each for each in self._told if each[0] == day} | {(day, scope, what, about)}
        async with self._db.transaction() as session:
            await written.tell(session, self._account, scope, what, about)

    def _day(self) -> datetime:
        return self._clock.utc().astimezone(self._zone).replace(hour=0, minute=0, second=0, microsecond=0)

"""Follows the activity table: every event from now on, in order, none missed."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from conversation import activity
from core.errors import BrowserGone
from core.events import ActivityWritten
from core.types import Access
from core.waiting import first_set

if TYPE_CHECKING:
    import asyncio
    from collections.abc import AsyncIterator

    from conversation.activity import ActivityView
    from conversation.db import Database
    from detector.whatsapp import WhatsAppWeb

BATCH = 100


async def follow(db: Database, stop: asyncio.Event) -> AsyncIterator[ActivityView]:
    """Yields events as they are committed, until `stop`."""
    async with db.reading() as session:
        _, after = await activity.bounds(session)
    with db.bus.waiting_for(ActivityWritten) as woken:
        while not stop.is_set():
            await first_set(stop, woken)
            woken.clear()
            while rows := await _since(db, after):
                for row in rows:
                    yield row
                after = rows[-1].id


async def _since(db: Database, after: int) -> list[ActivityView]:
    async with db.reading() as session:
        return await activity.since(session, after, BATCH)


class Attention:
    """A part: has the page looked at again when a chat is allowed, for what it wrote while it waited."""

    def __init__(self, db: Database, whatsapp: WhatsAppWeb, account: str) -> None:
        self._db = db
        self._whatsapp = whatsapp
        self._account = account

    async def run(self, stop: asyncio.Event) -> None:
        async for event in follow(self._db, stop):
            if event.account != self._account:
                continue
            if event.kind == "chat_changed" and event.detail == Access.ALLOWED.value:
                with suppress(BrowserGone):  # a page that comes back is read whole anyway
                    await self._whatsapp.look_again()

"""Whether a message may be sent now; what may not waits in the queue, with its reason."""

from __future__ import annotations

import logging
import random
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from conversation import db, holds, sending
from core import pacing
from core.errors import BrowserGone, NotLinked, SafeMode, SendingHeld
from core.pacing import ASK_AGAIN, Hold, Reason

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sqlalchemy.ext.asyncio import AsyncSession

    from conversation.db import Database
    from conversation.outbox import OutboxView
    from core.settings import Settings

log = logging.getLogger(__name__)

LONG = 10.0  # seconds from which a wait is worth telling


class Gate:
    """A person's pause and WhatsApp's restriction stop everything; a paced number also keeps its limits."""

    def __init__(self, database: Database, settings: Settings) -> None:
        self._db = database
        self._settings = settings
        self._chance = random.Random()

    def typing(self, text: str) -> float:
        """Seconds that this text takes to be typed."""
        if not self._settings.is_paced:
            return 0.0
        return pacing.typing(text, self._settings.pace, self._chance)

    async def hold(self, session: AsyncSession, row: OutboxView) -> Hold | None:
        """Why this row may not be pressed now. In the transaction that lets it go, nobody overtakes it."""
        now = db.now(session)
        stop = await sending.stop(session, row.account)
        if stop.paused_at is not None:
            return Hold(Reason.PAUSED, now + ASK_AGAIN)
        if stop.is_restricted:
            return Hold(Reason.RESTRICTED, now + ASK_AGAIN)
        if not self._settings.is_paced:
            return None
        traffic = await sending.traffic(session, row.account, row.chat_id)
        return pacing.hold(traffic, self._settings.pace, now.astimezone(self._settings.account.zone))

    async def wait(self, row: OutboxView, hold: Hold) -> None:
        """Notes the reason and raises SendingHeld: the job comes back when it may go on."""
        async with self._db.transaction() as session:
            seconds = max(0.05, (hold.until - db.now(session)).total_seconds())
            if hold.reason is not Reason.GAP or seconds > LONG:
                is_open = hold.reason in {Reason.PAUSED, Reason.RESTRICTED}
                await holds.note(session, row.id, hold.reason.value, None if is_open else hold.until)
        raise SendingHeld(hold.reason.value, seconds)

    async def wait_for_look(self, chat_id: int) -> None:
        """Raises SendingHeld where a message of the chat is to be looked for again later."""
        async with self._db.reading() as session:
            look = await holds.next_look(session, chat_id)
            if look is not None:
                raise SendingHeld(Reason.LOOK.value, max(1.0, (look - db.now(session)).total_seconds()))

    @asynccontextmanager
    async def noting_why(self, row: OutboxView) -> AsyncIterator[None]:
        """Notes it when the page is not there or lacks what writing needs, and lets the error pass."""
        try:
            yield
        except (SafeMode, NotLinked, BrowserGone) as error:
            reason = Reason.SAFE_MODE if isinstance(error, SafeMode) else Reason.NO_PAGE
            async with self._db.transaction() as session:
                await holds.note(session, row.id, reason.value, None)
            raise

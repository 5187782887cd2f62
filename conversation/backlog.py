"""Whether there is room for one more text to be sent; a queue without an end hides that nothing moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from conversation.models import Outbox
from core.types import OutboxState

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession


async def is_full(session: AsyncSession, account: str, most: int) -> bool:
    """Whether `most` texts of an account wait to be sent already; no more rows than that are looked at."""
    waiting = (
        select(Outbox.id)
        .where(Outbox.state == OutboxState.QUEUED, Outbox.account == account)
        .limit(most)
        .subquery()
    )
    return (await session.scalar(select(func.count()).select_from(waiting)) or 0) >= most

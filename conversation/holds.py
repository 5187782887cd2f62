"""What messages wait for: a reason why nothing may be sent, or a bubble that may still come."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import and_, func, select, update

from conversation import activity, db
from conversation.models import Outbox as Row
from core.pacing import Reason
from core.types import OutboxState

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.ext.asyncio import AsyncSession

LOOK_FOR = timedelta(minutes=15)  # after the press; then only a person can tell
FIRST_LOOK = timedelta(seconds=30)


async def note(session: AsyncSession, outbox_id: int, reason: str, until: datetime | None) -> None:
    """Notes what a queued message waits for; told once for each reason."""
    found = await session.execute(
        update(Row)
        .where(Row.id == outbox_id, Row.state == OutboxState.QUEUED, Row.hold.is_distinct_from(reason))
        .values(hold=reason, held_until=until)
        .returning(Row.account, Row.chat_id)
    )
    row = found.one_or_none()
    if row is not None:
        await activity.add(
            session,
            "outbox_held",
            account=row.account,
            chat_id=row.chat_id,
            outbox_id=outbox_id,
            detail=reason,
        )
    else:
        await session.execute(
            update(Row).where(Row.id == outbox_id, Row.hold == reason).values(held_until=until)
        )


async def look_later(session: AsyncSession, outbox_id: int) -> None:
    """A message of which nobody can tell whether it was sent is looked for again, ever more rarely."""
    now = db.now(session)
    pressed_at = await session.scalar(select(Row.pressed_at).where(Row.id == outbox_id))
    if pressed_at is None or now - pressed_at > LOOK_FOR:
        await look_no_more(session, outbox_id)
        return
    await session.execute(
        update(Row)
        .where(Row.id == outbox_id, Row.state == OutboxState.UNKNOWN)
        .values(hold=Reason.LOOK.value, held_until=now + max(FIRST_LOOK, now - pressed_at))
    )


async def look_no_more(session: AsyncSession, outbox_id: int) -> None:
    """Only a person can tell now."""
    await session.execute(
        update(Row)
        .where(Row.id == outbox_id, Row.state == OutboxState.UNKNOWN)
        .values(hold=None, held_until=None)
    )


async def next_look(session: AsyncSession, chat_id: int) -> datetime | None:
    """When a message is looked for again of which the page could not tell whether it was sent."""
    query = select(func.min(Row.held_until)).where(Row.chat_id == chat_id, is_looked_for())
    moment: datetime | None = await session.scalar(query)
    return moment


def is_looked_for() -> ColumnElement[bool]:
    return and_(Row.state == OutboxState.UNKNOWN, Row.hold == Reason.LOOK.value)

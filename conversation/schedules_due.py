"""What happens when a scheduled message is due: it goes into the outbox, once, or is left out in words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from conversation import activity, backlog, chats, cron, db, outbox
from conversation.models_schedules import Missed, ScheduleState
from conversation.models_schedules import Schedule as Row
from core.errors import ScheduleRefused
from core.types import Access, Author, Mode

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from sqlalchemy.ext.asyncio import AsyncSession

AT_ONCE = 100  # schedules looked at in one go


class Fired(StrEnum):
    """What became of one moment. `FULL`: it stays due; `LOST`: it was not due any more."""

    SENT = "sent"
    MISSED = "missed"
    NOT_ALLOWED = "not_allowed"
    FULL = "full"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Limits:
    """What is later than `late` was missed; no text is added to `backlog` that wait."""

    late: timedelta
    backlog: int


async def due(session: AsyncSession) -> list[int]:
    """Ids of what is to be sent now, the longest overdue first."""
    query = (
        select(Row.id)
        .where(Row.state == ScheduleState.ACTIVE, Row.next_at <= db.now(session))
        .order_by(Row.next_at, Row.id)
        .limit(AT_ONCE)
    )
    return list(await session.scalars(query))


async def fire(session: AsyncSession, schedule_id: int, limits: Limits) -> Fired:
    """Sends it on its way and moves it to its next moment, together or not at all.

    Whatever was missed meanwhile counts as one. Raises SwitchboardError when its row is damaged.
    """
    moment = db.now(session)
    found = await session.scalars(
        select(Row)
        .where(Row.id == schedule_id, Row.state == ScheduleState.ACTIVE, Row.next_at <= moment)
        .with_for_update(skip_locked=True)
    )
    row = found.one_or_none()
    if row is None:
        return Fired.LOST
    outcome = await _judge(session, row, moment, limits)
    if outcome is Fired.FULL:
        return outcome
    if outcome is Fired.SENT:
        text = await outbox.put(session, row.chat_id, row.text, author=Author.BOT, by=row.by)
        row.last_at, row.last_outbox_id = moment, text.id
    _move_on(row, moment)
    await session.flush()
    await activity.add(
        session,
        "schedule_fired",
        account=row.account,
        chat_id=row.chat_id,
        outbox_id=row.last_outbox_id if outcome is Fired.SENT else None,
        detail=outcome.value,
    )
    return outcome


async def set_aside(session: AsyncSession, schedule_id: int) -> bool:
    """Pauses one that cannot be read, so that it does not stand in the way. False: it is not active."""
    found = await session.execute(
        update(Row)
        .where(Row.id == schedule_id, Row.state == ScheduleState.ACTIVE)
        .values(state=ScheduleState.PAUSED)
        .returning(Row.account, Row.chat_id)
    )
    row = found.one_or_none()
    if row is None:
        return False
    await activity.add(
        session, "schedule_changed", account=row.account, chat_id=row.chat_id, detail="damaged"
    )
    return True


async def _judge(session: AsyncSession, row: Row, moment: datetime, limits: Limits) -> Fired:
    if row.missed is Missed.SKIP and moment - row.next_at > limits.late:
        return Fired.MISSED
    chat = await chats.get(session, row.chat_id)
    if chat is None or chat.access is not Access.ALLOWED or chat.mode is Mode.OFF:
        return Fired.NOT_ALLOWED
    if await backlog.is_full(session, row.account, limits.backlog):
        return Fired.FULL
    return Fired.SENT


def _move_on(row: Row, moment: datetime) -> None:
    if row.cron is None:
        row.state = ScheduleState.DONE
        return
    try:
        # Where the clock was put back, the moment that is over must not come a second time.
        row.next_at = cron.after(row.cron, row.time_zone, max(moment, row.next_at))
    except ScheduleRefused:
        row.state = ScheduleState.DONE

"""Messages to be sent later, once or again and again; each takes the road of the outbox when it is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select, update

from conversation import activity, audit, chats, cron, db, outbox
from conversation.models_schedules import Missed, ScheduleState
from conversation.models_schedules import Schedule as Row
from core.errors import ScheduleRefused
from core.types import OutboxState

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

MINUTE = timedelta(minutes=1)
LAST_YEAR = 9_000
LIVE = (ScheduleState.ACTIVE, ScheduleState.PAUSED)


@dataclass(frozen=True, slots=True)
class Timing:
    """When: by a cron line in `time_zone`, or once `at` a moment."""

    time_zone: str
    cron: str | None = None
    at: datetime | None = None
    missed: Missed = Missed.ONCE


@dataclass(frozen=True, slots=True)
class ScheduleView:
    """A scheduled message. `next_at` says nothing unless it is active."""

    id: int
    account: str
    chat_id: int
    text: str
    cron: str | None
    time_zone: str
    missed: Missed
    state: ScheduleState
    next_at: datetime
    last_at: datetime | None
    by: str
    created_at: datetime


async def add(session: AsyncSession, chat_id: int, text: str, timing: Timing, *, by: str) -> ScheduleView:
    """Raises ScheduleRefused where it could never be sent, or there is no such chat."""
    chat = await chats.get(session, chat_id)
    if chat is None:
        raise ScheduleRefused(f"there is no chat {chat_id}; see the list of chats for its number")
    moment = db.now(session)
    row = Row(
        account=chat.account,
        chat_id=chat_id,
        text=text,
        cron=timing.cron,
        time_zone=timing.time_zone,
        missed=timing.missed,
        state=ScheduleState.ACTIVE,
        next_at=_first(timing, moment),
        by=by,
        created_at=moment,
    )
    session.add(row)
    await session.flush()
    after = {"cron": timing.cron, "next": row.next_at.isoformat()}
    await audit.write(session, by, "schedule_added", f"schedule:{row.id}", None, after)
    await _tell(session, row.account, chat_id, ScheduleState.ACTIVE)
    return _view(row)


async def get(session: AsyncSession, schedule_id: int) -> ScheduleView | None:
    row = await session.get(Row, schedule_id)
    return None if row is None else _view(row)


async def listing(
    session: AsyncSession, *, chat_id: int | None = None, limit: int = 100, before: int | None = None
) -> list[ScheduleView]:
    """The newest first; `before` is the id of the last one already seen."""
    query = select(Row).order_by(Row.id.desc()).limit(limit)
    if chat_id is not None:
        query = query.where(Row.chat_id == chat_id)
    if before is not None:
        query = query.where(Row.id < before)
    return [_view(row) for row in await session.scalars(query)]


async def pause(session: AsyncSession, schedule_id: int, *, actor: str) -> bool:
    """Nothing is sent until `resume`. False: it is not active."""
    return await _move(session, schedule_id, (ScheduleState.ACTIVE, ScheduleState.PAUSED), actor)


async def resume(session: AsyncSession, schedule_id: int, *, actor: str) -> bool:
    """Goes on with the next moment; those of the pause are not made up for. False: it is not paused.

    Raises ScheduleRefused where the one moment it was for is over.
    """
    row = await session.get(Row, schedule_id, with_for_update=True, populate_existing=True)
    if row is None or row.state is not ScheduleState.PAUSED:
        return False
    row.next_at = _first(Timing(row.time_zone, row.cron, None if row.cron else row.next_at), db.now(session))
    await session.flush()
    return await _move(session, schedule_id, (ScheduleState.PAUSED, ScheduleState.ACTIVE), actor)


async def remove(session: AsyncSession, schedule_id: int, *, actor: str) -> bool:
    """What it sent stays sent. False: there is none."""
    found = await session.execute(
        delete(Row).where(Row.id == schedule_id).returning(Row.account, Row.chat_id),
        execution_options={"synchronize_session": False},
    )
    row = found.one_or_none()
    if row is None:
        return False
    await audit.write(session, actor, "schedule_removed", f"schedule:{schedule_id}", None, None)
    await activity.add(
        session, "schedule_changed", account=row.account, chat_id=row.chat_id, detail="removed"
    )
    return True


async def stop_for(session: AsyncSession, chat_id: int, said_at: datetime | None = None) -> int:
    """The contact wants no more: stops all that was scheduled until they said so, and takes back what
    still waits to be sent. Returns how many were stopped."""
    # WhatsApp tells the minute of a message, not the second.
    latest = (said_at or db.now(session)) + MINUTE
    found = await session.execute(
        update(Row)
        .where(Row.chat_id == chat_id, Row.state.in_(LIVE), Row.created_at < latest)
        .values(state=ScheduleState.STOPPED)
        .returning(Row.id, Row.account, Row.last_outbox_id),
        execution_options={"synchronize_session": False},
    )
    rows = found.all()
    for row in rows:
        if row.last_outbox_id is not None:
            await outbox.move(session, row.last_outbox_id, OutboxState.CANCELLED, frm=OutboxState.QUEUED)
        await audit.write(session, "contact", "schedule_stopped", f"schedule:{row.id}", None, None)
        await _tell(session, row.account, chat_id, ScheduleState.STOPPED)
    return len(rows)


async def next_due(session: AsyncSession) -> datetime | None:
    """The earliest moment at which something is to be sent."""
    moment: datetime | None = await session.scalar(
        select(func.min(Row.next_at)).where(Row.state == ScheduleState.ACTIVE)
    )
    return moment


def _first(timing: Timing, moment: datetime) -> datetime:
    cron.time_zone(timing.time_zone)
    if timing.cron is not None and timing.at is not None:
        raise ScheduleRefused("say either a cron line, for again and again, or one moment")
    if timing.cron is not None:
        return cron.after(timing.cron, timing.time_zone, moment)
    if timing.at is None:
        raise ScheduleRefused("say when: a cron line such as 0 9 * * 1-5, or one moment")
    if timing.at <= moment:
        raise ScheduleRefused("that moment is over; name one that is still to come")
    if timing.at.year > LAST_YEAR:  # the calendar itself ends soon after
        raise ScheduleRefused("that moment is too far away; name one that somebody awaits")
    return timing.at


async def _move(
    session: AsyncSession, schedule_id: int, way: tuple[ScheduleState, ScheduleState], actor: str
) -> bool:
    found = await session.execute(
        update(Row)
        .where(Row.id == schedule_id, Row.state == way[0])
        .values(state=way[1])
        .returning(Row.account, Row.chat_id)
    )
    row = found.one_or_none()
    if row is None:
        return False
    before, after = ({"state": state.value} for state in way)
    await audit.write(session, actor, "schedule_changed", f"schedule:{schedule_id}", before, after)
    await _tell(session, row.account, row.chat_id, way[1])
    return True


async def _tell(session: AsyncSession, account: str, chat_id: int, state: ScheduleState) -> None:
    await activity.add(session, "schedule_changed", account=account, chat_id=chat_id, detail=state.value)


def _view(row: Row) -> ScheduleView:
    return ScheduleView(
        id=row.id,
        account=row.account,
        chat_id=row.chat_id,
        text=row.text,
        cron=row.cron,
        time_zone=row.time_zone,
        missed=row.missed,
        state=row.state,
        next_at=row.next_at,
        last_at=row.last_at,
        by=row.by,
        created_at=row.created_at,
    )

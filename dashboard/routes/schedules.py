"""Messages to be sent later, once or again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, HTTPException, Path, Query

from conversation import schedules
from conversation.models_schedules import ScheduleState
from conversation.schedules import Timing
from core.errors import ScheduleRefused
from dashboard.access import Role, SignedIn, allowed
from dashboard.here import Given
from dashboard.schemas_jobs import NewSchedule, Schedule, Schedules

if TYPE_CHECKING:
    from conversation.schedules import ScheduleView

router = APIRouter(prefix="/schedules", tags=["schedules"])

ScheduleId = Annotated[int, Path(ge=1, le=2**53)]
RowId = Annotated[int | None, Query(ge=1, le=2**53)]


@router.get("")
@allowed(Role.VIEWER)
async def listing(
    services: Given,
    chat_id: RowId = None,
    before: RowId = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> Schedules:
    """Newest first; `before` is the id of the last one already seen."""
    async with services.db.reading() as session:
        rows = await schedules.listing(session, chat_id=chat_id, limit=limit, before=before)
    return Schedules(items=[_shown(row) for row in rows], next=rows[-1].id if len(rows) == limit else None)


@router.post("", status_code=201)
@allowed(Role.OPERATOR)
async def add(body: NewSchedule, services: Given, person: SignedIn) -> Schedule:
    """Schedules a message by a cron line, or once at a moment."""
    timing = Timing(body.time_zone or str(services.zone), body.cron, body.at, body.missed)
    try:
        async with services.db.transaction() as session:
            row = await schedules.add(session, body.chat_id, body.text, timing, by=person.name)
    except ScheduleRefused as error:
        raise HTTPException(422, _sentence(error)) from error
    return _shown(row)


@router.post("/{schedule_id}/pause")
@allowed(Role.OPERATOR)
async def pause(schedule_id: ScheduleId, services: Given, person: SignedIn) -> Schedule:
    """Nothing is sent until it is resumed."""
    async with services.db.transaction() as session:
        if not await schedules.pause(session, schedule_id, actor=person.name):
            await _found(services, schedule_id)
            raise HTTPException(409, "Only an active schedule can be paused.")
    return await _found(services, schedule_id)


@router.post("/{schedule_id}/resume")
@allowed(Role.OPERATOR)
async def resume(schedule_id: ScheduleId, services: Given, person: SignedIn) -> Schedule:
    """Goes on with its next moment. One that the contact stopped stays stopped."""
    try:
        async with services.db.transaction() as session:
            if not await schedules.resume(session, schedule_id, actor=person.name):
                await _found(services, schedule_id)
                raise HTTPException(409, "Only a paused schedule can be resumed.")
    except ScheduleRefused as error:
        raise HTTPException(409, _sentence(error)) from error
    return await _found(services, schedule_id)


@router.delete("/{schedule_id}", status_code=204)
@allowed(Role.OPERATOR)
async def remove(schedule_id: ScheduleId, services: Given, person: SignedIn) -> None:
    """What it sent stays sent."""
    async with services.db.transaction() as session:
        if not await schedules.remove(session, schedule_id, actor=person.name):
            raise _gone()


async def _found(services: Given, schedule_id: int) -> Schedule:
    async with services.db.reading() as session:
        row = await schedules.get(session, schedule_id)
    if row is None:
        raise _gone()
    return _shown(row)


def _gone() -> HTTPException:
    return HTTPException(404, "There is no such schedule.")


def _sentence(error: ScheduleRefused) -> str:
    said = str(error)
    return f"{said[:1].upper()}{said[1:]}."


def _shown(row: ScheduleView) -> Schedule:
    return Schedule(
        id=row.id,
        account=row.account,
        chat_id=row.chat_id,
        text=row.text,
        cron=row.cron,
        time_zone=row.time_zone,
        missed=row.missed,
        state=row.state,
        next_at=row.next_at if row.state is ScheduleState.ACTIVE else None,
        last_at=row.last_at,
        by=row.by,
        created_at=row.created_at,
    )

"""What happened and who did it: activity, outbox, audit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query

from conversation import activity, audit, outbox
from core.pacing import Reason
from core.types import OutboxState
from dashboard.access import Role, allowed
from dashboard.here import Given
from dashboard.schemas import AuditLine, AuditPage, Event, Events, Outgoing, OutgoingList

if TYPE_CHECKING:
    from conversation.activity import ActivityView
    from conversation.outbox import OutboxView

router = APIRouter(tags=["records"])

Limit = Annotated[int, Query(ge=1, le=500)]
RowId = Annotated[int, Query(ge=0, le=2**53)]


@router.get("/activity")
@allowed(Role.VIEWER)
async def read_activity(services: Given, since: RowId | None = None, limit: Limit = 100) -> Events:
    """Events after `since`, oldest first; without it the newest ones."""
    async with services.db.reading() as session:
        oldest, newest = await activity.bounds(session)
        after = max(0, newest - limit) if since is None else since
        rows = await activity.since(session, after, limit)
    return Events(items=[_event(row) for row in rows], oldest=oldest, newest=newest)


@router.get("/outbox")
@allowed(Role.VIEWER)
async def read_outbox(
    services: Given,
    state: Annotated[list[OutboxState] | None, Query(max_length=len(OutboxState))] = None,
    limit: Limit = 100,
) -> OutgoingList:
    """The newest messages to be sent, of every chat, in the given states."""
    async with services.db.reading() as session:
        rows = await outbox.listing(session, state or list(OutboxState), limit)
    return OutgoingList(items=[_outgoing(row) for row in rows])


@router.get("/audit")
@allowed(Role.ADMIN)
async def read_audit(services: Given, before: RowId | None = None, limit: Limit = 100) -> AuditPage:
    """Newest first; `before` is the id of the last line already seen."""
    async with services.db.reading() as session:
        rows = await audit.listing(session, limit=limit, before=before)
    lines = [
        AuditLine(
            id=row.id,
            at=row.at,
            actor=row.actor,
            action=row.action,
            target=row.target,
            before=row.before,
            after=row.after,
        )
        for row in rows
    ]
    return AuditPage(items=lines, next=lines[-1].id if len(lines) == limit else None)


def _event(row: ActivityView) -> Event:
    return Event(
        id=row.id,
        at=row.at,
        kind=row.kind,
        account=row.account,
        chat_id=row.chat_id,
        message_id=row.message_id,
        outbox_id=row.outbox_id,
        turn_id=row.turn_id,
        detail=row.detail,
    )


def _outgoing(row: OutboxView) -> Outgoing:
    return Outgoing(
        id=row.id,
        chat_id=row.chat_id,
        text=row.text,
        author=row.author,
        by=row.by,
        state=row.state,
        hold=None if row.hold is None else Reason(row.hold),
        held_until=row.held_until,
        file=row.file_name,
        error=row.error,
        attempts=row.attempts,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )

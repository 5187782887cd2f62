"""What happened, in order: rows of ids that watchers follow without missing one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict, Unpack

from sqlalchemy import delete, func, select

from conversation import db
from conversation.models import Activity

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession


@dataclass(frozen=True, slots=True)
class ActivityView:
    """One event. `detail` is a word of ours (a state, an outcome), never of a person."""

    id: int
    at: datetime
    kind: str
    account: str
    chat_id: int | None
    message_id: int | None
    outbox_id: int | None
    turn_id: int | None
    detail: str | None


class Ids(TypedDict, total=False):
    """What the event is about."""

    chat_id: int | None
    message_id: int | None
    outbox_id: int | None
    turn_id: int | None


async def add(
    session: AsyncSession, kind: str, *, account: str, detail: str | None = None, **ids: Unpack[Ids]
) -> None:
    """Notes an event; the row is written at the end of the same transaction."""
    db.scope(session).activity.append(
        {
            "at": db.now(session),
            "kind": kind,
            "account": account,
            "chat_id": ids.get("chat_id"),
            "message_id": ids.get("message_id"),
            "outbox_id": ids.get("outbox_id"),
            "turn_id": ids.get("turn_id"),
            "detail": detail,
        }
    )


async def since(session: AsyncSession, after_id: int, limit: int) -> list[ActivityView]:
    """The events after `after_id`, oldest first."""
    found = await session.scalars(
        select(Activity).where(Activity.id > after_id).order_by(Activity.id).limit(limit)
    )
    return [_view(row) for row in found]


async def bounds(session: AsyncSession) -> tuple[int, int]:
    """The oldest and the newest id that are kept; zeros when there is none."""
    oldest, newest = (await session.execute(select(func.min(Activity.id), func.max(Activity.id)))).one()
    return oldest or 0, newest or 0


async def trim(session: AsyncSession, keep: int) -> None:
    """Forgets all but the newest `keep` events."""
    _, newest = await bounds(session)
    await session.execute(delete(Activity).where(Activity.id <= newest - keep))


def _view(row: Activity) -> ActivityView:
    return ActivityView(
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

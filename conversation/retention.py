"""Deletes what is older than it may become, table by table; a preview counts the same rows first."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, assert_never

from sqlalchemy import and_, delete, exists, func, select

from conversation import db
from conversation.models import Activity, Audit, Job, JobStatus, Link, Message, Outbox, Turn
from core.types import OutboxState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import ColumnElement
    from sqlalchemy.ext.asyncio import AsyncSession

    from conversation.db import Database
    from conversation.models import Base
    from core.settings import Kept

BATCH = 1000  # rows of one transaction, so that no writer waits long
_UNDER_WAY = (OutboxState.DRAFT, OutboxState.QUEUED, OutboxState.SENDING, OutboxState.UNKNOWN)


async def preview(session: AsyncSession, days: Mapping[Kept, float]) -> dict[Kept, int]:
    """How many rows of each table are older than its days, and would be deleted now."""
    counts: dict[Kept, int] = {}
    for table, age in days.items():
        row, condition = _old(session, table, age)
        counts[table] = await session.scalar(select(func.count()).select_from(row).where(condition)) or 0
    return counts


async def delete_old(database: Database, days: Mapping[Kept, float]) -> dict[Kept, int]:
    """Deletes the rows that `preview` counts, some at a time; says how many of each table went."""
    gone = dict.fromkeys(days, 0)
    for table, age in days.items():
        while deleted := await _some(database, table, age):
            gone[table] += deleted
    return gone


async def _some(database: Database, table: Kept, age: float) -> int:
    async with database.transaction() as session:
        row, condition = _old(session, table, age)
        key: Any = row.__table__.c.id
        some = select(key).where(condition).order_by(key).limit(BATCH)
        return len((await session.execute(delete(row).where(key.in_(some)).returning(key))).all())


def _old(session: AsyncSession, table: Kept, days: float) -> tuple[type[Base], ColumnElement[bool]]:
    before = db.now(session) - timedelta(days=days)
    match table:
        case "messages":
            # The newest of a chat stays: by it the page is known again, and nothing is answered twice.
            newer = Message.__table__.alias()
            is_not_last = exists().where(newer.c.chat_id == Message.chat_id, newer.c.id > Message.id)
            return Message, and_(Message.seen_at < before, is_not_last)
        case "turns":
            return Turn, Turn.created_at < before
        case "outbox":
            return Outbox, and_(Outbox.updated_at < before, Outbox.state.not_in(_UNDER_WAY))
        case "links":
            return Link, and_(Link.disconnected_at.is_not(None), Link.disconnected_at < before)
        case "jobs":
            return Job, and_(Job.status == JobStatus.DEAD, Job.due_at < before)
        case "audit":
            return Audit, Audit.at < before
        case "activity":
            return Activity, Activity.at < before
    assert_never(table)

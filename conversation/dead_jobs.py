"""Jobs that failed too often: kept until a person replays or discards them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, delete, select

from conversation import activity, audit, queue
from conversation.models import Job as Row
from conversation.models import JobStatus

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession


@dataclass(frozen=True, slots=True)
class DeadJob:
    """A job that nobody tries any more. `error` is what its last attempt said."""

    id: int
    account: str
    kind: str
    chat_id: int
    attempts: int
    error: str | None
    created_at: datetime
    died_at: datetime


async def listing(session: AsyncSession, *, limit: int = 100, before: int | None = None) -> list[DeadJob]:
    """The newest first; `before` is the id of the last one already seen."""
    query = select(Row).where(Row.status == JobStatus.DEAD).order_by(Row.id.desc()).limit(limit)
    if before is not None:
        query = query.where(Row.id < before)
    return [
        DeadJob(
            id=row.id,
            account=row.account,
            kind=row.kind,
            chat_id=row.chat_id,
            attempts=row.attempts,
            error=row.error,
            created_at=row.created_at,
            died_at=row.due_at,
        )
        for row in await session.scalars(query)
    ]


async def replay(session: AsyncSession, job_id: int, *, actor: str) -> bool:
    """Makes it due again, with all its attempts; one that waits in that chat does its work too.

    False: there is no such dead job any more, or it is of a kind that this version does not know.
    """
    row = await _take(session, job_id, actor, "job_replayed", tuple(queue.LANES))
    if row is None:
        return False
    await queue.put(session, row.kind, account=row.account, chat_id=row.chat_id, priority=row.priority)
    return True


async def discard(session: AsyncSession, job_id: int, *, actor: str) -> bool:
    """Forgets it; what it was to do stays undone. False: there is no such dead job any more."""
    return await _take(session, job_id, actor, "job_discarded") is not None


@dataclass(frozen=True, slots=True)
class _Taken:
    account: str
    kind: str
    chat_id: int
    priority: int


async def _take(
    session: AsyncSession, job_id: int, actor: str, action: str, kinds: tuple[str, ...] | None = None
) -> _Taken | None:
    is_it = and_(Row.id == job_id, Row.status == JobStatus.DEAD)
    found = await session.execute(
        delete(Row)
        .where(is_it if kinds is None else and_(is_it, Row.kind.in_(kinds)))
        .returning(Row.account, Row.kind, Row.chat_id, Row.priority, Row.attempts),
        execution_options={"synchronize_session": False},
    )
    row = found.one_or_none()
    if row is None:
        return None
    before = {"job": job_id, "kind": row.kind, "attempts": row.attempts}
    await audit.write(session, actor, action, f"chat:{row.chat_id}", before, None)
    await activity.add(session, action, account=row.account, chat_id=row.chat_id, detail=row.kind)
    return _Taken(row.account, row.kind, row.chat_id, row.priority)

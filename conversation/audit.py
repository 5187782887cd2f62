"""Who changed what, with the values before and after; rows are added and never changed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from conversation import db
from conversation.models import Audit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession


@dataclass(frozen=True, slots=True)
class AuditView:
    """One change."""

    id: int
    at: datetime
    actor: str
    action: str
    target: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


async def write(
    session: AsyncSession,
    actor: str,
    action: str,
    target: str,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
) -> None:
    """`action` and `target` (`chat:12`) are plain in the database; `actor`, `before`, `after` are not."""
    session.add(
        Audit(
            at=db.now(session),
            actor=actor,
            action=action,
            target=target,
            before=_dump(before),
            after=_dump(after),
        )
    )
    await session.flush()


async def listing(
    session: AsyncSession, *, limit: int = 100, before: int | None = None, action: str | None = None
) -> list[AuditView]:
    """The newest changes first, of one kind or of all; `before` is the id of the last one already seen."""
    query = select(Audit).order_by(Audit.id.desc()).limit(limit)
    if action is not None:
        query = query.where(Audit.action == action)
    if before is not None:
        query = query.where(Audit.id < before)
    return [
        AuditView(
            id=row.id,
            at=row.at,
            actor=row.actor,
            action=row.action,
            target=row.target,
            before=_load(row.before),
            after=_load(row.after),
        )
        for row in await session.scalars(query)
    ]


def _dump(value: Mapping[str, Any] | None) -> str | None:
    return None if value is None else json.dumps(dict(value), ensure_ascii=False)


def _load(value: str | None) -> Mapping[str, Any] | None:
    return None if value is None else json.loads(value)

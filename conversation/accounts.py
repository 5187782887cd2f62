"""The WhatsApp numbers of this installation, and when each of them was linked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from conversation import activity, db
from conversation.models import Account, Link
from core.types import Screen

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

# Seen for seconds at every reload of the page, while the link itself lasts.
_PASSING = {Screen.SPLASH, Screen.LOADING}
_LINKED = {Screen.MAIN, Screen.RESTRICTED}


@dataclass(frozen=True, slots=True)
class LinkSession:
    """One stretch of time in which a number was linked; `disconnected_at` None: it still is."""

    id: int
    account: str
    connected_at: datetime
    disconnected_at: datetime | None
    reason: str | None


async def ensure(session: AsyncSession, account: str) -> None:
    """Makes the account known; all rows of its chats refer to it."""
    await session.execute(
        db.insert(session, Account)
        .values(name=account, created_at=db.now(session))
        .on_conflict_do_nothing(index_elements=["name"])
    )


async def note_link(session: AsyncSession, account: str, screen: Screen, reason: str | None = None) -> None:
    """Opens or closes the link session that `screen` begins or ends. The same screen again says nothing."""
    await ensure(session, account)
    changed = await session.scalar(
        update(Account)
        .where(Account.name == account, Account.screen.is_distinct_from(screen.value))
        .values(screen=screen.value)
        .returning(Account.name)
    )
    if changed is None:
        return
    if screen in _LINKED:
        await session.execute(
            db.insert(session, Link)
            .values(account=account, connected_at=db.now(session))
            .on_conflict_do_nothing()
        )
    elif screen not in _PASSING:
        await session.execute(
            update(Link)
            .where(Link.account == account, Link.disconnected_at.is_(None))
            .values(disconnected_at=db.now(session), reason=reason)
        )
    await activity.add(session, "link_changed", account=account, detail=screen.value)


async def links(session: AsyncSession, account: str, limit: int = 50) -> list[LinkSession]:
    """The link sessions of an account, newest first."""
    rows = await session.scalars(
        select(Link).where(Link.account == account).order_by(Link.id.desc()).limit(limit)
    )
    return [
        LinkSession(row.id, row.account, row.connected_at, row.disconnected_at, row.reason) for row in rows
    ]

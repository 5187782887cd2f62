"""How much happened since a moment, and when the last of it did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from conversation.models import Chat, Message, Outbox
from core.types import Access, Author, Direction, MessageKind, OutboxState

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.ext.asyncio import AsyncSession

_GONE = (OutboxState.SENT, OutboxState.DELIVERED, OutboxState.READ)
_ON_THEIR_WAY = (OutboxState.QUEUED, OutboxState.SENDING)
_IN_TROUBLE = (OutboxState.FAILED, OutboxState.UNKNOWN)
_OURS = (Author.BOT, Author.OPERATOR)


@dataclass(frozen=True, slots=True)
class Figures:
    """`received`, `answered` and `failed` count since the moment asked about, the rest tells of now."""

    received: int
    answered: int
    waiting: int
    failed: int
    pending_chats: int
    last_message_at: datetime | None
    last_answer_at: datetime | None


async def of(session: AsyncSession, account: str, since: datetime) -> Figures:
    return Figures(
        received=await _received(session, account, since),
        answered=await _answered(session, account, since),
        waiting=await _waiting(session, account),
        failed=await _failed(session, account, since),
        pending_chats=await _pending(session, account),
        last_message_at=await _last(session, account, Message.direction == Direction.IN),
        last_answer_at=await _last(session, account, Message.author.in_(_OURS)),
    )


async def _received(session: AsyncSession, account: str, since: datetime) -> int:
    # Ids grow with time, so this looks at the rows of the time asked about and at no other.
    before = select(Message.id).where(Message.seen_at < since).order_by(Message.id.desc()).limit(1)
    query = select(func.count()).where(
        Message.id > func.coalesce(before.scalar_subquery(), 0),
        Message.account == account,
        Message.direction == Direction.IN,
        Message.kind != MessageKind.SYSTEM,
        func.coalesce(Message.sent_at, Message.seen_at) >= since,
    )
    return await session.scalar(query) or 0


async def _answered(session: AsyncSession, account: str, since: datetime) -> int:
    before = select(Outbox.id).where(Outbox.created_at < since).order_by(Outbox.id.desc()).limit(1)
    query = select(func.count()).where(
        Outbox.id > func.coalesce(before.scalar_subquery(), 0),
        Outbox.account == account,
        Outbox.state.in_(_GONE),
    )
    return await session.scalar(query) or 0


async def _waiting(session: AsyncSession, account: str) -> int:
    query = select(func.count()).where(Outbox.account == account, Outbox.state.in_(_ON_THEIR_WAY))
    return await session.scalar(query) or 0


async def _failed(session: AsyncSession, account: str, since: datetime) -> int:
    query = select(func.count()).where(
        Outbox.account == account, Outbox.state.in_(_IN_TROUBLE), Outbox.updated_at >= since
    )
    return await session.scalar(query) or 0


async def _pending(session: AsyncSession, account: str) -> int:
    query = select(func.count()).where(Chat.account == account, Chat.access == Access.PENDING)
    return await session.scalar(query) or 0


async def _last(session: AsyncSession, account: str, condition: ColumnElement[bool]) -> datetime | None:
    query = select(Message.seen_at).where(Message.account == account, condition)
    return await session.scalar(query.order_by(Message.id.desc()).limit(1))

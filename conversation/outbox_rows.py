"""The outbox as it is read: what is due next, what waits in a chat, whose a bubble is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, case, or_, select

from conversation import db
from conversation.holds import is_looked_for
from conversation.models import Message
from conversation.models import Outbox as Row
from core.types import Author, Direction, OutboxState

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from core.files import FileKind

_CLAIMED = 500  # newest rows looked at: an older bubble is no longer on any screen


@dataclass(frozen=True, slots=True)
class OutboxView:
    """A message to be sent. `by` is the operator who wrote it, `turn_id` the judgement it came from,
    `reply_to` WhatsApp's id of the message it answers, `hold` what it waits for."""

    id: int
    chat_id: int
    account: str
    text: str
    author: Author
    state: OutboxState
    wa_id: str | None
    mark: tuple[str, ...] | None
    error: str | None
    attempts: int
    created_at: datetime
    updated_at: datetime
    by: str | None
    turn_id: int | None
    reply_to: str | None = None
    file_id: int | None = None
    file_kind: FileKind | None = None
    file_name: str | None = None
    hold: str | None = None
    held_until: datetime | None = None


async def next_due(session: AsyncSession, chat_id: int) -> OutboxView | None:
    """What to deliver next: first what an interrupted send left or what is to be looked for again, then
    operators' texts, then the bot's."""
    row = await session.scalar(
        select(Row)
        .where(
            Row.chat_id == chat_id,
            or_(
                Row.state == OutboxState.QUEUED,
                and_(Row.state == OutboxState.SENDING, Row.wa_id.is_(None)),
                and_(is_looked_for(), Row.held_until <= db.now(session)),
            ),
        )
        .order_by(
            case((Row.state == OutboxState.QUEUED, 1), else_=0),
            case((Row.author == Author.OPERATOR, 0), else_=1),
            Row.id,
        )
        .limit(1)
    )
    return None if row is None else view(row)


async def claimed_ids(session: AsyncSession, chat_id: int, *, except_id: int) -> frozenset[str]:
    """Ids of own bubbles that prove nothing for this row: other rows of the chat own them, or they were
    read before it was about to be pressed."""
    owned = await session.scalars(
        select(Row.wa_id)
        .where(Row.chat_id == chat_id, Row.id != except_id, Row.wa_id.is_not(None))
        .order_by(Row.id.desc())
        .limit(_CLAIMED)
    )
    pressed_at = select(Row.pressed_at).where(Row.id == except_id).scalar_subquery()
    older = await session.scalars(
        select(Message.wa_id)
        .where(Message.chat_id == chat_id, Message.direction != Direction.IN, Message.seen_at < pressed_at)
        .order_by(Message.id.desc())
        .limit(_CLAIMED)
    )
    return frozenset(wa_id for wa_id in [*owned, *older] if wa_id is not None)


async def get(session: AsyncSession, outbox_id: int) -> OutboxView | None:
    row = await session.get(Row, outbox_id)
    return None if row is None else view(row)


async def for_chat(session: AsyncSession, chat_id: int, limit: int) -> list[OutboxView]:
    """The newest rows of a chat, oldest first."""
    rows = await session.scalars(
        select(Row).where(Row.chat_id == chat_id).order_by(Row.id.desc()).limit(limit)
    )
    return [view(row) for row in rows][::-1]


async def listing(session: AsyncSession, states: Collection[OutboxState], limit: int) -> list[OutboxView]:
    """Rows of all chats in one of `states`, newest first."""
    rows = await session.scalars(
        select(Row).where(Row.state.in_(states)).order_by(Row.id.desc()).limit(limit)
    )
    return [view(row) for row in rows]


def view(row: Row) -> OutboxView:
    return OutboxView(
        id=row.id,
        chat_id=row.chat_id,
        account=row.account,
        text=row.text,
        author=row.author,
        state=row.state,
        wa_id=row.wa_id,
        mark=None if row.mark is None else tuple(row.mark),
        error=row.error,
        attempts=row.attempts,
        created_at=row.created_at,
        updated_at=row.updated_at,
        by=row.by,
        turn_id=row.turn_id,
        reply_to=row.reply_to,
        file_id=row.file_id,
        file_kind=row.file_kind,
        file_name=row.file_name,
        hold=row.hold,
        held_until=row.held_until,
    )

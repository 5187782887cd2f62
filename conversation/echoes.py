"""Tells whose an own bubble is: the page shows what we sent and what the owner typed on the phone alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import or_, select, update

from conversation.models import Message, Outbox
from core.texts import same_text
from core.types import Author, OutboxState, Tick

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession


_BELOW = {
    Tick.PENDING: (Tick.FAILED,),
    Tick.FAILED: (Tick.PENDING,),
    Tick.SENT: (Tick.FAILED, Tick.PENDING),
    Tick.DELIVERED: (Tick.FAILED, Tick.PENDING, Tick.SENT),
    Tick.READ: (Tick.FAILED, Tick.PENDING, Tick.SENT, Tick.DELIVERED),
}


@dataclass(frozen=True, slots=True)
class Echo:
    """Who wrote the bubble. `outbox_id` only where its id proves it: an equal text is no proof."""

    author: Author
    outbox_id: int | None = None


async def recognise(session: AsyncSession, chat_id: int, wa_id: str, text: str) -> Echo | None:
    """The outbox row of an own bubble: by its id, else by its text while a send is under way.

    A bubble that was on screen before that send began is not its echo.
    """
    proven = await session.scalar(select(Outbox).where(Outbox.chat_id == chat_id, Outbox.wa_id == wa_id))
    if proven is not None:
        return Echo(proven.author, proven.id)
    under_way = await session.scalars(
        select(Outbox)
        .where(
            Outbox.chat_id == chat_id,
            Outbox.wa_id.is_(None),
            Outbox.state.in_((OutboxState.SENDING, OutboxState.UNKNOWN)),
        )
        .order_by(Outbox.id.desc())
    )
    for row in under_way:
        if same_text(row.text, text) and wa_id not in (row.mark or ()):
            return Echo(row.author)
    return None


async def link(session: AsyncSession, chat_id: int, wa_id: str, echo: Echo) -> None:
    """Says whose a bubble is that may have been stored before that was known."""
    await session.execute(
        update(Message)
        .where(Message.chat_id == chat_id, Message.wa_id == wa_id)
        .values(outbox_id=echo.outbox_id, author=echo.author)
    )


async def mark(session: AsyncSession, chat_id: int, wa_id: str, tick: Tick) -> bool:
    """Notes the marks beside a stored bubble. False: they say nothing newer."""
    marked = await session.scalar(
        update(Message)
        .where(
            Message.chat_id == chat_id,
            Message.wa_id == wa_id,
            or_(Message.tick.is_(None), Message.tick.in_(_BELOW[tick])),
        )
        .values(tick=tick)
        .returning(Message.id)
    )
    return marked is not None

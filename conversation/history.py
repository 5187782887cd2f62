"""What was said in a chat: for the agents as a thread, for people page by page, for the detector as ids."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import exists, select

from conversation import changes
from conversation.models import Chat, Message, Outbox
from conversation.models import Turn as Judgement
from core.content import NOTHING, from_json, in_words
from core.judgement import Thread, Turn
from core.texts import same_text
from core.types import Author, Direction, MessageKind, OutboxState, Quoted, Seen, Tick

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.ext.asyncio import AsyncSession

    from core.content import Details, Reaction

ON_THEIR_WAY = (
    *(OutboxState.QUEUED, OutboxState.SENDING, OutboxState.SENT),
    *(OutboxState.DELIVERED, OutboxState.READ, OutboxState.UNKNOWN),
)
MOST_ON_THEIR_WAY = 20


@dataclass(frozen=True, slots=True)
class MessageView:
    """A stored message. `sent_at` is what the bubble says, `seen_at` when we read it."""

    id: int
    wa_id: str
    direction: Direction
    author: Author
    sender: str | None
    kind: MessageKind
    text: str
    sent_at: datetime | None
    seen_at: datetime
    seen: Seen
    edited: bool
    outbox_id: int | None
    tick: Tick | None
    quoted: Quoted | None = None
    details: Details = NOTHING
    reactions: tuple[Reaction, ...] = ()


async def thread(session: AsyncSession, chat_id: int, limit: int) -> Thread:
    """The last `limit` messages as the agents see them, oldest first.

    An answer of the bot stands behind the message it was decided on, not where its bubble came to stand:
    what the contact wrote meanwhile is still to be answered. Texts on their way to the page count as said.
    """
    chat = (await session.scalars(select(Chat).where(Chat.id == chat_id))).one()
    silent = Message.kind.in_((MessageKind.SYSTEM, MessageKind.DELETED))
    rows = await _newest(session, limit, Message.chat_id == chat_id, ~silent)
    places = await _places(session, {row.outbox_id for row in rows if row.outbox_id is not None})
    placed = [(places.get(row.outbox_id or 0, (row.id, 0)), _turn(row)) for row in rows]
    placed += await _on_their_way(session, chat_id, rows)
    placed.sort(key=lambda pair: pair[0])
    return Thread(
        chat_id=chat_id,
        name=chat.name,
        kind=chat.kind,
        turns=tuple(turn for _, turn in placed),
        newest_id=max((row.id for row in rows), default=0),
    )


async def page(
    session: AsyncSession, chat_id: int, *, before: int | None = None, limit: int = 50
) -> list[MessageView]:
    """The newest messages, or those before the message with the id `before`; oldest first."""
    conditions = [Message.chat_id == chat_id]
    if before is not None:
        conditions.append(Message.id < before)
    return [_view(row) for row in await _newest(session, limit, *conditions)]


async def get(session: AsyncSession, message_id: int) -> MessageView | None:
    row = await session.get(Message, message_id)
    return None if row is None else _view(row)


async def is_in(session: AsyncSession, message_id: int, chat_id: int) -> bool:
    found = select(Message.id).where(Message.id == message_id, Message.chat_id == chat_id)
    return await session.scalar(found) is not None


async def last_ids(session: AsyncSession, chat_id: int, n: int = 30) -> list[str]:
    """WhatsApp's ids of the last messages, newest last."""
    found = await session.scalars(
        select(Message.wa_id).where(Message.chat_id == chat_id).order_by(Message.id.desc()).limit(n)
    )
    return list(found)[::-1]


async def newest_incoming(session: AsyncSession, chat_id: int) -> MessageView | None:
    """The contact's last message."""
    rows = await _newest(session, 1, Message.chat_id == chat_id, Message.direction == Direction.IN)
    return _view(rows[0]) if rows else None


async def _newest(session: AsyncSession, limit: int, *conditions: ColumnElement[bool]) -> Sequence[Message]:
    rows = await session.scalars(select(Message).where(*conditions).order_by(Message.id.desc()).limit(limit))
    return rows.all()[::-1]


async def _places(session: AsyncSession, outbox_ids: Collection[int]) -> dict[int, tuple[int, int]]:
    """For bubbles that answers made: behind which message they belong."""
    found = await session.execute(
        select(Outbox.id, Judgement.decided_on)
        .join(Judgement, Judgement.id == Outbox.turn_id)
        .where(Outbox.id.in_(outbox_ids), Judgement.decided_on.is_not(None))
    )
    return {outbox_id: (decided_on or 0, outbox_id) for outbox_id, decided_on in found}


async def _on_their_way(
    session: AsyncSession, chat_id: int, rows: Sequence[Message]
) -> list[tuple[tuple[int, int], Turn]]:
    """Texts whose bubbles are not stored yet, each with its place among the messages."""
    stored = exists().where(Message.outbox_id == Outbox.id)
    found = await session.execute(
        select(Outbox, Judgement.decided_on)
        .outerjoin(Judgement, Judgement.id == Outbox.turn_id)
        .where(Outbox.chat_id == chat_id, Outbox.state.in_(ON_THEIR_WAY), ~stored)
        .order_by(Outbox.id.desc())
        .limit(MOST_ON_THEIR_WAY)
    )
    unclaimed = [m.text for m in rows if m.outbox_id is None and m.direction is Direction.OUT]
    placed = []
    for row, decided_on in found:
        if any(same_text(row.text, text) for text in unclaimed):
            continue  # its bubble is there, and will be known for its own in a moment
        seen_before = max((m.id for m in rows if m.seen_at <= row.created_at), default=0)
        turn = Turn(author=row.author, text=row.text, at=row.created_at)
        placed.append(((decided_on or seen_before, row.id), turn))
    return placed


def _turn(row: Message) -> Turn:
    """A picture without words is still a turn."""
    quoted = _quoted(row)
    return Turn(
        author=row.author,
        text=row.text,
        at=row.sent_at or row.seen_at,
        sender=row.sender,
        holds=in_words(row.kind.value, _details(row)),
        quotes=None if quoted is None else (quoted.text or f"[{quoted.kind}]"),
        edited=row.edited,
    )


def _details(row: Message) -> Details:
    return from_json(changes.load_details(row.details))


def _quoted(row: Message) -> Quoted | None:
    if row.quoted is None:
        return None
    return Quoted(row.quoted, row.quoted_author, row.quoted_kind or MessageKind.TEXT)


def _view(row: Message) -> MessageView:
    return MessageView(
        id=row.id,
        wa_id=row.wa_id,
        direction=row.direction,
        author=row.author,
        sender=row.sender,
        kind=row.kind,
        text=row.text,
        sent_at=row.sent_at,
        seen_at=row.seen_at,
        seen=row.seen,
        edited=row.edited,
        outbox_id=row.outbox_id,
        tick=row.tick,
        quoted=_quoted(row),
        details=_details(row),
        reactions=changes.load_reactions(row.reactions),
    )

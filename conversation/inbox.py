"""Takes in what the page shows: each message once, with the job it calls for, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from conversation import activity, changes, chats, db, echoes, outbox, queue
from conversation.models import Message
from core.content import WAITING
from core.types import Access, Author, Direction, MessageKind, Mode, Seen
from core.wa_ids import bare

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.ext.asyncio import AsyncSession

    from conversation.chats import ChatView
    from core.settings import ChatRule
    from core.types import Incoming

_KEY = ["account", "chat_id", "wa_id"]
_SAYS_NOTHING = {MessageKind.SYSTEM, MessageKind.DELETED}


@dataclass(frozen=True, slots=True)
class Accepted:
    """What became of a message. `queued`: an answer to it is due."""

    chat: ChatView
    message_id: int
    is_new: bool
    queued: bool


async def accept(
    session: AsyncSession, message: Incoming, rules: Sequence[ChatRule], quiet: float, quiet_cap: float
) -> Accepted:
    """Stores a message, or brings the stored one up to date. An answer is due after `quiet` seconds
    without another message, and `quiet_cap` seconds after the first one at the latest."""
    chat = await chats.meet(session, message.chat, rules)
    whose = await _author(session, chat.id, message)
    new_id = await _insert(session, chat, message, whose)
    if new_id is None:
        message_id, calls = await _update(session, chat, message, whose)
    else:
        message_id, calls = new_id, True
        chat = await _show(session, chat, message, new_id, whose.author)
        await activity.add(
            session,
            "message_stored",
            account=chat.account,
            detail=message.direction.value,
            chat_id=chat.id,
            message_id=new_id,
        )
    queued = calls and _wants_answer(chat, message)
    if queued:
        await queue.put(session, "answer", account=chat.account, chat_id=chat.id, due_in=quiet, cap=quiet_cap)
    return Accepted(chat, message_id, is_new=new_id is not None, queued=queued)


def _wants_answer(chat: ChatView, message: Incoming) -> bool:
    return (
        message.direction is Direction.IN
        and message.seen is not Seen.TOO_OLD
        and message.kind not in _SAYS_NOTHING
        and message.details.state != WAITING
        and chat.access is Access.ALLOWED
        and chat.mode in (Mode.AUTO, Mode.SUGGEST)
    )


async def _insert(session: AsyncSession, chat: ChatView, message: Incoming, whose: echoes.Echo) -> int | None:
    """The id of the new row; None when the message is stored already."""
    new_id: int | None = await session.scalar(
        db.insert(session, Message)
        .values(
            account=chat.account,
            chat_id=chat.id,
            wa_id=bare(message.wa_id),
            direction=message.direction,
            author=whose.author,
            sender=message.sender,
            kind=message.kind,
            text=message.text,
            **_quoted(message),
            details=changes.dump_details(message.details),
            reactions=changes.dump_reactions(message.reactions),
            sent_at=message.sent_at,
            seen_at=db.now(session),
            seen=message.seen,
            edited=message.edited,
            tick=message.tick,
            outbox_id=whose.outbox_id,
        )
        .on_conflict_do_nothing(index_elements=_KEY)
        .returning(Message.id)
    )
    return new_id


async def _author(session: AsyncSession, chat_id: int, message: Incoming) -> echoes.Echo:
    if message.kind is MessageKind.SYSTEM or message.direction is Direction.UNKNOWN:
        return echoes.Echo(Author.UNKNOWN)
    if message.direction is Direction.IN:
        return echoes.Echo(Author.CONTACT)
    echo = await echoes.recognise(session, chat_id, bare(message.wa_id), message.text)
    if echo is not None:
        return echo
    # Only what was seen as it appeared can be told from what we sent before a crash.
    return echoes.Echo(Author.PHONE if message.seen is Seen.LIVE else Author.UNKNOWN)


async def _show(
    session: AsyncSession, chat: ChatView, message: Incoming, message_id: int, author: Author
) -> ChatView:
    """The new message is now what the listing tells of its chat, unless it is only a note of the page."""
    if message.kind is MessageKind.SYSTEM:
        return chat
    await chats.touched(session, chat.id, message_id)
    moment = db.now(session)
    return replace(
        chat,
        last_text=message.text or f"[{message.kind}]",
        last_author=author,
        last_at=message.sent_at or moment,
        active_at=moment,
    )


async def _update(
    session: AsyncSession, chat: ChatView, message: Incoming, whose: echoes.Echo
) -> tuple[int, bool]:
    """The stored row's id, and whether an answer is due only now, or once more."""
    row = (
        await session.scalars(
            select(Message)
            .where(
                Message.account == chat.account,
                Message.chat_id == chat.id,
                Message.wa_id == bare(message.wa_id),
            )
            .with_for_update()  # so that one edit seen by two processes is one
        )
    ).one()
    calls = row.direction is Direction.UNKNOWN and message.direction is not Direction.UNKNOWN
    if calls:
        row.direction, row.author, row.outbox_id = message.direction, whose.author, whose.outbox_id
    change = await changes.apply(session, row, message)
    is_changed = session.is_modified(row)
    await session.flush()
    if message.tick is not None:
        is_changed |= await outbox.tick_in(session, chat.id, message.wa_id, message.tick)
    if is_changed:
        await activity.add(
            session,
            "message_changed",
            account=chat.account,
            detail=change,
            chat_id=chat.id,
            message_id=row.id,
        )
    # An edit is part of the question for as long as nothing was answered; later it is only noted.
    calls |= change == "decrypted"
    calls |= change == "edited" and await changes.is_being_answered(session, chat.id)
    return row.id, calls


def _quoted(message: Incoming) -> dict[str, Any]:
    if message.quoted is None:
        return {}
    quoted = message.quoted
    return {"quoted": quoted.text, "quoted_author": quoted.author, "quoted_kind": quoted.kind}

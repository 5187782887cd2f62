"""What limits sending: a pause by hand, the screen of the number, and what was pressed lately."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select, update

from conversation import activity, audit, db, queue
from conversation.models import Account, Link, Message, Outbox
from core.pacing import DAY, Traffic
from core.types import Direction, OutboxState, Screen

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

WEEK = timedelta(days=7)
MOST = 5000  # presses of a day that are counted
COMPARED = 200  # newest texts that are compared
_NOT_PRESSED = (OutboxState.DRAFT, OutboxState.QUEUED)


@dataclass(frozen=True, slots=True)
class Stop:
    """What stops a number as a whole: `paused_by` is who stopped it by hand."""

    paused_at: datetime | None
    paused_by: str | None
    is_restricted: bool


async def stop(session: AsyncSession, account: str) -> Stop:
    row = await session.get(Account, account)
    if row is None:
        return Stop(None, None, is_restricted=False)
    return Stop(row.paused_at, row.paused_by, is_restricted=row.screen == Screen.RESTRICTED.value)


async def pause(session: AsyncSession, account: str, *, actor: str) -> bool:
    """Nothing is sent from this number until `resume`. False: it was paused already."""
    found = await session.scalar(
        update(Account)
        .where(Account.name == account, Account.paused_at.is_(None))
        .values(paused_at=db.now(session), paused_by=actor)
        .returning(Account.name)
    )
    if found is None:
        return False
    await _changed(session, account, actor, is_paused=True)
    return True


async def resume(session: AsyncSession, account: str, *, actor: str) -> bool:
    """What waits goes on now, at its pace. False: it was not paused."""
    found = await session.scalar(
        update(Account)
        .where(Account.name == account, Account.paused_at.is_not(None))
        .values(paused_at=None, paused_by=None)
        .returning(Account.name)
    )
    if found is None:
        return False
    waiting = await session.scalars(
        select(Outbox.chat_id)
        .where(Outbox.account == account, Outbox.state == OutboxState.QUEUED)
        .distinct()
        .order_by(Outbox.chat_id)
    )
    for chat_id in waiting:
        await queue.put(session, "deliver", account=account, chat_id=chat_id)
    await _changed(session, account, actor, is_paused=False)
    return True


async def traffic(session: AsyncSession, account: str, chat_id: int | None = None) -> Traffic:
    """What was pressed lately, and whether it looks like a machine; `chat_id` is who is written to next."""
    now = db.now(session)
    of_today = (
        Outbox.account == account,
        Outbox.pressed_at > now - DAY,
        Outbox.state.not_in(_NOT_PRESSED),
    )
    found = await session.execute(
        select(Outbox.pressed_at, Outbox.chat_id)
        .where(*of_today)
        .order_by(Outbox.pressed_at.desc(), Outbox.id.desc())
        .limit(MOST)
    )
    pressed = [(moment, chat) for moment, chat in found if moment is not None][::-1]
    cold = await _cold(session, account, now)
    linked = await session.scalar(select(func.min(Link.connected_at)).where(Link.account == account))
    return Traffic(
        pressed=[moment for moment, _ in pressed],
        chat=[moment for moment, chat in pressed if chat == chat_id],
        written_to=len({chat for _, chat in pressed}),
        cold_chats=sorted(first for first, _ in cold.values() if first > now - DAY),
        unanswered=sum(not has_answered for _, has_answered in cold.values()),
        alike=await _alike(session, account, now),
        is_cold=chat_id is not None and chat_id not in cold and not await _has_written(session, chat_id),
        linked_since=linked,
    )


async def _cold(session: AsyncSession, account: str, now: datetime) -> dict[int, tuple[datetime, bool]]:
    """The chats of the last week in which we wrote first: when, and whether anybody answered since."""
    first = func.min(Outbox.pressed_at)
    begun = await session.execute(
        select(Outbox.chat_id, first)
        .where(Outbox.account == account, Outbox.state.not_in(_NOT_PRESSED))
        .group_by(Outbox.chat_id)
        .having(first > now - WEEK)
    )
    ours = {chat: moment for chat, moment in begun if moment is not None}
    heard = await session.execute(
        select(Message.chat_id, func.min(Message.seen_at))
        .where(Message.chat_id.in_(ours), Message.direction == Direction.IN)
        .group_by(Message.chat_id)
    )
    theirs = {chat: moment for chat, moment in heard}  # noqa: C416 (rows are no pairs for dict)
    return {
        chat: (moment, chat in theirs)
        for chat, moment in ours.items()
        if chat not in theirs or theirs[chat] > moment
    }


async def _has_written(session: AsyncSession, chat_id: int) -> bool:
    heard = select(Message.id).where(Message.chat_id == chat_id, Message.direction == Direction.IN)
    return await session.scalar(heard.limit(1)) is not None


async def _alike(session: AsyncSession, account: str, now: datetime) -> int:
    """How many chats got one and the same text; texts are private, so they are compared here."""
    rows = await session.execute(
        select(Outbox.text, Outbox.chat_id)
        .where(Outbox.account == account, Outbox.pressed_at > now - DAY, Outbox.state.not_in(_NOT_PRESSED))
        .order_by(Outbox.pressed_at.desc())
        .limit(COMPARED)
    )
    chats: defaultdict[str, set[int]] = defaultdict(set)
    for text, chat_id in rows:
        chats[" ".join(text.casefold().split())].add(chat_id)
    return max((len(who) for who in chats.values()), default=0)


async def _changed(session: AsyncSession, account: str, actor: str, *, is_paused: bool) -> None:
    word = "paused" if is_paused else "resumed"
    await audit.write(session, actor, f"sending_{word}", f"account:{account}", None, {"paused": is_paused})
    await activity.add(session, "sending_changed", account=account, detail=word)

"""What is to be sent, and how far each text got on its way to the contact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from sqlalchemy import and_, case, or_, select, update
from sqlalchemy.orm import aliased

from conversation import activity, chats, db, echoes, queue
from conversation.models import Chat, Message
from conversation.models import Outbox as Row
from conversation.outbox_moves import BY_TICK, MOVES, Facts
from core.types import Author, OutboxState, Tick
from core.wa_ids import bare

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.ext.asyncio import AsyncSession

    from core.types import ChatRef

OPERATOR_FIRST = 10  # priority of a job that a person waits for

_CLAIMED = 500  # newest rows looked at: an older bubble is no longer on any screen


@dataclass(frozen=True, slots=True)
class OutboxView:
    """A text to be sent. `by` is the operator who wrote it, `turn_id` the judgement it came from."""

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


class Origin(TypedDict, total=False):
    """Where a text comes from."""

    by: str | None
    turn_id: int | None


@dataclass(frozen=True, slots=True)
class _Moved:
    id: int
    account: str
    chat_id: int
    author: Author


async def put(
    session: AsyncSession,
    chat_id: int,
    text: str,
    *,
    author: Author,
    state: OutboxState = OutboxState.QUEUED,
    **origin: Unpack[Origin],
) -> OutboxView:
    """Adds a text, and the job that delivers it unless it waits for approval as a draft."""
    moment = db.now(session)
    row = Row(
        account=(await session.scalars(select(Chat.account).where(Chat.id == chat_id))).one(),
        chat_id=chat_id,
        turn_id=origin.get("turn_id"),
        text=text,
        author=author,
        by=origin.get("by"),
        state=state,
        attempts=0,
        created_at=moment,
        updated_at=moment,
    )
    session.add(row)
    await session.flush()
    await _tell(session, row.account, chat_id, row.id, state)
    if state is OutboxState.QUEUED:
        await _deliver(session, row.account, chat_id, author)
    return _view(row)


async def move(
    session: AsyncSession,
    outbox_id: int,
    to: OutboxState,
    *,
    frm: OutboxState | tuple[OutboxState, ...],
    **facts: Unpack[Facts],
) -> bool:
    """False: the row is no longer in `frm`, or another row owns `wa_id`. A move not in MOVES is a bug."""
    sources = (frm,) if isinstance(frm, OutboxState) else frm
    for source in sources:
        if to not in MOVES[source]:
            raise ValueError(f"the outbox knows no way from {source} to {to}")
    values: dict[str, Any] = {}
    if to in (OutboxState.SENDING, OutboxState.SENT):
        values["error"] = None
    if to is OutboxState.SENDING:
        values["attempts"] = Row.attempts + 1
    if "error" in facts:
        values["error"] = facts["error"]
    if (mark := facts.get("mark")) is not None:
        values["mark"] = list(mark)
    condition = Row.id == outbox_id
    if (wa_id := facts.get("wa_id")) is not None:
        values["wa_id"] = bare(wa_id)
        condition &= ~_owned_by_another(bare(wa_id))
    moved = await _advance(session, condition, sources, to, values)
    if moved is None:
        return False
    if wa_id is not None:
        await _own(session, moved, bare(wa_id))
    # A delivery that gives up for now is itself the running job, and tries again in its own time.
    if to is OutboxState.QUEUED and OutboxState.SENDING not in sources:
        await _deliver(session, moved.account, moved.chat_id, moved.author)
    return True


async def on_the_clock(session: AsyncSession, outbox_id: int, wa_id: str) -> bool:
    """The bubble of a row that says `sending` stands on the page, but WhatsApp has not taken it yet.

    Nothing is typed again for it; its ticks move it on. False: as for `move`.
    """
    found = await session.execute(
        update(Row)
        .where(Row.id == outbox_id, Row.state == OutboxState.SENDING, ~_owned_by_another(bare(wa_id)))
        .values(wa_id=bare(wa_id), updated_at=db.now(session))
        .returning(Row.id, Row.account, Row.chat_id, Row.author)
    )
    row = found.one_or_none()
    if row is None:
        return False
    await _own(session, _Moved(row.id, row.account, row.chat_id, row.author), bare(wa_id))
    return True


async def tick(session: AsyncSession, ref: ChatRef, wa_id: str, tick: Tick) -> bool:
    """Takes note of the marks beside an own bubble; they only ever advance. True: something did."""
    chat = await chats.find(session, ref)
    return chat is not None and await tick_in(session, chat.id, wa_id, tick)


async def tick_in(session: AsyncSession, chat_id: int, wa_id: str, tick: Tick) -> bool:
    """The same for a chat whose id is known."""
    marked = await echoes.mark(session, chat_id, bare(wa_id), tick)
    return await _follow(session, chat_id, bare(wa_id), tick) or marked


async def next_due(session: AsyncSession, chat_id: int) -> OutboxView | None:
    """What to deliver next: first what an interrupted send left, then operators' texts, then the bot's."""
    row = await session.scalar(
        select(Row)
        .where(
            Row.chat_id == chat_id,
            or_(
                Row.state == OutboxState.QUEUED,
                and_(Row.state == OutboxState.SENDING, Row.wa_id.is_(None)),
            ),
        )
        .order_by(
            case((Row.state == OutboxState.SENDING, 0), else_=1),
            case((Row.author == Author.OPERATOR, 0), else_=1),
            Row.id,
        )
        .limit(1)
    )
    return None if row is None else _view(row)


async def claimed_ids(session: AsyncSession, chat_id: int, *, except_id: int) -> frozenset[str]:
    """Ids of own bubbles that other rows of the chat own, which therefore prove nothing for this one."""
    found = await session.scalars(
        select(Row.wa_id)
        .where(Row.chat_id == chat_id, Row.id != except_id, Row.wa_id.is_not(None))
        .order_by(Row.id.desc())
        .limit(_CLAIMED)
    )
    return frozenset(wa_id for wa_id in found if wa_id is not None)


async def get(session: AsyncSession, outbox_id: int) -> OutboxView | None:
    row = await session.get(Row, outbox_id)
    return None if row is None else _view(row)


async def for_chat(session: AsyncSession, chat_id: int, limit: int) -> list[OutboxView]:
    """The newest rows of a chat, oldest first."""
    rows = await session.scalars(
        select(Row).where(Row.chat_id == chat_id).order_by(Row.id.desc()).limit(limit)
    )
    return [_view(row) for row in rows][::-1]


async def listing(session: AsyncSession, states: Collection[OutboxState], limit: int) -> list[OutboxView]:
    """Rows of all chats in one of `states`, newest first."""
    rows = await session.scalars(
        select(Row).where(Row.state.in_(states)).order_by(Row.id.desc()).limit(limit)
    )
    return [_view(row) for row in rows]


async def _own(session: AsyncSession, row: _Moved, wa_id: str) -> None:
    """The bubble is this row's from now on; ticks that were seen before that was known count too."""
    await echoes.link(session, row.chat_id, wa_id, echoes.Echo(row.author, row.id))
    seen = await session.scalar(
        select(Message.tick).where(Message.chat_id == row.chat_id, Message.wa_id == wa_id)
    )
    if seen is not None:
        await _follow(session, row.chat_id, wa_id, seen)


async def _follow(session: AsyncSession, chat_id: int, wa_id: str, tick: Tick) -> bool:
    if tick not in BY_TICK:
        return False
    to, sources = BY_TICK[tick]
    condition = (Row.chat_id == chat_id) & (Row.wa_id == wa_id)
    values = {"error": "WhatsApp could not send it"} if tick is Tick.FAILED else {}
    return await _advance(session, condition, sources, to, values) is not None


async def _advance(
    session: AsyncSession,
    condition: ColumnElement[bool],
    sources: tuple[OutboxState, ...],
    to: OutboxState,
    values: dict[str, Any],
) -> _Moved | None:
    found = await session.execute(
        update(Row)
        .where(condition, Row.state.in_(sources))
        .values(state=to, updated_at=db.now(session), **values)
        .returning(Row.id, Row.account, Row.chat_id, Row.author)
    )
    row = found.one_or_none()
    if row is None:
        return None
    moved = _Moved(row.id, row.account, row.chat_id, row.author)
    await _tell(session, moved.account, moved.chat_id, moved.id, to)
    return moved


def _owned_by_another(wa_id: str) -> ColumnElement[bool]:
    other = aliased(Row)
    return (
        select(other.id)
        .where(other.chat_id == Row.chat_id, other.wa_id == wa_id, other.id != Row.id)
        .exists()
    )


async def _deliver(session: AsyncSession, account: str, chat_id: int, author: Author) -> None:
    priority = OPERATOR_FIRST if author is Author.OPERATOR else 0
    await queue.put(session, "deliver", account=account, chat_id=chat_id, priority=priority)


async def _tell(
    session: AsyncSession, account: str, chat_id: int, outbox_id: int, state: OutboxState
) -> None:
    await activity.add(
        session, "outbox_changed", account=account, chat_id=chat_id, outbox_id=outbox_id, detail=state.value
    )


def _view(row: Row) -> OutboxView:
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
    )

"""What is to be sent, and how far each text got on its way to the contact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from sqlalchemy import select, update
from sqlalchemy.orm import aliased

from conversation import activity, chats, db, echoes, files, queue
from conversation.models import Chat, Message
from conversation.models import Outbox as Row
from conversation.outbox_moves import BY_TICK, MOVES, Facts
from conversation.outbox_rows import OutboxView as OutboxView
from conversation.outbox_rows import claimed_ids as claimed_ids
from conversation.outbox_rows import for_chat as for_chat
from conversation.outbox_rows import get as get
from conversation.outbox_rows import listing as listing
from conversation.outbox_rows import next_due as next_due
from conversation.outbox_rows import view
from core.texts import parts
from core.types import Author, OutboxState, Tick
from core.wa_ids import bare

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.ext.asyncio import AsyncSession

    from conversation.files import FileView
    from core.types import ChatRef

OPERATOR_FIRST = 10  # priority of a job that a person waits for
LONGEST = 4000  # letters of one bubble; WhatsApp takes 65,536, but shows so long ones in many steps
LONGEST_CAPTION = 1000
DONE = (OutboxState.SENT, OutboxState.DELIVERED, OutboxState.READ, OutboxState.CANCELLED)


class Origin(TypedDict, total=False):
    """Where a message comes from, what it answers (WhatsApp's id) and what it holds."""

    by: str | None
    turn_id: int | None
    reply_to: str | None
    file: FileView | None


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
    """Adds a message, and the job that delivers it unless it waits for approval as a draft.

    A text too long for one bubble goes out in several, one behind the other; the first is returned. It
    bears the file and the quote.
    """
    account = (await session.scalars(select(Chat.account).where(Chat.id == chat_id))).one()
    file = origin.get("file")
    texts = [text] if state is OutboxState.DRAFT else _bubbles(text, has_file=file is not None)
    moment = db.now(session)
    rows = [
        Row(
            account=account,
            chat_id=chat_id,
            turn_id=origin.get("turn_id"),
            text=each,
            author=author,
            by=origin.get("by"),
            state=state,
            attempts=0,
            created_at=moment,
            updated_at=moment,
        )
        for each in texts
    ]
    rows[0].reply_to = origin.get("reply_to")
    if file is not None:
        rows[0].file_id, rows[0].file_kind, rows[0].file_name = file.id, file.kind, file.name
    for row in rows:
        session.add(row)
        await session.flush()
        await _tell(session, account, chat_id, row.id, state)
    if state is OutboxState.QUEUED:
        await _deliver(session, account, chat_id, author)
    return view(rows[0])


def _bubbles(text: str, *, has_file: bool) -> list[str]:
    if not has_file:
        return parts(text, LONGEST)
    caption = parts(text, LONGEST_CAPTION)[0]
    rest = text.strip()[len(caption) :].strip()
    return [caption, *(parts(rest, LONGEST) if rest else ())]


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
    values: dict[str, Any] = {"hold": None, "held_until": None}
    if to in (OutboxState.SENDING, OutboxState.SENT):
        values["error"] = None
    if to is OutboxState.SENDING:
        values |= {"attempts": Row.attempts + 1, "pressed_at": db.now(session)}
    if to is OutboxState.QUEUED:
        values["pressed_at"] = None
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
    """The bubble of a row that says `sending`, or was in doubt, stands on the page, but WhatsApp has not
    taken it yet.

    Nothing is typed again for it; its ticks move it on. False: as for `move`.
    """
    found = await session.execute(
        update(Row)
        .where(
            Row.id == outbox_id,
            Row.state.in_((OutboxState.SENDING, OutboxState.UNKNOWN)),
            ~_owned_by_another(bare(wa_id)),
        )
        .values(
            state=OutboxState.SENDING,
            wa_id=bare(wa_id),
            hold=None,
            held_until=None,
            updated_at=db.now(session),
        )
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
        .returning(Row.id, Row.account, Row.chat_id, Row.author, Row.file_id)
    )
    row = found.one_or_none()
    if row is None:
        return None
    if row.file_id is not None and to in DONE:
        await files.forget(session, row.file_id)
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

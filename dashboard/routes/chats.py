"""Chats, their threads, and messages written by hand."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Header, HTTPException, Path, Query

from conversation import backlog, chats, files, history, outbox
from core.types import Access, Author, MessageKind
from dashboard import bubbles
from dashboard.access import Role, SignedIn, allowed
from dashboard.here import Given, GivenRepeats
from dashboard.repeats import DifferentRequest
from dashboard.schemas import Bubble, Bubbles, Chat, ChatChange, Chats
from dashboard.schemas_sending import Manual

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from conversation.chats import ChatView
    from conversation.files import FileView

router = APIRouter(prefix="/chats", tags=["chats"])

ON_THEIR_WAY = 200

LARGEST_ID = 2**53
ChatId = Annotated[int, Path(ge=1, le=LARGEST_ID)]
RowId = Annotated[int, Query(ge=1, le=LARGEST_ID)]


@router.get("")
@allowed(Role.VIEWER)
async def listing(
    services: Given,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    cursor: Annotated[str | None, Query(max_length=64)] = None,
    access: Access | None = None,
    account: Annotated[str | None, Query(max_length=32)] = None,
) -> Chats:
    """Newest activity first, of every number or of one; `cursor` is the `next` of the page before."""
    before = _place(cursor) if cursor else None
    async with services.db.reading() as session:
        views = await chats.listing(session, account, limit=limit, before=before, access=access)
    last = views[-1] if len(views) == limit else None
    return Chats(
        items=[_chat(view) for view in views],
        next=f"{last.active_at.isoformat()}~{last.id}" if last else None,
    )


@router.get("/{chat_id}")
@allowed(Role.VIEWER)
async def read(chat_id: ChatId, services: Given) -> Chat:
    async with services.db.reading() as session:
        return _chat(await _found(session, chat_id))


@router.patch("/{chat_id}")
@allowed(Role.OPERATOR)
async def change(chat_id: ChatId, body: ChatChange, services: Given, person: SignedIn) -> Chat:
    """Allow or block a chat, or say who answers in it."""
    async with services.db.transaction() as session:
        chat = await _found(session, chat_id)
        if body.access is not None and body.access is not chat.access:
            await chats.set_access(session, chat_id, body.access, actor=person.name)
        if body.mode is not None and body.mode is not chat.mode:
            await chats.set_mode(session, chat_id, body.mode, actor=person.name)
        return _chat(await _found(session, chat_id))


@router.get("/{chat_id}/messages")
@allowed(Role.VIEWER)
async def messages(
    chat_id: ChatId,
    services: Given,
    before: RowId | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Bubbles:
    """One page of the thread; the newest page also holds what is still on its way out."""
    async with services.db.reading() as session:
        await _found(session, chat_id)
        page = await history.page(session, chat_id, before=before, limit=limit)
        on_their_way = await outbox.for_chat(session, chat_id, ON_THEIR_WAY)
    items = bubbles.merged(page, on_their_way, is_newest=before is None)
    return Bubbles(items=items, before=page[0].id if len(page) == limit else None)


@router.post("/{chat_id}/messages", status_code=202)
@allowed(Role.OPERATOR)
async def write(
    chat_id: ChatId,
    body: Manual,
    services: Given,
    person: SignedIn,
    repeats: GivenRepeats,
    idempotency_key: Annotated[str | None, Header(max_length=128)] = None,
) -> Bubble:
    """Queues a message written by hand; the same Idempotency-Key queues it once.

    A text too long for one bubble is queued in several; the first of them is returned.
    """

    async def put() -> int:
        async with services.db.transaction() as session:
            chat = await _found(session, chat_id)
            _may_write(chat)
            if await backlog.is_full(session, services.account, services.backlog):
                raise HTTPException(
                    429,
                    "Too many messages wait to be sent. Try again when some of them are gone.",
                    {"Retry-After": "60"},
                )
            row = await outbox.put(
                session,
                chat_id,
                body.text,
                author=Author.OPERATOR,
                by=person.name,
                reply_to=await _answered(session, chat_id, body.reply_to),
                file=await _kept(session, chat, body.file),
            )
            return row.id

    key = f"{person.id}:{idempotency_key}" if idempotency_key else None
    try:
        outbox_id = await repeats.once(key, (chat_id, body), put)
    except DifferentRequest:
        raise HTTPException(422, "That Idempotency-Key was used for another message.") from None
    async with services.db.reading() as session:
        row = await outbox.get(session, outbox_id)
    if row is None:
        raise HTTPException(404, "That message is gone.")
    return bubbles.waiting(row)


async def _found(session: AsyncSession, chat_id: int) -> ChatView:
    chat = await chats.get(session, chat_id)
    if chat is None:
        raise HTTPException(404, "There is no such chat.")
    return chat


async def _answered(session: AsyncSession, chat_id: int, message_id: int | None) -> str | None:
    """WhatsApp's id of the message that is answered."""
    if message_id is None:
        return None
    message = await history.get(session, message_id)
    if message is None or not await history.is_in(session, message_id, chat_id):
        raise HTTPException(422, "The message to be answered is not in this chat.")
    if message.kind in {MessageKind.SYSTEM, MessageKind.DELETED}:
        raise HTTPException(422, "That message cannot be answered.")
    return message.wa_id


async def _kept(session: AsyncSession, chat: ChatView, file_id: int | None) -> FileView | None:
    if file_id is None:
        return None
    file = await files.find(session, file_id, chat.account)
    if file is None:
        raise HTTPException(422, "That file is not here any more. Choose it again.")
    return file


def _place(cursor: str) -> tuple[datetime, int]:
    moment, _, chat_id = cursor.rpartition("~")
    try:
        said = datetime.fromisoformat(moment)
        place = said.astimezone(UTC) if said.tzinfo else None, int(chat_id)
    except (ValueError, OverflowError):
        place = None, 0
    if place[0] is None or not 0 < place[1] <= LARGEST_ID:
        raise HTTPException(422, "That cursor was not handed out here.")
    return place[0], place[1]


def _may_write(chat: ChatView) -> None:
    if chat.access is Access.PENDING:
        raise HTTPException(409, "This chat waits for approval. Allow it first, then write.")
    if chat.access is Access.BLOCKED:
        raise HTTPException(409, "This chat is blocked. Allow it first, then write.")


def _chat(view: ChatView) -> Chat:
    return Chat(
        id=view.id,
        account=view.account,
        name=view.name,
        kind=view.kind,
        access=view.access,
        mode=view.mode,
        unread=view.unread_hint,
        last_text=view.last_text,
        last_author=view.last_author,
        last_at=view.last_at,
        created_at=view.created_at,
    )

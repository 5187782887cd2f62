"""Which chats there are, and who answers in them; a name is evidence of a chat, never its key."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from sqlalchemy import select, tuple_, update

from conversation import accounts, activity, audit, db
from conversation.models import Chat, Message
from core.types import Access, Author, ChatKind, ChatRef, Mode

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Row, Select
    from sqlalchemy.ext.asyncio import AsyncSession

    from core.settings import ChatRule


@dataclass(frozen=True, slots=True)
class ChatView:
    """A chat as people and the bot see it. The `last_…` fields tell of its newest message, or of the
    preview of its row where that is newer; `active_at` and `id` are the place in the listing."""

    id: int
    account: str
    name: str
    kind: ChatKind
    access: Access
    mode: Mode
    unread_hint: int
    last_text: str | None
    last_author: Author | None
    last_at: datetime | None
    created_at: datetime
    active_at: datetime

    @property
    def ref(self) -> ChatRef:
        return ChatRef(self.account, self.name, self.kind)


async def meet(session: AsyncSession, ref: ChatRef, rules: Sequence[ChatRule]) -> ChatView:
    """The chat that `ref` names, made when it is new.

    The first of `rules` that matches gives a new chat its access and mode, but a chat that bears the
    name of another one starts pending: anybody can give a group the title of an allowed chat.
    """
    known = await _of_name(session, ref)
    row = _choose(known, ref.kind)
    if row is None:
        await _create(session, ref, rules, is_namesake=bool(known))
        # Ours, or that of a process that was faster.
        row = _choose(await _of_name(session, ref), ref.kind)
        assert row is not None
    elif row[0].kind is ChatKind.UNKNOWN and ref.kind is not ChatKind.UNKNOWN:
        await _learn_kind(session, row[0], ref.kind, rules)
    return _view(row)


async def find(session: AsyncSession, ref: ChatRef) -> ChatView | None:
    row = _choose(await _of_name(session, ref), ref.kind)
    return None if row is None else _view(row)


async def get(session: AsyncSession, chat_id: int) -> ChatView | None:
    row = (await session.execute(_views().where(Chat.id == chat_id))).one_or_none()
    return None if row is None else _view(row)


async def listing(
    session: AsyncSession,
    account: str | None = None,
    *,
    limit: int = 100,
    before: tuple[datetime, int] | None = None,
    access: Access | None = None,
) -> list[ChatView]:
    """Newest activity first; `before` is `(active_at, id)` of the last chat already seen."""
    query = _views().order_by(Chat.active_at.desc(), Chat.id.desc()).limit(limit)
    if account is not None:
        query = query.where(Chat.account == account)
    if access is not None:
        query = query.where(Chat.access == access)
    if before is not None:
        query = query.where(tuple_(Chat.active_at, Chat.id) < before)
    return [_view(row) for row in await session.execute(query)]


async def set_access(session: AsyncSession, chat_id: int, access: Access, *, actor: str) -> bool:
    """A person's decision, which no rule changes later. False: there is no such chat."""
    chat = await session.get(Chat, chat_id, with_for_update=True)
    if chat is None:
        return False
    before, chat.access, chat.access_by_person = chat.access, access, True
    if before is not access:
        await _changed(session, chat, actor, ("access", before, access))
    return True


async def set_mode(session: AsyncSession, chat_id: int, mode: Mode, *, actor: str) -> bool:
    """False: there is no such chat."""
    chat = await session.get(Chat, chat_id, with_for_update=True)
    if chat is None:
        return False
    before, chat.mode = chat.mode, mode
    if before is not mode:
        await _changed(session, chat, actor, ("mode", before, mode))
    return True


async def noticed(session: AsyncSession, chat_id: int, unread: int, preview: str) -> None:
    """Keeps what the row of an unopened chat shows: all that is known of a chat in the waiting room."""
    chat = await session.get(Chat, chat_id, with_for_update=True)
    if chat is None:
        return
    shown = preview if unread or chat.last_message_id is None else None
    if (chat.unread_hint, chat.preview) == (unread, shown):
        return
    if shown != chat.preview and shown is not None:
        chat.noticed_at = db.now(session)
        if unread:
            chat.active_at = chat.noticed_at
    chat.unread_hint, chat.preview = unread, shown
    await session.flush()
    await activity.add(session, "chat_changed", account=chat.account, chat_id=chat.id, detail="noticed")


async def touched(session: AsyncSession, chat_id: int, message_id: int) -> None:
    """`message_id` is now the newest message of the chat."""
    await session.execute(
        update(Chat)
        .where(Chat.id == chat_id)
        .values(last_message_id=message_id, active_at=db.now(session), preview=None)
    )


async def last_text(session: AsyncSession, chat_id: int) -> str | None:
    """The newest stored message of the chat; never the preview of its row."""
    return await session.scalar(
        select(Message.text).join(Chat, Chat.last_message_id == Message.id).where(Chat.id == chat_id)
    )


async def _of_name(session: AsyncSession, ref: ChatRef) -> Sequence[Row[Chat, Message]]:
    query = _views().where(Chat.account == ref.account, Chat.name_hash == _name_hash(session, ref.name))
    return (await session.execute(query.order_by(Chat.namesake, Chat.id))).all()


def _choose(known: Sequence[Row[Chat, Message]], kind: ChatKind) -> Row[Chat, Message] | None:
    for row in known:
        if row[0].kind is kind:
            return row
    # Where either side does not know the kind, a single chat of that name is the one.
    if len(known) == 1 and ChatKind.UNKNOWN in (kind, known[0][0].kind):
        return known[0]
    return None


async def _create(
    session: AsyncSession, ref: ChatRef, rules: Sequence[ChatRule], *, is_namesake: bool
) -> None:
    await accounts.ensure(session, ref.account)
    access, mode = _by_rule(ref, rules)
    moment = db.now(session)
    new_id = await session.scalar(
        db.insert(session, Chat)
        .values(
            account=ref.account,
            name=ref.name,
            name_hash=_name_hash(session, ref.name),
            kind=ref.kind,
            namesake=0,
            access=Access.PENDING if is_namesake else access,
            access_by_person=False,
            mode=mode,
            unread_hint=0,
            active_at=moment,
            created_at=moment,
        )
        .on_conflict_do_nothing(index_elements=["account", "name_hash", "kind", "namesake"])
        .returning(Chat.id)
    )
    if new_id is not None:
        await activity.add(session, "chat_changed", account=ref.account, chat_id=new_id, detail="met")


async def _learn_kind(session: AsyncSession, chat: Chat, kind: ChatKind, rules: Sequence[ChatRule]) -> None:
    chat.kind = kind
    if not chat.access_by_person:
        chat.access, chat.mode = _by_rule(ChatRef(chat.account, chat.name, kind), rules)
    await session.flush()
    await activity.add(session, "chat_changed", account=chat.account, chat_id=chat.id, detail="kind")


def _by_rule(ref: ChatRef, rules: Sequence[ChatRule]) -> tuple[Access, Mode]:
    for rule in rules:
        if rule.kind in (None, ref.kind) and _matches(_plain(ref.name), _plain(rule.name)):
            return rule.access, rule.mode
    return Access.PENDING, Mode.AUTO


async def _changed(
    session: AsyncSession, chat: Chat, actor: str, change: tuple[str, Access | Mode, Access | Mode]
) -> None:
    what, before, after = change
    await session.flush()
    await audit.write(
        session,
        actor,
        f"chat.{what}",
        f"chat:{chat.id}",
        {"chat": chat.name, what: before.value},
        {"chat": chat.name, what: after.value},
    )
    await activity.add(session, "chat_changed", account=chat.account, chat_id=chat.id, detail=after.value)


def _matches(name: str, wildcard: str) -> bool:
    # Brackets are common in titles, and as a choice of characters they would let in other chats.
    return fnmatchcase(name, wildcard.replace("[", "[[]"))


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).split())


def _name_hash(session: AsyncSession, name: str) -> str:
    return db.keyed(session, "chat", _plain(name))


def _views() -> Select[Chat, Message]:
    return select(Chat, Message).outerjoin(Message, Chat.last_message_id == Message.id)


def _view(row: Row[Chat, Message]) -> ChatView:
    chat, last = row
    text, author, at = None, None, None
    if chat.preview is not None:
        text, at = chat.preview, chat.noticed_at
    elif last is not None:
        text, author, at = last.text or f"[{last.kind}]", last.author, last.sent_at or last.seen_at
    return ChatView(
        id=chat.id,
        account=chat.account,
        name=chat.name,
        kind=chat.kind,
        access=chat.access,
        mode=chat.mode,
        unread_hint=chat.unread_hint,
        last_text=text,
        last_author=author,
        last_at=at,
        created_at=chat.created_at,
        active_at=chat.active_at,
    )

"""All that is kept of one contact, wherever it is: found, given out, or erased."""

from __future__ import annotations

import base64
import json
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, or_, select, text, update

from conversation import audit
from conversation.models import Audit, Base, Chat, Message

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from sqlalchemy import Table
    from sqlalchemy.ext.asyncio import AsyncSession

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Contact:
    """A chat of ours, and the name by which its person also appears in groups."""

    chat_id: int
    account: str
    name: str
    kind: str


async def find(session: AsyncSession, wanted: str) -> list[Contact]:
    """The chats that bear this name, or number in whatever spelling, or `#12`, our id."""
    return [
        Contact(row.id, row.account, row.name, row.kind.value)
        for row in await session.scalars(select(Chat).order_by(Chat.id))
        if (wanted == f"#{row.id}" if wanted.startswith("#") else _is_same(wanted, row.name))
    ]


async def export(session: AsyncSession, contact: Contact) -> dict[str, list[dict[str, Any]]]:
    """Every row about the contact as plain data, by table; `elsewhere` are their messages in other chats."""
    rows = {
        table.name: [
            _plain(row._mapping)
            for row in await session.execute(
                select(table).where(_of(table) == contact.chat_id).order_by(*table.primary_key.columns)
            )
        ]
        for table in _tables()
    }
    rows["audit"] = [
        _plain(row._mapping)
        for row in await session.execute(
            select(Audit.__table__).where(Audit.target == _target(contact)).order_by(Audit.id)
        )
    ]
    found = [row async for row in _elsewhere(session, contact) if _wrote(row, contact)]
    columns = Message.__table__.columns
    rows["elsewhere"] = [
        _plain({column.name: getattr(row, column.name) for column in columns}) for row in found
    ]
    return rows


async def erase(session: AsyncSession, contact: Contact, *, actor: str) -> dict[str, int]:
    """Deletes the chat with all that hangs on it, the contact's messages in groups, and the words of theirs
    that others quoted; says how many rows of each table went. The audit log keeps that it was done, by whom
    and when, without the name. What was freed is overwritten where the database can do that."""
    if session.get_bind().dialect.name == "sqlite":
        await session.execute(text("PRAGMA secure_delete=ON"))
    gone: dict[str, int] = {"elsewhere": await _erase_elsewhere(session, contact)}
    for table in reversed(_tables()):
        # Counted by what comes back: what the driver says of itself is not the same on both databases.
        key = next(iter(table.primary_key.columns))
        query = delete(table).where(_of(table) == contact.chat_id).returning(key)
        gone[table.name] = len((await session.execute(query)).all())
    await session.execute(
        update(Audit).where(Audit.target == _target(contact)).values(before=None, after=None)
    )
    await audit.write(session, actor, "contact_erased", _target(contact), None, gone)
    session.expire_all()
    return gone


async def _erase_elsewhere(session: AsyncSession, contact: Contact) -> int:
    gone = 0
    async for row in _elsewhere(session, contact):
        if _wrote(row, contact):
            await session.delete(row)
            gone += 1
            continue
        if row.quoted_author is not None and _is_same(contact.name, row.quoted_author):
            row.quoted = row.quoted_author = row.quoted_kind = None
        row.details = _without_mentions(row.details, contact)
    groups = await session.scalars(
        select(Chat).where(Chat.account == contact.account, Chat.preview.is_not(None))
    )
    for chat in groups:
        if (chat.preview or "").startswith(f"{contact.name}:"):
            chat.preview = None
    await session.flush()
    return gone


async def _elsewhere(session: AsyncSession, contact: Contact) -> AsyncIterator[Message]:
    """Messages of other chats that may be from or about the contact. Names are encrypted, so all that
    name anybody are read."""
    last = 0
    names_somebody = or_(
        Message.sender.is_not(None), Message.quoted_author.is_not(None), Message.details.is_not(None)
    )
    query = (
        select(Message)
        .where(Message.account == contact.account, Message.chat_id != contact.chat_id, names_somebody)
        .order_by(Message.id)
        .limit(_BATCH)
    )
    while rows := (await session.scalars(query.where(Message.id > last))).all():
        last = rows[-1].id
        for row in rows:
            yield row


def _wrote(row: Message, contact: Contact) -> bool:
    return row.sender is not None and _is_same(contact.name, row.sender)


def _without_mentions(details: str | None, contact: Contact) -> str | None:
    told = json.loads(details) if details else {}
    mentions = told.get("mentions")
    if not mentions:
        return details
    told["mentions"] = [one for one in mentions if not _is_same(contact.name, one["name"])]
    return details if told["mentions"] == mentions else json.dumps(told, ensure_ascii=False)


def _tables() -> list[Table]:
    """The tables with rows of one chat each, those first that others refer to."""
    return [
        table
        for table in Base.metadata.sorted_tables
        if table is Chat.__table__ or "chat_id" in table.columns
    ]


def _of(table: Table) -> Any:
    return table.c.id if table is Chat.__table__ else table.c.chat_id


def _target(contact: Contact) -> str:
    return f"chat:{contact.chat_id}"


def _is_same(one: str, other: str) -> bool:
    return _essence(one) == _essence(other)


def _essence(name: str) -> str:
    """A number is its digits, however it is written."""
    plain = "".join(
        sign for sign in unicodedata.normalize("NFKC", name) if unicodedata.category(sign) != "Cf"
    )
    digits = "".join(sign for sign in plain if sign.isdigit())
    is_number = len(digits) > 5 and all(sign.isdigit() or sign in " +-().\u2011" for sign in plain)
    return digits if is_number else plain.strip().casefold()


def _plain(row: Mapping[Any, Any]) -> dict[str, Any]:
    return {str(name): _value(value) for name, value in row.items()}


def _value(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value

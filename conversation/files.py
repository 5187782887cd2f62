"""Files that wait to be sent; their bytes are kept encrypted, and only until WhatsApp has them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from conversation import db
from conversation.models import File as Row
from conversation.models import Outbox
from core.files import File

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from core.files import FileKind

UNUSED = timedelta(days=1)  # after which a file that no message took is gone


@dataclass(frozen=True, slots=True)
class FileView:
    """A file without its bytes; `size` in bytes, `type` its MIME type."""

    id: int
    account: str
    kind: FileKind
    name: str
    type: str
    size: int


async def add(session: AsyncSession, account: str, file: File) -> FileView:
    """Keeps a file for a message that is still to be written, and drops those that none came for."""
    moment = db.now(session)
    taken = select(Outbox.id).where(Outbox.file_id == Row.id).exists()
    await session.execute(delete(Row).where(Row.created_at < moment - UNUSED, ~taken))
    row = Row(
        account=account,
        name=file.name,
        kind=file.kind,
        type=file.type,
        size=len(file.data),
        data=file.data,
        created_at=moment,
    )
    session.add(row)
    await session.flush()
    return FileView(row.id, account, file.kind, file.name, file.type, row.size)


async def find(session: AsyncSession, file_id: int, account: str) -> FileView | None:
    """A file that no message took yet; a second one cannot have it, since its bytes go with the first."""
    taken = select(Outbox.id).where(Outbox.file_id == Row.id).exists()
    found = await session.execute(
        select(Row.id, Row.account, Row.kind, Row.name, Row.type, Row.size).where(
            Row.id == file_id, Row.account == account, ~taken
        )
    )
    row = found.one_or_none()
    return None if row is None else FileView(row.id, row.account, row.kind, row.name, row.type, row.size)


async def read(session: AsyncSession, file_id: int) -> File | None:
    """With its bytes; None when they are gone."""
    row = await session.get(Row, file_id)
    return None if row is None else File(row.kind, row.name, row.type, row.data)


async def forget(session: AsyncSession, file_id: int) -> None:
    await session.execute(delete(Row).where(Row.id == file_id))

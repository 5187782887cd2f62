"""The browser's profile, encrypted in the database, so that another machine can go on with the same link."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import datetime
from typing import IO, TYPE_CHECKING

from cryptography.fernet import InvalidToken
from sqlalchemy import ForeignKey, LargeBinary, String, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from conversation.columns import BIG, NEVER_TWICE, AccountName, RowId
from conversation.models import Base
from conversation.secrets import cipher
from core.errors import CannotStart

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from conversation.db import Database
    from conversation.secrets import Keys

PIECE = 4 * 1024 * 1024  # bytes in one row, before encryption
DAMAGED = "the sealed profile is damaged or was sealed with other keys; restore a backup, or link again"


class SealedProfile(Base):
    """One sealing of an account's profile; `parts` is there once all of it is."""

    __tablename__ = "sealed_profiles"
    __table_args__ = (NEVER_TWICE,)

    id: Mapped[RowId]
    account: Mapped[AccountName]
    sealed_at: Mapped[datetime]
    size: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    parts: Mapped[int | None]


class SealedPart(Base):
    """A piece, encrypted with its place and whether it is the last, so that none can be moved or left out."""

    __tablename__ = "sealed_parts"

    profile_id: Mapped[int] = mapped_column(
        BIG, ForeignKey("sealed_profiles.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealing that is complete. `size` is in bytes, unpacked; `digest` tells equal content apart."""

    id: int
    account: str
    sealed_at: datetime
    size: int
    digest: str
    parts: int


@dataclass(frozen=True, slots=True)
class Contents:
    """What is to be sealed: a packed profile from its beginning, and what is known of it."""

    file: IO[bytes]
    size: int
    digest: str


async def seal(db: Database, keys: Keys, account: str, contents: Contents, at: datetime) -> Sealed:
    """Keeps a packed profile, in place of the last one. A transaction for each piece, so that nobody waits
    long for a writer; whatever an interrupted sealing left is removed by the next one."""
    crypt = cipher(keys)
    async with db.transaction() as session:
        row = SealedProfile(account=account, sealed_at=at, size=contents.size, digest=contents.digest)
        session.add(row)
        await session.flush()
        new = row.id
    number, piece = 0, contents.file.read(PIECE)
    while piece:
        following = contents.file.read(PIECE)
        token = crypt.encrypt(_label(new, number, is_last=not following) + piece)
        async with db.transaction() as session:
            raw = base64.urlsafe_b64decode(token)
            session.add(SealedPart(profile_id=new, number=number, content=raw))
        number, piece = number + 1, following
    async with db.transaction() as session:
        await session.execute(update(SealedProfile).where(SealedProfile.id == new).values(parts=number))
        await session.execute(
            delete(SealedProfile).where(SealedProfile.account == account, SealedProfile.id != new)
        )
    return Sealed(new, account, at, contents.size, contents.digest, number)


async def newest(session: AsyncSession, account: str) -> Sealed | None:
    """The last complete sealing of an account."""
    row = await session.scalar(
        select(SealedProfile)
        .where(SealedProfile.account == account, SealedProfile.parts.is_not(None))
        .order_by(SealedProfile.id.desc())
        .limit(1)
    )
    if row is None or row.parts is None:
        return None
    return Sealed(row.id, row.account, row.sealed_at, row.size, row.digest, row.parts)


async def unseal(db: Database, keys: Keys, sealed: Sealed, out: IO[bytes]) -> None:
    """Writes the packed profile. Raises CannotStart when a piece is damaged, moved or missing."""
    crypt = cipher(keys)
    for number in range(sealed.parts):
        async with db.reading() as session:
            part = await session.get(SealedPart, (sealed.id, number))
        label = _label(sealed.id, number, is_last=number == sealed.parts - 1)
        try:
            content = crypt.decrypt(base64.urlsafe_b64encode(part.content)) if part else b""
        except InvalidToken:
            content = b""
        if not content.startswith(label):
            raise CannotStart(DAMAGED)
        out.write(content[len(label) :])


async def forget(session: AsyncSession, account: str) -> None:
    """Removes every sealing of an account."""
    await session.execute(delete(SealedProfile).where(SealedProfile.account == account))


def _label(profile: int, number: int, *, is_last: bool) -> bytes:
    return f"{profile}:{number}:{'last' if is_last else 'more'}\n".encode()

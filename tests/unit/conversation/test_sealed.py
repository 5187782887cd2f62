"""A profile that is sealed comes back byte for byte, or not at all."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import delete, func, select, update

from conversation import accounts, sealed
from conversation.sealed import Contents, SealedPart
from conversation.secrets import Keys
from core.errors import CannotStart
from tests.contract.store import KEYS

if TYPE_CHECKING:
    from conversation.db import Database
    from conversation.sealed import Sealed
    from tests.fakes import FakeClock

CONTENT = bytes(range(256)) * 10


async def seal(db: Database, clock: FakeClock, content: bytes, account: str = "main") -> Sealed:
    async with db.transaction() as session:
        await accounts.ensure(session, account)
    contents = Contents(io.BytesIO(content), len(content), "digest")
    return await sealed.seal(db, KEYS, account, contents, clock.utc())


async def unsealed(db: Database, one: Sealed, keys: Keys = KEYS) -> bytes:
    out = io.BytesIO()
    await sealed.unseal(db, keys, one, out)
    return out.getvalue()


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealed, "PIECE", 100)


async def test_what_is_sealed_comes_back_and_is_not_readable_in_between(
    db: Database, clock: FakeClock, small_pieces: None
) -> None:
    one = await seal(db, clock, CONTENT)
    assert one.parts > 2
    assert await unsealed(db, one) == CONTENT
    async with db.reading() as session:
        assert await sealed.newest(session, "main") == one
        raw = b"".join(await session.scalars(select(SealedPart.content)))
    assert CONTENT[:64] not in raw


async def test_the_newest_takes_the_place_of_the_last_and_accounts_stay_apart(
    db: Database, clock: FakeClock, small_pieces: None
) -> None:
    other = await seal(db, clock, b"other", "second")
    await seal(db, clock, CONTENT)
    newer = await seal(db, clock, b"newer")
    async with db.reading() as session:
        assert await sealed.newest(session, "main") == newer
        assert await sealed.newest(session, "second") == other
        assert await session.scalar(select(func.count()).select_from(SealedPart)) == 2
    async with db.transaction() as session:
        await sealed.forget(session, "main")
    async with db.reading() as session:
        assert await sealed.newest(session, "main") is None
        assert await sealed.newest(session, "second") == other


async def test_pieces_that_were_moved_lost_or_changed_are_refused(
    db: Database, clock: FakeClock, small_pieces: None
) -> None:
    one = await seal(db, clock, CONTENT)
    first, second = SealedPart.number == 0, SealedPart.number == 1
    async with db.transaction() as session:
        moved = await session.scalar(select(SealedPart.content).where(first))
        await session.execute(update(SealedPart).where(second).values(content=moved))
    with pytest.raises(CannotStart, match="damaged"):
        await unsealed(db, one)
    async with db.transaction() as session:
        await session.execute(delete(SealedPart).where(second))
    with pytest.raises(CannotStart, match="damaged"):
        await unsealed(db, one)


async def test_other_keys_open_nothing(db: Database, clock: FakeClock) -> None:
    one = await seal(db, clock, CONTENT)
    strange = Keys(data=(Fernet.generate_key().decode(),), index=KEYS.index, signing=KEYS.signing)
    with pytest.raises(CannotStart, match="other keys"):
        await unsealed(db, one, strange)

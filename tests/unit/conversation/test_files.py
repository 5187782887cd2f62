"""A file is kept encrypted for one message, and gone when WhatsApp has it or nobody wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from conversation import files, outbox
from core.files import File, FileKind
from core.types import Author, OutboxState

if TYPE_CHECKING:
    from conversation.db import Database
    from conversation.files import FileView
    from tests.fakes import FakeClock

S = OutboxState
PICTURE = File(FileKind.IMAGE, "my cake.png", "image/png", b"the bytes of a cake")


async def keep(db: Database) -> FileView:
    async with db.transaction() as session:
        return await files.add(session, "main", PICTURE)


async def read(db: Database, file_id: int) -> File | None:
    async with db.reading() as session:
        return await files.read(session, file_id)


async def test_a_file_comes_back_as_it_was_and_lies_encrypted(db: Database, chat: int) -> None:
    kept = await keep(db)
    assert (kept.kind, kept.name, kept.size) == (FileKind.IMAGE, "my cake.png", 19)
    assert await read(db, kept.id) == PICTURE
    async with db.reading() as session:
        (raw,) = (await session.execute(text("SELECT data, name FROM files"))).all()
    assert b"cake" not in bytes(raw[0])
    assert "cake" not in raw[1]


@pytest.mark.parametrize(("end", "is_kept"), [(S.SENT, False), (S.FAILED, True), (S.QUEUED, True)])
async def test_its_bytes_go_when_it_was_sent_and_stay_for_another_try(
    db: Database, chat: int, end: OutboxState, is_kept: bool
) -> None:
    kept = await keep(db)
    async with db.transaction() as session:
        row = await outbox.put(session, chat, "look", author=Author.OPERATOR, file=kept)
        assert await files.find(session, kept.id, "main") is None  # nobody else gets it
        await outbox.move(session, row.id, S.SENDING, frm=S.QUEUED)
        await outbox.move(session, row.id, end, frm=S.SENDING)
    assert (await read(db, kept.id) is not None) == is_kept
    async with db.reading() as session:
        found = await outbox.get(session, row.id)
    assert found is not None
    assert (found.file_kind, found.file_name) == (FileKind.IMAGE, "my cake.png")


async def test_what_no_message_took_is_gone_after_a_day(db: Database, chat: int, clock: FakeClock) -> None:
    unused, used = await keep(db), await keep(db)
    async with db.transaction() as session:
        await outbox.put(session, chat, "", author=Author.OPERATOR, file=used)
    await clock.advance(25 * 3600)
    await keep(db)
    assert await read(db, unused.id) is None
    assert await read(db, used.id) == PICTURE
    async with db.reading() as session:
        assert await files.find(session, unused.id, "main") is None

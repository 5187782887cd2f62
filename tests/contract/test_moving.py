"""A database is carried over whole, and its key is changed while others write, on either database."""

from __future__ import annotations

import asyncio
import base64
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Column, Integer, LargeBinary, MetaData, Table, text

from conversation import chats, engines, history, inbox, moving, outbox, rotation, upgrade
from conversation.cipher import Cipher
from conversation.db import Database, open_database
from conversation.secrets import Keys, key_id, load_keys, write_data_keys
from core.errors import CannotStart
from core.types import Author
from tests.contract.store import ALLOW, KEYS, SQLiteStores, Stores, a_chat, opened, says
from tests.fakes import FakeClock


async def fill(db: Database, messages: int) -> int:
    chat = await a_chat(db)
    async with db.transaction() as session:
        for number in range(messages):
            await inbox.accept(session, says(f"word {number}", f"A{number}"), ALLOW, 4, 20)
        reply = await outbox.put(session, chat, "Yes", author=Author.OPERATOR, by="anna")
    async with db.transaction() as session:
        await session.execute(text("DELETE FROM outbox WHERE id = :id"), {"id": reply.id})
    return chat


async def carried(source: str, target: str, keys: Keys = KEYS) -> dict[str, int]:
    pair = [engines.opener(engines.parse(url), keys, 10) for url in (source, target)]
    try:
        await upgrade.prepare(pair[1], keys, "the target")
        return await moving.copy(*pair)
    finally:
        for engine in pair:
            await engine.dispose()


async def texts(db: Database, chat: int) -> list[str]:
    async with db.reading() as session:
        return [one.text for one in await history.page(session, chat, limit=5000)]


async def test_a_database_moves_to_a_file_and_back_with_every_row(
    stores: Stores, url: str, tmp_path: Path, clock: FakeClock
) -> None:
    file = f"sqlite:///{tmp_path / 'carried.db'}"
    back = await stores.fresh()
    async with opened(url, clock) as db:
        chat = await fill(db, moving.BATCH + 7)
        before = await texts(db, chat)
    assert (await carried(url, file))["messages"] == moving.BATCH + 7
    assert await carried(file, back) == await carried(url, await stores.fresh())
    async with opened(back, clock) as db:
        assert await texts(db, chat) == before
        async with db.transaction() as session:
            again = await outbox.put(session, chat, "once more", author=Author.BOT)
    assert again.id == 2, "the id of a deleted row was given a second time"


async def test_a_database_that_holds_rows_is_not_overwritten(
    url: str, db: Database, chat: int, tmp_path: Path
) -> None:
    with pytest.raises(CannotStart, match="holds rows already"):
        await carried(f"sqlite:///{tmp_path / 'empty.db'}", url)
    async with db.reading() as session:
        assert await chats.get(session, chat) is not None


async def test_a_damaged_value_is_found_and_named(url: str, db: Database, chat: int) -> None:
    engine = engines.opener(engines.parse(url), KEYS, 10)
    assert (await moving.read_all(engine))["chats"] == 1
    async with db.transaction() as session:
        await session.execute(text("UPDATE chats SET name = 'Zm9yZ2Vk' WHERE id = :id"), {"id": chat})
    with pytest.raises(moving.Damaged, match="in the table 'chats'"):
        await moving.read_all(engine)
    await engine.dispose()


def test_every_table_is_carried(tmp_path: Path) -> None:
    """A table that the models do not know would be left behind without a word."""
    SQLiteStores(tmp_path)
    raw = sqlite3.connect(tmp_path / "template.db")
    found = {name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    raw.close()
    assert found - {"alembic_version", "sqlite_sequence"} == set(moving.as_stored().tables)


async def test_the_key_is_changed_while_messages_arrive(
    stores: Stores, tmp_path: Path, clock: FakeClock
) -> None:
    url = await fresh_with(stores, tmp_path)
    keys = load_keys(tmp_path, may_create=False)
    async with open_database(url, keys, clock) as db:
        chat = await fill(db, 40)
        engine = engines.opener(engines.parse(url), keys, 60)
        written = 0

        async def go_on(stop: asyncio.Event) -> None:
            nonlocal written
            while not stop.is_set():
                async with db.transaction() as session:
                    await inbox.accept(session, says(f"late {written}", f"B{written}"), ALLOW, 4, 20)
                written += 1

        stop = asyncio.Event()
        async with asyncio.TaskGroup() as group:
            group.create_task(go_on(stop))
            new, rows = await rotation.rotate(engine, tmp_path)
            stop.set()
        await engine.dispose()
        expected = [f"word {n}" for n in range(40)] + [f"late {n}" for n in range(written)]
        assert await texts(db, chat) == expected
    after = load_keys(tmp_path, may_create=False)
    assert (rows >= 41, after.data == keys.data, [key_id(key) for key in after.data]) == (True, False, [new])
    async with open_database(url, Keys(after.data, after.index, after.signing), clock) as db:
        assert await texts(db, chat) == expected
    with pytest.raises(CannotStart, match=f"was written with the data key {new}, but the key given is"):
        async with open_database(url, Keys(keys.data, keys.index, keys.signing), clock):
            pass


async def test_a_change_of_keys_that_was_interrupted_is_finished_with_the_same_key(
    stores: Stores, tmp_path: Path
) -> None:
    url = await fresh_with(stores, tmp_path)
    old = load_keys(tmp_path, may_create=False).data[0]
    begun = "tKzVq4J1nS7H9c0p2R5mX8wB3yD6fG1kL4oU7eA0iZs="
    write_data_keys(tmp_path, [begun, old])
    engine = engines.opener(engines.parse(url), load_keys(tmp_path, may_create=False), 60)
    assert (await rotation.rotate(engine, tmp_path))[0] == key_id(begun)
    await engine.dispose()
    assert load_keys(tmp_path, may_create=False).data == (begun,)


async def test_bytes_are_written_anew_in_the_form_they_have(url: str) -> None:
    pieces = Table("pieces", MetaData(), Column("id", Integer, primary_key=True), Column("it", LargeBinary))
    new = "xKzVq4J1nS7H9c0p2R5mX8wB3yD6fG1kL4oU7eA0iZs="
    old, both = Cipher(KEYS.data), Cipher([new, *KEYS.data])
    coded, raw = old.encrypt(b"coded"), base64.urlsafe_b64decode(old.encrypt(b"raw"))
    engine = engines.opener(engines.parse(url), KEYS, 10)
    async with engine.begin() as connection:
        await connection.run_sync(pieces.create)
        await connection.execute(pieces.insert(), [{"it": coded}, {"it": raw}, {"it": None}])
        rounds = 0
        while await rotation.renew(connection, pieces, both):
            rounds += 1
        kept = list(await connection.scalars(pieces.select().with_only_columns(pieces.c.it).order_by("id")))
    await engine.dispose()
    only = Cipher([new])
    assert rounds == 2
    assert [only.decrypt(kept[0]), only.decrypt(base64.urlsafe_b64encode(kept[1])), kept[2]] == [
        *(b"coded", b"raw", None),
    ]


async def fresh_with(stores: Stores, folder: Path) -> str:
    """A database of its own with keys of its own, in `folder`."""
    url = await stores.fresh()
    load_keys(folder, may_create=True)
    # The stores' template was made with the keys of the tests.
    write_data_keys(folder, KEYS.data)
    (folder / "index.key").write_bytes(base64.urlsafe_b64encode(KEYS.index))
    return url

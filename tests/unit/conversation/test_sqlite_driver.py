"""A statement and its rows come in one crossing, and a connection stays usable whatever happens to them."""

from __future__ import annotations

import asyncio
import sqlite3
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from conversation import sqlite_driver

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from conversation.db import Database
    from conversation.sqlite_driver import Connection, Cursor

COUNT = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) SELECT i FROM n"


@pytest.fixture
async def connection(tmp_path: Path) -> AsyncIterator[Connection]:
    opening = sqlite_driver.connect(str(tmp_path / "x.db"), isolation_level=None, check_same_thread=False)
    opened = await opening
    assert opened is opening
    yield opening
    await opening.close()


async def run(connection: Connection, sql: str, *parameters: object) -> Cursor:
    return await connection.cursor().execute(sql, parameters)


async def test_rows_are_there_as_soon_as_the_statement_is_done(connection: Connection) -> None:
    cursor = await run(connection, COUNT, 3)
    assert [column[0] for column in cursor.description or ()] == ["i"]
    assert await cursor.fetchall() == [(1,), (2,), (3,)]
    assert await cursor.fetchall() == []


async def test_a_statement_without_rows_tells_what_it_did(connection: Connection) -> None:
    await run(connection, "CREATE TABLE words (id INTEGER PRIMARY KEY, said TEXT)")
    many = await connection.cursor().executemany("INSERT INTO words (said) VALUES (?)", [["a"], ["b"]])
    assert (many.rowcount, many.description) == (2, None)
    one = await run(connection, "INSERT INTO words (said) VALUES (?)", "c")
    assert one.lastrowid == 3
    assert await one.fetchall() == []


async def test_a_closed_cursor_keeps_no_rows(connection: Connection) -> None:
    cursor = await run(connection, COUNT, 3)
    await cursor.close()
    assert await cursor.fetchall() == []


async def test_an_error_of_the_database_arrives_as_it_is(connection: Connection) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        await run(connection, "SELECT * FROM nowhere")
    assert await (await run(connection, "SELECT 1")).fetchall() == [(1,)]


async def test_only_an_open_transaction_is_rolled_back(connection: Connection) -> None:
    await connection.rollback()
    await run(connection, "CREATE TABLE words (said TEXT)")
    await run(connection, "BEGIN")
    await run(connection, "INSERT INTO words VALUES ('a')")
    await connection.rollback()
    assert await (await run(connection, "SELECT count(*) FROM words")).fetchall() == [(0,)]


@pytest.mark.parametrize("turns", range(8))
async def test_a_transaction_cancelled_at_any_step_blocks_nobody(db: Database, turns: int) -> None:
    async def write() -> None:
        async with db.transaction() as session:
            await session.execute(text("INSERT INTO accounts (name, created_at) VALUES ('a', '2026-11-21')"))

    async with asyncio.TaskGroup() as group:
        writing = group.create_task(write())
        for _ in range(turns):
            await asyncio.sleep(0)
        writing.cancel()
    async with asyncio.timeout(5), db.transaction() as session:
        await session.execute(text("DELETE FROM accounts"))

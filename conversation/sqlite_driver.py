"""SQLite connections that cross over to their thread once for each statement.

aiosqlite crosses for the cursor, the statement, its rows and the end of the cursor; on a busy machine each
crossing costs more than the statement itself.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import aiosqlite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


def connect(database: str, **options: Any) -> Connection:
    """What SQLAlchemy awaits for a new connection; `options` are those of sqlite3."""
    connection = Connection(lambda: sqlite3.connect(database, **options), iter_chunk_size=64)
    # A connection that was forgotten must not keep the process alive.
    connection._thread.daemon = True
    return connection


class Connection(aiosqlite.Connection):
    """aiosqlite's connection with cursors of our own."""

    def cursor(self) -> Cursor:  # type: ignore[override]
        return Cursor(self)

    async def rollback(self) -> None:
        """SQLAlchemy rolls back whenever it takes a connection back, mostly after a commit."""
        if self.in_transaction:
            await super().rollback()


@dataclass
class Cursor:
    """A statement with its rows, which are all fetched at once."""

    connection: Connection
    arraysize: int = 1
    description: Sequence[Any] | None = None
    rowcount: int = -1
    lastrowid: int | None = None
    _rows: list[Any] = field(default_factory=list)

    async def __aenter__(self) -> Cursor:
        return self

    async def execute(self, sql: str, parameters: Iterable[Any] = ()) -> Cursor:
        return await self._run(lambda cursor: cursor.execute(sql, tuple(parameters)))

    async def executemany(self, sql: str, parameters: Iterable[Iterable[Any]]) -> Cursor:
        return await self._run(lambda cursor: cursor.executemany(sql, [tuple(row) for row in parameters]))

    async def fetchall(self) -> list[Any]:
        rows, self._rows = self._rows, []
        return rows

    async def close(self) -> None:
        self._rows = []

    async def _run(self, statement: Callable[[sqlite3.Cursor], object]) -> Cursor:
        await self.connection._execute(self._in_thread, statement)  # type: ignore[no-untyped-call]
        return self

    def _in_thread(self, statement: Callable[[sqlite3.Cursor], object]) -> None:
        cursor = self.connection._conn.cursor()
        try:
            statement(cursor)
            self._rows = cursor.fetchall() if cursor.description else []
            self.description = cursor.description
            self.rowcount, self.lastrowid = cursor.rowcount, cursor.lastrowid
        finally:
            cursor.close()

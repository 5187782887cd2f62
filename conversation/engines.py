"""Connections to SQLite and PostgreSQL, set up so that both keep the same promises."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import NullPool, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from conversation import sqlite_driver
from conversation.secrets import Keys, bind_cipher
from core.errors import CannotStart

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import URL, Connection

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
    "postgresql+asyncpg": "postgresql+asyncpg",
}
# FULL, since after a power cut NORMAL may have forgotten the last commits: a text would be sent twice.
_WRITER = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")
_READER = ("query_only=ON",)
# Rebuilding a table drops the old one, which would take the rows of others along.
_OPENER = ("foreign_keys=OFF",)
_QUEUE_TIMEOUT = 60.0  # seconds to wait for a connection of the pool


def parse(url: str) -> URL:
    """The URL with the driver that we use; CannotStart when it is none of ours."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise CannotStart(
            "the database setting is not a database address; it should look like "
            "sqlite:///data/switchboard.db or postgresql://user:password@host/name"
        ) from error
    driver = _DRIVERS.get(parsed.drivername)
    if driver is None:
        raise CannotStart(
            f"the database setting begins with {parsed.drivername!r}; "
            "Switchboard knows sqlite:// and postgresql://"
        )
    if driver.startswith("sqlite") and parsed.database in {None, "", ":memory:"}:
        raise CannotStart(
            "the database setting names no file; it should look like sqlite:///data/switchboard.db"
        )
    ssl = parsed.query.get("sslmode")
    if ssl is not None:
        parsed = parsed.difference_update_query(["sslmode"]).update_query_dict({"ssl": ssl})
    return parsed.set(drivername=driver)


def describe(url: URL) -> str:
    """The database as a person knows it, without the password."""
    if is_sqlite(url):
        return str(url.database)
    return f"{url.database or 'default'} at {url.host or url.query.get('host') or 'localhost'}"


def is_sqlite(url: URL) -> bool:
    return url.get_backend_name() == "sqlite"


def opener(url: URL, keys: Keys, patience: float) -> AsyncEngine:
    """For looking at a database and changing its tables, before anybody else is let in."""
    if is_sqlite(url):
        _make_file(Path(str(url.database)))
        wait = {"timeout": patience, "async_creator_fn": sqlite_driver.connect}
        return _sqlite(url, keys, _OPENER, poolclass=NullPool, connect_args=wait)
    return _bound(create_async_engine(url, poolclass=NullPool, hide_parameters=True), keys)


def pair(url: URL, keys: Keys, patience: float) -> tuple[AsyncEngine, AsyncEngine]:
    """The engine that writes and the one that only reads."""
    if not is_sqlite(url):
        engine = _bound(
            create_async_engine(url, pool_pre_ping=True, pool_timeout=_QUEUE_TIMEOUT, hide_parameters=True),
            keys,
        )
        return engine, engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    wait = {"timeout": patience, "async_creator_fn": sqlite_driver.connect}
    # One connection: writers queue up here, in order, instead of racing for the lock of the file.
    writer = _sqlite(url, keys, _WRITER, pool_size=1, max_overflow=0, connect_args=wait)
    reader = _sqlite(url, keys, _READER, pool_size=4, max_overflow=4, connect_args=wait)
    return writer.execution_options(begin="BEGIN IMMEDIATE"), reader


def _sqlite(url: URL, keys: Keys, pragmas: tuple[str, ...], **options: Any) -> AsyncEngine:
    if options.get("poolclass") is None:
        options["pool_timeout"] = _QUEUE_TIMEOUT
    engine = create_async_engine(url, hide_parameters=True, **options)
    event.listen(engine.sync_engine, "connect", _with_pragmas(pragmas))
    event.listen(engine.sync_engine, "begin", _begin)
    return _bound(engine, keys)


def _with_pragmas(pragmas: tuple[str, ...]) -> Callable[[Any, Any], None]:
    def connected(connection: Any, record: Any) -> None:  # noqa: ARG001 (SQLAlchemy's signature)
        # Python's driver would begin transactions by itself, and too late.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    return connected


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))


def _bound(engine: AsyncEngine, keys: Keys) -> AsyncEngine:
    bind_cipher(engine.dialect, keys)
    return engine


def _make_file(path: Path) -> None:
    """An empty file that only its owner may read; SQLite gives its companions the same rights."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise CannotStart(
            f"the database {path} cannot be opened ({error.strerror}); check the path and its permissions"
        ) from error

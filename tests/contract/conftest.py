"""Every test of this folder's store runs on SQLite, and on PostgreSQL where there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.contract.store import (
    PostgresStores,
    SQLiteStores,
    Stores,
    a_chat,
    opened,
    postgres,
    why_no_postgres,
)
from tests.fakes import FakeClock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from conversation.db import Database

ENGINES = [
    "sqlite",
    pytest.param(
        "postgresql", marks=pytest.mark.skipif(why_no_postgres() is not None, reason=str(why_no_postgres()))
    ),
]


@pytest.fixture(scope="session", params=ENGINES)
def stores(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stores]:
    if request.param == "sqlite":
        yield SQLiteStores(tmp_path_factory.mktemp("contract"))
        return
    with postgres() as url:
        yield PostgresStores(url)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
async def url(stores: Stores) -> str:
    return await stores.fresh()


@pytest.fixture
async def db(url: str, clock: FakeClock) -> AsyncIterator[Database]:
    async with opened(url, clock) as database:
        yield database


@pytest.fixture
async def second(url: str, db: Database, clock: FakeClock) -> AsyncIterator[Database]:
    """The same database, opened by another process."""
    async with opened(url, clock) as database:
        yield database


@pytest.fixture
async def chat(db: Database) -> int:
    return await a_chat(db)

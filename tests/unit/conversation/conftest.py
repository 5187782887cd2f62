"""Fixtures of the tests of the memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.contract.store import SQLiteStores, a_chat, opened
from tests.fakes import FakeClock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from conversation.db import Database


@pytest.fixture(scope="session")
def stores(tmp_path_factory: pytest.TempPathFactory) -> SQLiteStores:
    return SQLiteStores(tmp_path_factory.mktemp("stores"))


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
async def db(stores: SQLiteStores, clock: FakeClock) -> AsyncIterator[Database]:
    async with opened(await stores.fresh(), clock) as database:
        yield database


@pytest.fixture
async def chat(db: Database) -> int:
    """Ann's chat, which may be answered."""
    return await a_chat(db)

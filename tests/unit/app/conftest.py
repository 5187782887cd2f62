"""A real database of its own for each test, on a clock that the test owns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from conversation.db import open_database
from conversation.secrets import load_keys
from tests.fakes import FakeClock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from conversation.db import Database


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
async def db(tmp_path: Path, clock: FakeClock) -> AsyncIterator[Database]:
    keys = load_keys(tmp_path / "keys", may_create=True)
    async with open_database(f"sqlite+aiosqlite:///{tmp_path / 'test.db'}", keys, clock) as opened:
        yield opened

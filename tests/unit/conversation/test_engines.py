"""Addresses are understood or refused in words; connections keep what they promise."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from conversation import engines
from conversation.db import Database
from core.errors import CannotStart
from tests.contract.store import KEYS


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("sqlite:///data/x.db", "sqlite+aiosqlite:///data/x.db"),
        ("sqlite+aiosqlite:////var/x.db", "sqlite+aiosqlite:////var/x.db"),
        ("postgres://me:pw@host/name", "postgresql+asyncpg://me:pw@host/name"),
        ("postgresql://me@host:5433/name", "postgresql+asyncpg://me@host:5433/name"),
        ("postgresql+asyncpg://host/name", "postgresql+asyncpg://host/name"),
        ("postgres://host/name?sslmode=require", "postgresql+asyncpg://host/name?ssl=require"),
    ],
)
def test_the_usual_spellings_of_an_address_are_understood(given: str, meant: str) -> None:
    assert engines.parse(given).render_as_string(hide_password=False) == meant


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ("data/switchboard.db", "is not a database address"),
        ("mysql://host/name", "begins with 'mysql'"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
    ],
)
def test_any_other_address_is_refused_with_an_example(given: str, complaint: str) -> None:
    with pytest.raises(CannotStart, match=complaint):
        engines.parse(given)


def test_a_database_is_described_without_its_password() -> None:
    assert engines.describe(engines.parse("postgres://me:secret@db.example/chats")) == "chats at db.example"
    assert engines.describe(engines.parse("postgres:///?host=/run/pg")) == "default at /run/pg"
    assert engines.describe(engines.parse("sqlite:///data/x.db")) == "data/x.db"


async def test_the_file_can_be_read_by_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "x.db"
    await engines.opener(engines.parse(f"sqlite:///{path}"), KEYS, 1.0).dispose()
    assert oct(path.stat().st_mode & 0o777) == "0o600"


async def test_a_file_that_cannot_be_made_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CannotStart, match=r"the database .* cannot be opened"):
        engines.opener(engines.parse(f"sqlite:///{tmp_path}/file/x.db"), KEYS, 1.0)


async def test_commits_survive_a_power_cut_and_rows_keep_their_parents(db: Database) -> None:
    async with db.transaction() as session:
        found = {
            name: await session.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


async def test_a_reader_cannot_write(db: Database) -> None:
    async with db.reading() as session:
        with pytest.raises(OperationalError, match="readonly"):
            await session.execute(text("DELETE FROM chats"))

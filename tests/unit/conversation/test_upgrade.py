"""A database is brought up to date, or refused in one sentence and left exactly as it was."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from cryptography.fernet import Fernet
from sqlalchemy import Connection, create_engine, inspect

import conversation.migrations
from conversation import secrets
from conversation.db import open_database
from conversation.tables import Base
from core.errors import CannotStart
from tests.contract.store import KEYS, SQLiteStores
from tests.fakes import FakeClock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conversation.secrets import Keys

NEW_KEY = Fernet.generate_key().decode()


async def open_and_close(url: str, keys: Keys = KEYS) -> None:
    async with open_database(url, keys, FakeClock(), patience=0.05):
        pass


async def refusal(path: Path, keys: Keys = KEYS) -> str:
    """The sentence with which `path` is refused; its bytes stay as they were."""
    before = files(path)
    with pytest.raises(CannotStart) as refused:
        await open_and_close(f"sqlite:///{path}", keys)
    assert files(path) == before
    return str(refused.value).replace(str(path), "X")


def files(path: Path) -> dict[Path, bytes]:
    """The database and its companions, if it has any."""
    return {file: file.read_bytes() for file in path.parent.glob(f"{path.name}*")}


@pytest.fixture
async def path(stores: SQLiteStores) -> Path:
    return Path((await stores.fresh()).removeprefix("sqlite:///"))


@pytest.fixture
def upgraded(tmp_path: Path) -> Iterator[Connection]:
    """A database after all migrations, by alembic alone."""
    engine = create_engine(f"sqlite:///{tmp_path}/upgraded.db")
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def migrations(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(conversation.migrations.__path__[0]))
    config.attributes["connection"] = connection
    return config


def test_the_migrations_make_exactly_the_tables_of_the_models(upgraded: Connection) -> None:
    command.upgrade(migrations(upgraded), "head")
    differences: list[Any] = compare_metadata(
        MigrationContext.configure(upgraded, opts={"compare_type": True}), Base.metadata
    )
    assert differences == []


def test_the_way_up_can_be_walked_down_again(upgraded: Connection) -> None:
    command.upgrade(migrations(upgraded), "head")
    command.downgrade(migrations(upgraded), "base")
    assert inspect(upgraded).get_table_names() == ["alembic_version"]


async def test_a_database_is_made_once_and_opened_again(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/new/switchboard.db"
    await open_and_close(url)
    await open_and_close(url)
    with sqlite3.connect(tmp_path / "new" / "switchboard.db") as raw:
        assert raw.execute("SELECT count(*) FROM keyring").fetchone() == (2,)
    raw.close()


async def test_a_database_of_a_newer_version_is_refused_and_left_as_it_is(path: Path) -> None:
    change(path, "UPDATE alembic_version SET version_num = '9999'")
    assert await refusal(path) == (
        "the database X was made by a newer Switchboard (its tables are of version 9999); "
        "update Switchboard or restore a backup"
    )


async def test_a_database_of_another_program_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "bookmarks.db"
    change(path, "CREATE TABLE bookmarks (url TEXT)")
    assert await refusal(path) == (
        "the database X belongs to another program (it has the table 'bookmarks'); "
        "give Switchboard a database of its own"
    )


@pytest.mark.parametrize(
    ("purpose", "wrong"),
    [("data", replace(KEYS, data=(NEW_KEY,))), ("index", replace(KEYS, index=b"x" * 32))],
)
async def test_a_wrong_key_is_refused_and_the_right_one_named(path: Path, purpose: str, wrong: Keys) -> None:
    ids: dict[str, tuple[str | bytes, ...]] = {
        "data": (KEYS.data[0], NEW_KEY),
        "index": (KEYS.index, wrong.index),
    }
    right, given = (secrets.key_id(key) for key in ids[purpose])
    assert await refusal(path, wrong) == (
        f"the database X was written with the {purpose} key {right}, but the key given is {given}; "
        f"put the right {purpose}.key back from a backup"
    )


async def test_a_proof_that_does_not_fit_its_key_is_refused(path: Path) -> None:
    change(path, "UPDATE keyring SET proof = 'gAAAAAnonsense'")
    assert "was written with the data key" in await refusal(path)


async def test_the_right_key_behind_a_newer_one_is_enough(path: Path) -> None:
    await open_and_close(f"sqlite:///{path}", replace(KEYS, data=(NEW_KEY, *KEYS.data)))


async def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Sir or Madam, " * 100)
    assert await refusal(path) == "the database X is not an SQLite database or is damaged; restore a backup"


async def test_a_database_in_use_by_another_program_is_refused(path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(CannotStart, match=r"is in use by another program; stop that program"):
        await open_and_close(f"sqlite:///{path}")
    other.close()
    await open_and_close(f"sqlite:///{path}")


async def test_a_server_that_does_not_answer_is_named_without_the_password() -> None:
    with pytest.raises(CannotStart, match=r"the database chats at 127.0.0.1 cannot be opened") as refused:
        await open_and_close("postgresql://me:secret@127.0.0.1:1/chats")
    assert "secret" not in str(refused.value)


def change(path: Path, statement: str) -> None:
    raw = sqlite3.connect(path)
    raw.execute(statement)
    raw.commit()
    raw.close()

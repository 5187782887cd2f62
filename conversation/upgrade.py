"""Looks at a database before it is used (whose, how new, which keys), then brings it up to date."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from cryptography.fernet import InvalidToken
from sqlalchemy import insert, inspect, select, text, update
from sqlalchemy.exc import DBAPIError

from conversation.models import KeyProof
from conversation.secrets import Keys, cipher, key_id, keyed_hash
from conversation.tables import Base
from core.errors import CannotStart

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.ext.asyncio import AsyncEngine

    from conversation.cipher import Cipher

_SCRIPTS = Path(__file__).parent / "migrations"
_VERSIONS = "alembic_version"
_WITNESS = "switchboard"
_UPGRADE_LOCK = 0x5357_4244  # any number, but the same in every process


@dataclass(frozen=True, slots=True)
class _State:
    revision: str | None
    is_new: bool


async def prepare(engine: AsyncEngine, keys: Keys, where: str) -> None:
    """Leaves a database that this code can use, or raises CannotStart and has written nothing."""
    try:
        async with engine.connect() as connection:
            state = await connection.run_sync(_look, keys, where)
        if state.revision != _known()[0]:
            async with engine.execution_options(begin="BEGIN IMMEDIATE").begin() as connection:
                await connection.run_sync(_upgrade, keys, where)
    except (DBAPIError, OSError) as error:
        raise CannotStart(_sentence(error, where)) from error


async def require(engine: AsyncEngine, keys: Keys, where: str) -> None:
    """Raises CannotStart unless the tables are those of this code; writes nothing."""
    if not await examine(engine, keys, where):
        raise CannotStart(
            f"the tables of {where} are of an older version; stop Switchboard and run: switchboard db upgrade"
        )


async def examine(engine: AsyncEngine, keys: Keys, where: str) -> bool:
    """Whether the tables are up to date; writes nothing. Raises CannotStart where it cannot be used."""
    try:
        async with engine.connect() as connection:
            state = await connection.run_sync(_look, keys, where)
    except (DBAPIError, OSError) as error:
        raise CannotStart(_sentence(error, where)) from error
    return state.revision == _known()[0]


async def reach(engine: AsyncEngine, where: str) -> None:
    """Takes the writer's place once, while nobody else is at work: SQLite changes to its write-ahead log
    then, which it cannot while somebody reads, and a lock held by another program is met before the start."""
    try:
        async with engine.connect() as connection:
            await connection.execute(text("SELECT 1"))
    except (DBAPIError, OSError) as error:
        raise CannotStart(_sentence(error, where)) from error


def _look(connection: Connection, keys: Keys, where: str) -> _State:
    tables = set(inspect(connection).get_table_names())
    if _VERSIONS not in tables:
        strangers = tables if connection.dialect.name == "sqlite" else tables & set(Base.metadata.tables)
        if strangers:
            raise CannotStart(
                f"the database {where} belongs to another program (it has the table {min(strangers)!r}); "
                "give Switchboard a database of its own"
            )
        return _State(revision=None, is_new=True)
    revision = connection.execute(text(f"SELECT version_num FROM {_VERSIONS}")).scalar()  # noqa: S608 (a constant)
    if revision is not None and revision not in _known():
        raise CannotStart(
            f"the database {where} was made by a newer Switchboard (its tables are of version {revision}); "
            "update Switchboard or restore a backup"
        )
    if KeyProof.__tablename__ in tables:
        _check_keys(connection, keys, where)
    return _State(revision=revision, is_new=False)


def _check_keys(connection: Connection, keys: Keys, where: str) -> None:
    for row in connection.execute(select(KeyProof.purpose, KeyProof.key_id, KeyProof.proof)):
        given = keys.data if row.purpose == "data" else (keys.index,)
        fits = row.key_id in {key_id(key) for key in given}
        if not (fits and _proves(row.purpose, row.proof, keys)):
            have = ", ".join(key_id(key) for key in given)
            raise CannotStart(
                f"the database {where} was written with the {row.purpose} key {row.key_id}, "
                f"but the key given is {have}; put the right {row.purpose}.key back from a backup"
            )


def _proves(purpose: str, proof: str, keys: Keys) -> bool:
    if purpose != "data":
        return proof == keyed_hash(keys.index, "witness", _WITNESS)
    try:
        return cipher(keys).decrypt(proof) == _WITNESS.encode()
    except InvalidToken:
        return False


def _upgrade(connection: Connection, keys: Keys, where: str) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_UPGRADE_LOCK})"))
    # Looked at again under the lock: another process may have been faster.
    state = _look(connection, keys, where)
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    if state.is_new:
        connection.execute(insert(KeyProof), _proofs(keys))


def _proofs(keys: Keys) -> list[dict[str, str]]:
    return [
        {
            "purpose": "data",
            "key_id": key_id(keys.data[0]),
            "proof": cipher(keys).encrypt(_WITNESS.encode()).decode(),
        },
        {
            "purpose": "index",
            "key_id": key_id(keys.index),
            "proof": keyed_hash(keys.index, "witness", _WITNESS),
        },
    ]


def renew_proof(connection: Connection, key: str, crypt: Cipher) -> None:
    """From now on `key`, the first of `crypt`, is the one that this database cannot be read without."""
    connection.execute(
        update(KeyProof)
        .where(KeyProof.purpose == "data")
        .values(key_id=key_id(key), proof=crypt.encrypt(_WITNESS.encode()).decode())
    )


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    return config


@cache
def _known() -> tuple[str, ...]:
    """The versions that this code knows, the newest first."""
    return tuple(script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions())


def _sentence(error: Exception, where: str) -> str:
    said = str(error.orig) if isinstance(error, DBAPIError) else str(error)
    if "locked" in said:
        return f"the database {where} is in use by another program; stop that program and start again"
    if "not a database" in said or "malformed" in said:
        return f"the database {where} is not an SQLite database or is damaged; restore a backup"
    reason = said.splitlines()[0] if said else type(error).__name__
    return f"the database {where} cannot be opened ({reason}); check the database setting and its permissions"

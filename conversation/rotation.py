"""Changes the data key while everything goes on: a new key writes, then old values are written anew."""

from __future__ import annotations

import base64
import logging
from typing import TYPE_CHECKING, Any

from cryptography.fernet import Fernet, InvalidToken
from sqlalchemy import LargeBinary, and_, bindparam, func, literal, or_, select, text, update

from conversation.cipher import MARK
from conversation.moving import BATCH, Damaged, as_stored, private_columns
from conversation.secrets import cipher, key_id, load_keys, write_data_keys
from conversation.upgrade import renew_proof

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import ColumnElement, Table
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

    from conversation.cipher import Cipher

log = logging.getLogger(__name__)


async def rotate(engine: AsyncEngine, folder: Path) -> tuple[str, int]:
    """Makes a new data key in `folder`, writes every private value with it, and takes the old keys away.

    Returns the id of the new key and the number of rows written anew. A process that works on the same
    folder takes the new key up by itself. Interrupted, it goes on where it stopped when it is called
    again: until the end both keys are there. Raises Damaged where a value cannot be read.
    Other machines that work on this database must be given the new data.key before they read again.
    """
    keys = load_keys(folder, may_create=False)
    if len(keys.data) == 1:
        write_data_keys(folder, [Fernet.generate_key().decode(), *keys.data])
        keys = load_keys(folder, may_create=False)
    crypt = cipher(keys)
    changed = 0
    for table in as_stored().sorted_tables:
        while rows := await _in_its_own_transaction(engine, table, crypt):
            changed += rows
    changed += await _the_rest(engine, crypt, keys.data[0])
    write_data_keys(folder, [keys.data[0]])
    log.info("the data key was changed", extra={"key": key_id(keys.data[0]), "rows": changed})
    return key_id(keys.data[0]), changed


async def _in_its_own_transaction(engine: AsyncEngine, table: Table, crypt: Cipher) -> int:
    """Short, so that no writer waits long."""
    async with engine.execution_options(begin="BEGIN IMMEDIATE").begin() as connection:
        return await renew(connection, table, crypt)


async def _the_rest(engine: AsyncEngine, crypt: Cipher, key: str) -> int:
    """What a transaction wrote that began before the new key was known: nobody writes while this looks."""
    changed = 0
    async with engine.execution_options(begin="BEGIN IMMEDIATE").begin() as connection:
        tables = [table for table in as_stored().sorted_tables if private_columns(table)]
        if connection.dialect.name == "postgresql":
            names = ", ".join(f'"{table.name}"' for table in tables)
            await connection.execute(text(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE"))
        for table in tables:
            while rows := await renew(connection, table, crypt):
                changed += rows
        await connection.run_sync(renew_proof, key, crypt)
    return changed


async def renew(connection: AsyncConnection, table: Table, crypt: Cipher) -> int:
    """Writes some rows anew that another key wrote; says how many."""
    names = private_columns(table)
    if not names:
        return 0
    if connection.dialect.name == "sqlite":
        # What the old key wrote must not stay behind in the room that it leaves.
        await connection.execute(text("PRAGMA secure_delete=ON"))
    query = (
        select(table)
        .where(or_(*(_is_old(table.c[name], crypt) for name in names)))
        .limit(BATCH if _is_small(table) else 1)
    )
    if connection.dialect.name == "postgresql":
        query = query.with_for_update()
    rows = (await connection.execute(query)).all()
    if not rows:
        return 0
    key = list(table.primary_key.columns)
    new: list[dict[str, Any]] = []
    for row in rows:
        old = row._mapping
        values = {f"key_{column.name}": old[column.name] for column in key}
        try:
            values |= {f"new_{name}": renewed(old[name], crypt) for name in names}
        except InvalidToken as error:
            raise Damaged(f"a value in the table {table.name!r} cannot be read; all keys stay") from error
        new.append(values)
    change = update(table).where(and_(*(column == bindparam(f"key_{column.name}") for column in key)))
    await connection.execute(change.values({name: bindparam(f"new_{name}") for name in names}), new)
    return len(rows)


def _is_small(table: Table) -> bool:
    return not any(isinstance(column.type, LargeBinary) for column in table.columns)


def _is_old(column: ColumnElement[Any], crypt: Cipher) -> ColumnElement[bool]:
    if not isinstance(column.type, LargeBinary):
        return func.substr(column, 1, literal(MARK)) != crypt.mark
    # Bytes are kept as they come from the cipher, or without its base64.
    coded = crypt.mark.encode()
    raw = base64.urlsafe_b64decode(coded)
    return and_(
        *(
            func.substr(column, 1, len(head), type_=LargeBinary) != literal(head, LargeBinary)
            for head in (coded, raw)
        )
    )


def renewed(value: str | bytes | None, crypt: Cipher) -> str | bytes | None:
    """The same private value by the first key, in the form it had. Raises InvalidToken."""
    if value is None:
        return None
    if isinstance(value, str):
        return crypt.encrypt(crypt.decrypt(value)).decode()
    try:
        return crypt.encrypt(crypt.decrypt(value))
    except InvalidToken:
        token = crypt.encrypt(crypt.decrypt(base64.urlsafe_b64encode(value)))
        return base64.urlsafe_b64decode(token)

"""Carries a whole database into another one, of whichever kind, and compares both row by row.

Private values travel as they are stored, so nothing is decrypted on the way and the keys stay the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import LargeBinary, MetaData, delete, func, insert, literal, select, text, tuple_
from sqlalchemy.types import TypeDecorator

from conversation.columns import UtcDateTime
from conversation.models import KeyProof
from conversation.secrets import Private
from conversation.tables import Base
from core.errors import CannotStart, SwitchboardError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence

    from sqlalchemy import Row, Table
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

BATCH = 500  # rows held in memory at once
SNAPSHOT = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


class RowsDiffer(SwitchboardError):
    """A copy does not hold what the original holds."""


class Damaged(SwitchboardError):
    """Rows whose private values cannot be read with the keys given."""


def as_stored() -> MetaData:
    """Our tables, with private columns as the database holds them."""
    tables = MetaData()
    for table in Base.metadata.sorted_tables:
        for column in table.to_metadata(tables).columns:
            if isinstance(column.type, TypeDecorator) and not isinstance(column.type, UtcDateTime):
                column.type = column.type.impl_instance
    return tables


def private_columns(table: Table) -> list[str]:
    """The names of the columns that are encrypted: of text, and all of bytes."""
    ours = Base.metadata.tables.get(table.name, table)
    return [
        column.name
        for column in ours.columns
        if isinstance(column.type, Private) or isinstance(table.c[column.name].type, LargeBinary)
    ]


async def copy(source: AsyncEngine, target: AsyncEngine) -> dict[str, int]:
    """Fills `target`, whose tables are up to date and empty, in one transaction; says how many rows each
    table has. What happens in the source meanwhile is not copied. Raises CannotStart where the target
    holds rows already, RowsDiffer where it does not read back as it was written."""
    async with _snapshot(source).connect() as origin, target.begin() as copied:
        await _refuse_a_full_one(copied)
        await copied.execute(delete(KeyProof.__table__))  # type: ignore[arg-type]
        counts: dict[str, int] = {}
        for table in as_stored().sorted_tables:
            counts[table.name] = 0
            async for rows in batches(origin, table):
                await copied.execute(insert(table), [dict(row._mapping) for row in rows])
                counts[table.name] += len(rows)
            await _go_on_counting(origin, copied, table)
            await _compare(origin, copied, table)
    return counts


async def read_all(engine: AsyncEngine) -> dict[str, int]:
    """Reads every row with its private values; says how many rows each table has. Raises Damaged."""
    counts: dict[str, int] = {}
    async with _snapshot(engine).connect() as connection:
        for table in Base.metadata.sorted_tables:
            counts[table.name] = 0
            try:
                async for rows in batches(connection, table):
                    counts[table.name] += len(rows)
            except SwitchboardError as error:
                raise Damaged(f"in the table {table.name!r}: {error}") from error
        if connection.dialect.name == "sqlite":
            said = await connection.scalar(text("PRAGMA integrity_check(1)"))
            orphans = (await connection.execute(text("PRAGMA foreign_key_check"))).all()
            if said != "ok" or orphans:
                raise Damaged(f"the file is damaged: {said if said != 'ok' else 'rows lack their parents'}")
    return counts


async def batches(connection: AsyncConnection, table: Table) -> AsyncIterator[Sequence[Row[Any]]]:
    """All rows in the order of their key, some at a time."""
    key = list(table.primary_key.columns)
    query = select(table).order_by(*key).limit(BATCH)
    rows = (await connection.execute(query)).all()
    while rows:
        yield rows
        last = [literal(rows[-1]._mapping[column.name], column.type) for column in key]
        after = key[0] > last[0] if len(key) == 1 else tuple_(*key) > tuple_(*last)
        rows = (await connection.execute(query.where(after))).all()


async def _compare(origin: AsyncConnection, copied: AsyncConnection, table: Table) -> None:
    there = batches(copied, table)
    async for rows in batches(origin, table):
        others: Sequence[Row[Any]] = await anext(there, [])
        for one, other in zip(rows, others, strict=False):
            if tuple(one) != tuple(other):
                key = ", ".join(str(one._mapping[column.name]) for column in table.primary_key.columns)
                raise RowsDiffer(f"row {key} of {table.name!r} did not arrive as it was sent")
        if len(rows) != len(others):
            raise RowsDiffer(f"{table.name!r} did not arrive whole")
    if await anext(there, []):
        raise RowsDiffer(f"{table.name!r} holds rows that were not sent")


async def _refuse_a_full_one(connection: AsyncConnection) -> None:
    for table in as_stored().sorted_tables:
        if table.name == KeyProof.__tablename__:
            continue
        if await connection.scalar(select(func.count()).select_from(table)):
            raise CannotStart(
                f"the database to be filled holds rows already (in {table.name!r}); give an empty one"
            )


async def _go_on_counting(origin: AsyncConnection, copied: AsyncConnection, table: Table) -> None:
    """Ids of rows that were deleted are not given a second time by the copy either."""
    column = table.autoincrement_column
    if column is None:
        return
    given = await _highest_given(origin, table)
    highest = max(given, await origin.scalar(select(func.max(column))) or 0)
    if not highest:
        return
    if copied.dialect.name == "postgresql":
        named: Mapping[str, Any] = {"table": table.name, "column": column.name, "highest": highest}
        sequence = text("SELECT setval(pg_get_serial_sequence(:table, :column), :highest)")
        await copied.execute(sequence, named)
    else:
        await copied.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": table.name})
        await copied.execute(
            text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :seq)"),
            {"name": table.name, "seq": highest},
        )


async def _highest_given(connection: AsyncConnection, table: Table) -> int:
    if connection.dialect.name == "sqlite":
        query = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
        return await connection.scalar(query, {"name": table.name}) or 0
    column = table.autoincrement_column
    assert column is not None
    sequence = await connection.scalar(
        text("SELECT pg_get_serial_sequence(:table, :column)"), {"table": table.name, "column": column.name}
    )
    query = text(f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}")  # noqa: S608
    return await connection.scalar(query) or 0


def _snapshot(engine: AsyncEngine) -> AsyncEngine:
    return engine if engine.dialect.name == "sqlite" else engine.execution_options(**SNAPSHOT)

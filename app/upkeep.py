"""`switchboard db` and `switchboard keys`: tables brought up to date, read whole, moved, given a new key."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from app import hold
from app.backup import DATABASE, PATIENCE, database_url, is_begun
from app.wiring import open_existing, open_store
from conversation import audit, compact, engines, moving, retention, rotation, upgrade
from conversation.secrets import load_keys
from core.clock import SystemClock
from core.errors import CannotStart

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sqlalchemy.ext.asyncio import AsyncEngine

    from core.settings import Kept, Settings


async def upgrade_tables(settings: Settings) -> None:
    """Brings the tables up to date, as the next start would do."""
    with hold.data_folder(settings.data):
        async with open_store(settings, SystemClock()):
            pass


async def check(settings: Settings) -> dict[str, int]:
    """Reads every row with its private values and writes nothing; says how many rows each table has."""
    async with _existing(settings) as engine:
        try:
            return await moving.read_all(engine)
        except moving.Damaged as error:
            raise CannotStart(f"the database is damaged {error}; restore a backup") from error


async def copy(settings: Settings, to: str) -> dict[str, int]:
    """Fills the empty database `to` with every row of the one in use, and compares both row by row.

    Nobody may work on either meanwhile. The keys stay the same, and where they are.
    """
    url = engines.parse(to)
    keys = load_keys(settings.data / "keys", may_create=False)
    with hold.data_folder(settings.data):
        async with _existing(settings) as engine:
            target = engines.opener(url, keys, PATIENCE)
            try:
                await upgrade.prepare(target, keys, engines.describe(url))
                return await moving.copy(engine, target)
            except moving.RowsDiffer as error:
                raise CannotStart(f"{error}; nothing was changed there, try again") from error
            finally:
                await target.dispose()


async def rotate(settings: Settings) -> tuple[str, int]:
    """A new data key, and every private value written anew with it, while everything goes on.

    Returns the id of the new key and the number of rows.
    """
    async with _existing(settings) as engine:
        try:
            key, rows = await rotation.rotate(engine, settings.data / "keys")
        except moving.Damaged as error:
            raise CannotStart(f"{error}; restore a backup") from error
    async with open_existing(settings, SystemClock()) as store, store.db.transaction() as session:
        await audit.write(session, "command line", "key_changed", "key:data", None, {"key": key})
    if settings.database is None:
        await compact.empty_log(settings.data / DATABASE)
    return key, rows


async def old_rows(settings: Settings, *, is_to_delete: bool) -> dict[Kept, int]:
    """How many rows of each table are older than the settings let them become; deletes them if told so."""
    days = settings.retention.days
    async with open_existing(settings, SystemClock()) as store:
        if is_to_delete:
            return await retention.delete_old(store.db, days)
        async with store.db.reading() as session:
            return await retention.preview(session, days)


@asynccontextmanager
async def _existing(settings: Settings) -> AsyncIterator[AsyncEngine]:
    """The database in use, which is there, up to date and of our keys; else CannotStart."""
    url = engines.parse(database_url(settings))
    if not is_begun(settings):
        raise CannotStart(f"{settings.data} holds no database yet; start with: switchboard run")
    keys = load_keys(settings.data / "keys", may_create=False)
    engine = engines.opener(url, keys, PATIENCE)
    try:
        await upgrade.require(engine, keys, engines.describe(url))
        yield engine
    finally:
        await engine.dispose()

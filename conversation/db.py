"""Opens the database and hands out transactions, which commit whole or vanish."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import insert as plain_insert
from sqlalchemy import text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from conversation import engines, upgrade, wakeups
from conversation.models import Activity
from conversation.secrets import keyed_hash
from core.events import ActivityWritten, EventBus, JobsWaiting

if TYPE_CHECKING:
    import asyncio
    from collections.abc import AsyncIterator
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncEngine

    from conversation.models import Base
    from conversation.secrets import Keys
    from core.ports import Clock

_SCOPE = "scope"
_ACTIVITY_LOCK = 0x5357_4143  # any number, but the same in every process


@dataclass(slots=True)
class Scope:
    """What functions find in the session they are given: the clock, the index key, and notes for its end."""

    clock: Clock
    index_key: bytes
    activity: list[dict[str, Any]] = field(default_factory=list)
    jobs_waiting: bool = False


class Database:
    """An open database. `bus` tells of committed work in this process."""

    def __init__(
        self, engine_pair: tuple[AsyncEngine, AsyncEngine], keys: Keys, clock: Clock, bus: EventBus
    ) -> None:
        self._writer, self._reader = engine_pair
        self._keys = keys
        self._clock = clock
        self.bus = bus

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        """Commits at the end, or leaves no trace. On SQLite writers wait here for one another."""
        notes = Scope(self._clock, self._keys.index)
        is_ending = False
        try:
            async with (
                AsyncSession(self._writer, info={_SCOPE: notes}, expire_on_commit=False) as session,
                session.begin(),
            ):
                yield session
                await _write_activity(session, notes)
                await wakeups.tell(session, jobs=notes.jobs_waiting, activity=bool(notes.activity))
                is_ending = True
        finally:
            # Also when the commit was interrupted, since it may have happened: waiters look for themselves.
            if is_ending:
                self._publish(notes)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """One unchanging picture of the database, which never makes a writer wait."""
        notes = Scope(self._clock, self._keys.index)
        async with AsyncSession(self._reader, info={_SCOPE: notes}, expire_on_commit=False) as session:
            yield session

    async def hear(self, stop: asyncio.Event) -> None:
        """A part: wakes waiters of this process for what others committed. Raises ConnectionError."""
        await wakeups.listen(self._writer, self.bus, stop)

    def _publish(self, notes: Scope) -> None:
        if notes.jobs_waiting:
            self.bus.publish(JobsWaiting())
        if notes.activity:
            self.bus.publish(ActivityWritten())


@asynccontextmanager
async def open_database(
    url: str,
    keys: Keys,
    clock: Clock,
    *,
    bus: EventBus | None = None,
    patience: float = 10.0,
    may_upgrade: bool = True,
) -> AsyncIterator[Database]:
    """The database, made or brought up to date first. `patience`: how long a locked file is waited for.

    Raises CannotStart when it is newer than this code, was written with other keys, or cannot be opened,
    and where it is older and may not be changed.
    """
    parsed = engines.parse(url)
    opener = engines.opener(parsed, keys, patience)
    try:
        await (upgrade.prepare if may_upgrade else upgrade.require)(opener, keys, engines.describe(parsed))
    finally:
        await opener.dispose()
    pair = engines.pair(parsed, keys, patience)
    try:
        await upgrade.reach(pair[0], engines.describe(parsed))
        yield Database(pair, keys, clock, bus or EventBus())
    finally:
        for engine in pair:
            await engine.dispose()


def scope(session: AsyncSession) -> Scope:
    return cast("Scope", session.info[_SCOPE])


def now(session: AsyncSession) -> datetime:
    return scope(session).clock.utc()


def keyed(session: AsyncSession, purpose: str, text_: str) -> str:
    """The keyed hash by which `text_` is looked up."""
    return keyed_hash(scope(session).index_key, purpose, text_)


def insert(session: AsyncSession, table: type[Base]) -> sqlite.Insert:
    """An INSERT that knows ON CONFLICT; both databases spell it alike."""
    if session.get_bind().dialect.name == "postgresql":
        return cast("sqlite.Insert", postgresql.insert(table))
    return sqlite.insert(table)


async def _write_activity(session: AsyncSession, notes: Scope) -> None:
    """Last of all: the lock makes commit order id order, and whoever holds it must wait for nobody."""
    if not notes.activity:
        return
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(text(f"SELECT pg_advisory_xact_lock({_ACTIVITY_LOCK})"))
    await session.execute(plain_insert(Activity), notes.activity)

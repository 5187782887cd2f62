"""`switchboard queue`: what is due, and jobs that failed too often, to be replayed or discarded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from app.wiring import open_existing
from conversation import dead_jobs, queue
from core.clock import SystemClock
from core.errors import CannotStart

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from sqlalchemy.ext.asyncio import AsyncSession

    from core.settings import Settings

ACTOR = "command line"
MOST = 500  # dead jobs looked at in one go


async def show(settings: Settings) -> None:
    """Prints how much is due, and the dead jobs, newest first."""
    async with open_existing(settings, SystemClock()) as store, store.db.reading() as session:
        counts = await queue.counts(session)
        rows = await dead_jobs.listing(session, limit=MOST)
    console = Console(highlight=False, markup=False)
    console.print(f"{counts.waiting} waiting, {counts.running} running, {counts.dead} dead")
    if not rows:
        return
    table = Table("job", "kind", "chat", "attempts", "died", "error")
    for row in rows:
        died = row.died_at.astimezone(settings.account.zone).strftime("%Y-%m-%d %H:%M:%S")
        facts = (str(row.id), row.kind, str(row.chat_id), str(row.attempts), died)
        table.add_row(*facts, row.error or "")
    console.print(table)


async def replay(settings: Settings, ids: tuple[int, ...], *, everything: bool) -> None:
    """Makes dead jobs due again. Raises CannotStart when one of them is not there; then nothing is done."""

    async def one(session: AsyncSession, job_id: int) -> bool:
        return await dead_jobs.replay(session, job_id, actor=ACTOR)

    await _each(settings, ids, everything, (one, "replayed"))


async def discard(settings: Settings, ids: tuple[int, ...], *, everything: bool) -> None:
    """Forgets dead jobs. Raises CannotStart when one of them is not there; then nothing is done."""

    async def one(session: AsyncSession, job_id: int) -> bool:
        return await dead_jobs.discard(session, job_id, actor=ACTOR)

    await _each(settings, ids, everything, (one, "discarded"))


async def _each(
    settings: Settings,
    ids: tuple[int, ...],
    everything: bool,
    step: tuple[Callable[[AsyncSession, int], Awaitable[bool]], str],
) -> None:
    if bool(ids) is everything:
        raise CannotStart(
            "say which dead jobs: either their numbers, as switchboard queue list shows, or --all"
        )
    act, told = step
    async with open_existing(settings, SystemClock()) as store, store.db.transaction() as session:
        wanted = ids
        if everything:
            wanted = tuple(row.id for row in await dead_jobs.listing(session, limit=MOST))
        for job_id in wanted:
            if not await act(session, job_id):
                raise CannotStart(f"there is no dead job {job_id}; see switchboard queue list")
    Console(highlight=False, markup=False).print(f"{len(wanted)} {told}")

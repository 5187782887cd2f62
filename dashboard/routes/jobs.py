"""The queue: how much is due, and the jobs that failed too often."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, HTTPException, Path, Query

from conversation import dead_jobs, queue
from dashboard.access import Role, SignedIn, allowed
from dashboard.here import Given
from dashboard.schemas_jobs import DeadJob, DeadJobs, QueueCounts

if TYPE_CHECKING:
    from conversation.dead_jobs import DeadJob as DeadJobRow

router = APIRouter(prefix="/queue", tags=["queue"])

JobId = Annotated[int, Path(ge=1, le=2**53)]


@router.get("")
@allowed(Role.VIEWER)
async def read_counts(services: Given) -> QueueCounts:
    async with services.db.reading() as session:
        counts = await queue.counts(session)
    return QueueCounts(waiting=counts.waiting, running=counts.running, dead=counts.dead)


@router.get("/dead")
@allowed(Role.VIEWER)
async def read_dead(
    services: Given,
    before: Annotated[int | None, Query(ge=1, le=2**53)] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> DeadJobs:
    """Newest first; `before` is the id of the last one already seen."""
    async with services.db.reading() as session:
        rows = await dead_jobs.listing(session, limit=limit, before=before)
    return DeadJobs(items=[_dead(row) for row in rows], next=rows[-1].id if len(rows) == limit else None)


@router.post("/dead/{job_id}/replay", status_code=204)
@allowed(Role.OPERATOR)
async def replay(job_id: JobId, services: Given, person: SignedIn) -> None:
    """Makes a dead job due again, with all its attempts."""
    async with services.db.transaction() as session:
        if not await dead_jobs.replay(session, job_id, actor=person.name):
            raise _gone()


@router.delete("/dead/{job_id}", status_code=204)
@allowed(Role.OPERATOR)
async def discard(job_id: JobId, services: Given, person: SignedIn) -> None:
    """Forgets a dead job; what it was to do stays undone."""
    async with services.db.transaction() as session:
        if not await dead_jobs.discard(session, job_id, actor=person.name):
            raise _gone()


def _gone() -> HTTPException:
    return HTTPException(404, "There is no such dead job any more.")


def _dead(row: DeadJobRow) -> DeadJob:
    return DeadJob(
        id=row.id,
        account=row.account,
        kind=row.kind,
        chat_id=row.chat_id,
        attempts=row.attempts,
        error=row.error,
        created_at=row.created_at,
        died_at=row.died_at,
    )

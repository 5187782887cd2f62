"""A durable queue in the same database as the messages, so both change in one transaction.

A job has no payload: it says that something is due in a chat. So jobs of one chat coalesce: at most one
waits and one runs in each lane, which two unique indexes enforce.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from sqlalchemy import and_, case, delete, exists, func, or_, select, text, update
from sqlalchemy.orm import aliased

from conversation import activity, db
from conversation.backoff import USUAL
from conversation.models import Job as Row
from conversation.models import JobStatus

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.ext.asyncio import AsyncSession

    from conversation.backoff import Backoff

# Kinds of one lane never run at the same time in one chat.
LANES = {"answer": "answer", "deliver": "deliver"}

_KEY = ["account", "lane", "chat_id"]
# Spelt out, since SQLite does not recognise the index behind a bound value.
_IS_WAITING = text("status = 'waiting'")
# Made once: an alias costs as much as the query it is used in.
_OTHER, _TWIN = aliased(Row), aliased(Row)
_UNSYNCED = {"synchronize_session": False}


@dataclass(frozen=True, slots=True)
class Job:
    """A claimed job. `claim` counts the claims of its row, so that a late worker cannot end another's."""

    id: int
    account: str
    kind: str
    chat_id: int
    attempts: int
    owner: str
    claim: int


class Retry(StrEnum):
    """What became of a failed job: it waits, it is dead until a person looks, or another took it over."""

    WAITING = "waiting"
    DEAD = "dead"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many jobs there are of each status."""

    waiting: int
    running: int
    dead: int


class When(TypedDict, total=False):
    """`due_in` and `cap` in seconds: a job that is put again and again is still due `cap` after the
    first time. Higher `priority` goes first."""

    due_in: float
    cap: float | None
    priority: int


async def put(session: AsyncSession, kind: str, *, account: str, chat_id: int, **when: Unpack[When]) -> None:
    """Makes `kind` due in a chat. A job that waits already is moved; one that runs is run again after."""
    moment = db.now(session)
    cap = when.get("cap")
    due_at = moment + timedelta(seconds=when.get("due_in", 0.0))
    latest_at = None if cap is None else moment + timedelta(seconds=cap)
    query = db.insert(session, Row).values(
        account=account,
        lane=LANES[kind],
        kind=kind,
        chat_id=chat_id,
        priority=when.get("priority", 0),
        status=JobStatus.WAITING,
        due_at=due_at if latest_at is None else min(due_at, latest_at),
        latest_at=latest_at,
        attempts=0,
        claims=0,
        created_at=moment,
    )
    new = query.excluded
    latest = func.coalesce(Row.latest_at, new.latest_at)
    await session.execute(
        query.on_conflict_do_update(
            index_elements=_KEY,
            index_where=_IS_WAITING,
            set_={
                "due_at": case((latest < new.due_at, latest), else_=new.due_at),
                "latest_at": latest,
                "priority": case((Row.priority < new.priority, new.priority), else_=Row.priority),
                # There is something new to do, so failures of the past do not count against it.
                "attempts": 0,
            },
        )
    )
    db.scope(session).jobs_waiting = True


async def claim(
    session: AsyncSession,
    owner: str,
    lease: float,
    kinds: Collection[str] | None = None,
    account: str | None = None,
) -> Job | None:
    """Takes the most urgent job that is due, or one whose worker let its lease run out."""
    moment = db.now(session)
    due = and_(_OTHER.status == JobStatus.WAITING, _OTHER.due_at <= moment, ~_has_twin(_OTHER, "running"))
    abandoned = and_(_OTHER.status == JobStatus.RUNNING, _OTHER.lease_until <= moment)
    chosen = select(_OTHER.id).where(or_(due, abandoned))
    if kinds is not None:
        chosen = chosen.where(_OTHER.kind.in_(kinds))
    if account is not None:
        chosen = chosen.where(_OTHER.account == account)
    chosen = chosen.order_by(_OTHER.priority.desc(), _OTHER.due_at, _OTHER.id).limit(1)
    row = (
        await session.execute(
            update(Row)
            .where(Row.id == chosen.with_for_update(skip_locked=True).scalar_subquery())
            .values(
                status=JobStatus.RUNNING,
                owner=owner,
                lease_until=moment + timedelta(seconds=lease),
                attempts=Row.attempts + 1,
                claims=Row.claims + 1,
            )
            .returning(Row.id, Row.account, Row.kind, Row.chat_id, Row.attempts, Row.claims),
            execution_options=_UNSYNCED,
        )
    ).one_or_none()
    if row is None:
        return None
    return Job(row.id, row.account, row.kind, row.chat_id, row.attempts, owner, row.claims)


async def renew(session: AsyncSession, job: Job, lease: float) -> bool:
    """Keeps a job for longer. False: another worker has it, so leave it alone."""
    until = db.now(session) + timedelta(seconds=lease)
    renewed = await session.scalar(
        update(Row).where(_is_held(job)).values(lease_until=until).returning(Row.id),
        execution_options=_UNSYNCED,
    )
    return renewed is not None


async def done(session: AsyncSession, job: Job) -> bool:
    """Ends a job. False: another worker has it."""
    ended = await session.scalar(
        delete(Row).where(_is_held(job)).returning(Row.id), execution_options=_UNSYNCED
    )
    if ended is not None and await has_waiting(session, job.kind, job.chat_id):
        db.scope(session).jobs_waiting = True
    return ended is not None


async def retry(
    session: AsyncSession, job: Job, error: str, *, max_attempts: int, backoff: Backoff = USUAL
) -> Retry:
    """Lets a failed job wait for its next attempt; the last one leaves it dead, for a person to see."""
    is_dead = job.attempts >= max_attempts and not await has_waiting(session, job.kind, job.chat_id)
    wait = 0.0 if is_dead else backoff.wait(job.attempts)
    values = {
        "status": JobStatus.DEAD if is_dead else JobStatus.WAITING,
        "due_at": db.now(session) + timedelta(seconds=wait),
        "attempts": job.attempts,
        "error": error,
    }
    if not await _put_back(session, job, values):
        return Retry.LOST
    if is_dead:
        await activity.add(session, "job_dead", account=job.account, chat_id=job.chat_id, detail=job.kind)
    return Retry.DEAD if is_dead else Retry.WAITING


async def postpone(session: AsyncSession, job: Job, seconds: float) -> bool:
    """Lets a job wait that could not even be tried; no attempt is counted. False: another worker has it."""
    values = {
        "status": JobStatus.WAITING,
        "due_at": db.now(session) + timedelta(seconds=seconds),
        "attempts": job.attempts - 1,
    }
    return await _put_back(session, job, values)


async def _put_back(session: AsyncSession, job: Job, values: dict[str, Any]) -> bool:
    """Puts a held job back under its old id. Where a newer one waits, that one does the work: both read
    the same tables."""
    held = await session.execute(
        delete(Row).where(_is_held(job)).returning(Row.priority, Row.created_at), execution_options=_UNSYNCED
    )
    row = held.one_or_none()
    if row is None:
        return False
    await session.execute(
        db.insert(session, Row)
        .values(
            id=job.id,
            account=job.account,
            lane=_lane(job.kind),
            kind=job.kind,
            chat_id=job.chat_id,
            priority=row.priority,
            claims=job.claim,
            created_at=row.created_at,
            **values,
        )
        .on_conflict_do_nothing()
    )
    db.scope(session).jobs_waiting = True
    return True


async def release(session: AsyncSession, *, owner_not: str) -> int:
    """At the start of the only process: what its dead predecessors held waits again, due at once."""
    theirs = and_(Row.status == JobStatus.RUNNING, Row.owner != owner_not)
    merged = await session.scalars(
        delete(Row).where(theirs, _has_twin(Row, "waiting")).returning(Row.id), execution_options=_UNSYNCED
    )
    freed = await session.scalars(
        update(Row)
        .where(theirs)
        .values(
            status=JobStatus.WAITING, due_at=db.now(session), latest_at=None, owner=None, lease_until=None
        )
        .returning(Row.id),
        execution_options=_UNSYNCED,
    )
    number = len(merged.all()) + len(freed.all())
    db.scope(session).jobs_waiting |= number > 0
    return number


async def has_waiting(session: AsyncSession, kind: str, chat_id: int) -> bool:
    """Whether there is newer work of that kind than the job which runs."""
    query = select(
        exists().where(Row.chat_id == chat_id, Row.lane == _lane(kind), Row.status == JobStatus.WAITING)
    )
    return bool(await session.scalar(query))


async def next_due(session: AsyncSession, account: str | None = None) -> datetime | None:
    """The earliest moment at which `claim` may find something; None when nothing waits or runs."""
    due = select(func.min(Row.due_at)).where(Row.status == JobStatus.WAITING, ~_has_twin(Row, "running"))
    abandoned = select(func.min(Row.lease_until)).where(Row.status == JobStatus.RUNNING)
    if account is not None:
        due, abandoned = due.where(Row.account == account), abandoned.where(Row.account == account)
    moments = [await session.scalar(due), await session.scalar(abandoned)]
    return min((moment for moment in moments if moment is not None), default=None)


async def counts(session: AsyncSession) -> Counts:
    rows = await session.execute(select(Row.status, func.count()).group_by(Row.status))
    found = {row[0].value: row[1] for row in rows}
    return Counts(**{status.value: found.get(status.value, 0) for status in JobStatus})


def _lane(kind: str) -> str:
    """Also of a kind that another version put; nobody here performs it, so it dies in words."""
    return LANES.get(kind, kind)


def _is_held(job: Job) -> ColumnElement[bool]:
    return and_(
        Row.id == job.id, Row.status == JobStatus.RUNNING, Row.owner == job.owner, Row.claims == job.claim
    )


def _has_twin(row: type[Row], status: str) -> ColumnElement[bool]:
    """Another job of the same lane and chat that waits or runs."""
    return (
        select(_TWIN.id)
        .where(
            _TWIN.account == row.account,
            _TWIN.lane == row.lane,
            _TWIN.chat_id == row.chat_id,
            _TWIN.status == JobStatus(status),
        )
        .exists()
    )

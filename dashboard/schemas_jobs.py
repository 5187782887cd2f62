"""The shapes of the API that tell of the queue and of schedules."""

from __future__ import annotations

from datetime import datetime

from dashboard.schemas import Shape


class QueueCounts(Shape):
    """How many jobs there are of each status."""

    waiting: int
    running: int
    dead: int


class DeadJob(Shape):
    """A job that failed too often; `error` is what its last attempt said."""

    id: int
    account: str
    kind: str
    chat_id: int
    attempts: int
    error: str | None
    created_at: datetime
    died_at: datetime


class DeadJobs(Shape):
    """Newest first; `next` is the `before` of the following page, None at the end."""

    items: list[DeadJob]
    next: int | None

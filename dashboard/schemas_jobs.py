"""The shapes of the API that tell of the queue and of schedules."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime, Field, StringConstraints

from conversation.models_schedules import Missed, ScheduleState
from dashboard.schemas import Shape
from dashboard.schemas_sending import SendableText


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


class NewSchedule(Shape):
    """A message to be sent by a cron line, or once `at` a moment."""

    chat_id: Annotated[int, Field(ge=1, le=2**53)]
    text: Annotated[SendableText, Field(min_length=1)]
    cron: Annotated[str, StringConstraints(max_length=100, strip_whitespace=True)] | None = Field(
        None, description="minute, hour, day, month and weekday, or @daily and the like"
    )
    at: AwareDatetime | None = None
    time_zone: Annotated[str, StringConstraints(min_length=1, max_length=64)] | None = Field(
        None, description="of the cron line; without it the account's own"
    )
    missed: Missed = Field(
        Missed.ONCE, description="what becomes of moments at which nothing ran: sent late once, or skipped"
    )


class Schedule(Shape):
    """A scheduled message; `next_at` is there only while it is active."""

    id: int
    account: str
    chat_id: int
    text: str
    cron: str | None
    time_zone: str
    missed: Missed
    state: ScheduleState
    next_at: datetime | None
    last_at: datetime | None
    by: str
    created_at: datetime


class Schedules(Shape):
    """Newest first; `next` is the `before` of the following page, None at the end."""

    items: list[Schedule]
    next: int | None

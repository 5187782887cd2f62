"""The table of messages to be sent later, once or again and again."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from conversation.columns import NEVER_TWICE, AccountName, ChatId, PrivateText, RowId, only_where, word
from conversation.models import Base


class Missed(StrEnum):
    """What becomes of moments at which nothing ran: sent late, once for all of them, or not at all."""

    ONCE = "once"
    SKIP = "skip"


class ScheduleState(StrEnum):
    """`STOPPED`: the contact wants no more; `DONE`: it was to be sent once, and that is over."""

    ACTIVE = "active"
    PAUSED = "paused"
    STOPPED = "stopped"
    DONE = "done"


class Schedule(Base):
    """A message for a chat. `cron` None: once, at `next_at`. `last_outbox_id` is what it sent last."""

    __tablename__ = "schedules"
    __table_args__ = (
        Index("ix_schedules_due", "next_at", **only_where("state = 'active'")),
        Index("ix_schedules_chat", "chat_id", "id"),
        NEVER_TWICE,
    )

    id: Mapped[RowId]
    account: Mapped[AccountName]
    chat_id: Mapped[ChatId]
    text: Mapped[PrivateText]
    cron: Mapped[str | None] = mapped_column(String(100))
    time_zone: Mapped[str] = mapped_column(String(64))
    missed: Mapped[Missed] = mapped_column(word(Missed))
    state: Mapped[ScheduleState] = mapped_column(word(ScheduleState))
    next_at: Mapped[datetime]
    last_at: Mapped[datetime | None]
    # No foreign key: a deleted text takes nothing along, and no id is given twice.
    last_outbox_id: Mapped[int | None]
    by: Mapped[PrivateText]
    created_at: Mapped[datetime]

"""What all tables are made of: the base class, and the words that some columns are limited to."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import JSON
from sqlalchemy.orm import DeclarativeBase

from conversation.columns import BIG, UtcDateTime, word
from core.files import FileKind
from core.types import Access, Author, ChatKind, Direction, MessageKind, Mode, OutboxState, Seen, Tick


class JobStatus(StrEnum):
    """A finished job is deleted: the tables it worked on say what it did."""

    WAITING = "waiting"
    RUNNING = "running"
    DEAD = "dead"


class Role(StrEnum):
    """What an operator may do."""

    ADMIN = "admin"
    OPERATOR = "operator"
    VIEWER = "viewer"


_WORDS = (
    Access, Author, ChatKind, Direction, FileKind, JobStatus,
    MessageKind, Mode, OutboxState, Role, Seen, Tick,
)  # fmt: skip


class Base(DeclarativeBase):
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime,
        int: BIG,
        dict[str, Any]: JSON,
        list[Any]: JSON,
        **{kind: word(kind) for kind in _WORDS},
    }

"""The tables of what is sent: the outbox, and the bytes of files that wait in it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from conversation.columns import (
    NEVER_TWICE,
    AccountName,
    ChatId,
    PrivateBytes,
    PrivateText,
    RowId,
    WaId,
    only_where,
)
from conversation.declared import Base
from core.files import FileKind
from core.types import Author, OutboxState


class File(Base):
    """A file that waits to be sent."""

    __tablename__ = "files"
    __table_args__ = (NEVER_TWICE,)

    id: Mapped[RowId]
    account: Mapped[AccountName]
    name: Mapped[PrivateText]
    kind: Mapped[FileKind]
    type: Mapped[PrivateText]
    size: Mapped[int]
    data: Mapped[PrivateBytes]
    created_at: Mapped[datetime]


class Outbox(Base):
    """A message to be sent, and how far it got. `hold` names what it waits for."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index("uq_outbox_wa_id", "chat_id", "wa_id", unique=True, **only_where("wa_id IS NOT NULL")),
        Index("ix_outbox_chat", "chat_id", "id"),
        Index("ix_outbox_state", "state", "chat_id"),
        Index("ix_outbox_pressed", "account", "pressed_at"),
        Index("ix_outbox_turn", "turn_id", **only_where("turn_id IS NOT NULL")),
        NEVER_TWICE,
    )

    id: Mapped[RowId]
    account: Mapped[AccountName]
    chat_id: Mapped[ChatId]
    turn_id: Mapped[int | None] = mapped_column(ForeignKey("turns.id", ondelete="SET NULL"))
    text: Mapped[PrivateText]
    author: Mapped[Author]
    by: Mapped[PrivateText | None]
    state: Mapped[OutboxState]
    wa_id: Mapped[WaId | None]
    mark: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    error: Mapped[PrivateText | None]
    reply_to: Mapped[WaId | None]
    # No foreign key: the bytes go when they are sent, what they were called stays.
    file_id: Mapped[int | None]
    file_kind: Mapped[FileKind | None]
    file_name: Mapped[PrivateText | None]
    hold: Mapped[str | None] = mapped_column(String(16))
    held_until: Mapped[datetime | None]
    pressed_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

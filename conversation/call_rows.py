"""The table of model calls; `conversation.models` holds all others."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from conversation.columns import NEVER_TWICE, AccountName, RowId
from conversation.models import Base


class ModelCall(Base):
    """One call of a model: what it took, and none of its words. `cost` is in millionths of the currency."""

    __tablename__ = "model_calls"
    __table_args__ = (
        Index("ix_model_calls_at", "account", "at"),
        Index("ix_model_calls_chat", "chat_id", "at"),
        NEVER_TWICE,
    )

    id: Mapped[RowId]
    account: Mapped[AccountName]
    # What an erased chat cost still counts.
    chat_id: Mapped[int | None] = mapped_column(ForeignKey("chats.id", ondelete="SET NULL"))
    newest_id: Mapped[int | None]
    at: Mapped[datetime]
    task: Mapped[str] = mapped_column(String(16))
    provider: Mapped[str] = mapped_column(String(64))
    model: Mapped[str] = mapped_column(String(128))
    kind: Mapped[str | None] = mapped_column(String(16))
    prompt_tokens: Mapped[int | None]
    completion_tokens: Mapped[int | None]
    estimated: Mapped[bool] = mapped_column(default=False)
    cost: Mapped[int] = mapped_column(default=0)
    ms: Mapped[int]

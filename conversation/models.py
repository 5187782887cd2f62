"""The tables. Words, names and numbers of people are in `Private` columns; everything else is plain."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from conversation.columns import NEVER_TWICE, AccountName, ChatId, Hash, PrivateText, RowId, WaId, only_where
from conversation.declared import Base as Base
from conversation.declared import JobStatus as JobStatus
from conversation.declared import Role as Role
from conversation.models_outbox import File as File
from conversation.models_outbox import Outbox as Outbox
from core.types import Access, Author, ChatKind, Direction, MessageKind, Mode, Seen, Tick


class KeyProof(Base):
    """Which key of a purpose this database was written with, and a value that proves it."""

    __tablename__ = "keyring"

    purpose: Mapped[str] = mapped_column(String(16), primary_key=True)
    key_id: Mapped[str] = mapped_column(String(16))
    proof: Mapped[str] = mapped_column(String(255))


class Account(Base):
    """One WhatsApp number."""

    __tablename__ = "accounts"

    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    screen: Mapped[str | None] = mapped_column(String(16))
    paused_at: Mapped[datetime | None]
    paused_by: Mapped[PrivateText | None]
    created_at: Mapped[datetime]


class Link(Base):
    """One stretch of time in which an account was linked and connected."""

    __tablename__ = "links"
    __table_args__ = (
        Index("uq_links_open", "account", unique=True, **only_where("disconnected_at IS NULL")),
        NEVER_TWICE,
    )

    id: Mapped[RowId]
    account: Mapped[AccountName]
    connected_at: Mapped[datetime]
    disconnected_at: Mapped[datetime | None]
    reason: Mapped[PrivateText | None]


class Chat(Base):
    """A chat. `namesake` tells apart chats that bear one name and are of one kind."""

    __tablename__ = "chats"
    __table_args__ = (
        Index("uq_chats_name", "account", "name_hash", "kind", "namesake", unique=True),
        Index("ix_chats_active", "account", "active_at", "id"),
        NEVER_TWICE,
    )

    id: Mapped[RowId]
    account: Mapped[AccountName]
    name: Mapped[PrivateText]
    name_hash: Mapped[Hash]
    kind: Mapped[ChatKind]
    namesake: Mapped[int] = mapped_column(default=0)
    access: Mapped[Access]
    access_by_person: Mapped[bool] = mapped_column(default=False)
    mode: Mapped[Mode]
    unread_hint: Mapped[int] = mapped_column(default=0)
    preview: Mapped[PrivateText | None]
    noticed_at: Mapped[datetime | None]
    # No foreign key: it would make a circle, and a deleted message only empties the preview.
    last_message_id: Mapped[int | None]
    active_at: Mapped[datetime]
    created_at: Mapped[datetime]


class Message(Base):
    """A bubble of a chat, stored once."""

    __tablename__ = "messages"
    __table_args__ = (
        Index("uq_messages_wa_id", "account", "chat_id", "wa_id", unique=True),
        Index("ix_messages_chat", "chat_id", "id"),
        Index("ix_messages_outbox", "outbox_id", **only_where("outbox_id IS NOT NULL")),
        NEVER_TWICE,
    )

    id: Mapped[RowId]
    account: Mapped[AccountName]
    chat_id: Mapped[ChatId]
    wa_id: Mapped[WaId]
    direction: Mapped[Direction]
    author: Mapped[Author]
    sender: Mapped[PrivateText | None]
    kind: Mapped[MessageKind]
    text: Mapped[PrivateText]
    quoted: Mapped[PrivateText | None]
    quoted_author: Mapped[PrivateText | None]
    quoted_kind: Mapped[MessageKind | None]
    details: Mapped[PrivateText | None]
    reactions: Mapped[PrivateText | None]
    sent_at: Mapped[datetime | None]
    seen_at: Mapped[datetime]
    seen: Mapped[Seen]
    edited: Mapped[bool] = mapped_column(default=False)
    tick: Mapped[Tick | None]
    outbox_id: Mapped[int | None] = mapped_column(ForeignKey("outbox.id", ondelete="SET NULL"))


class FormerText(Base):
    """What a message said before it was edited or deleted."""

    __tablename__ = "former_texts"
    __table_args__ = (Index("ix_former_texts_message", "message_id", "id"), NEVER_TWICE)

    id: Mapped[RowId]
    account: Mapped[AccountName]
    chat_id: Mapped[ChatId]
    message_id: Mapped[int] = mapped_column(ForeignKey("messages.id", ondelete="CASCADE"))
    text: Mapped[PrivateText]
    replaced_at: Mapped[datetime]


class Turn(Base):
    """One judgement of a thread: what was decided, by which models, how long it took."""

    __tablename__ = "turns"
    __table_args__ = (Index("ix_turns_chat", "chat_id", "id"), NEVER_TWICE)

    id: Mapped[RowId]
    account: Mapped[AccountName]
    chat_id: Mapped[ChatId]
    created_at: Mapped[datetime]
    outcome: Mapped[str] = mapped_column(String(16))
    decided_on: Mapped[int | None]
    reason: Mapped[PrivateText | None]
    plan: Mapped[PrivateText | None]
    calls: Mapped[list[Any]]
    guards: Mapped[PrivateText]
    seconds: Mapped[dict[str, Any]]


class Job(Base):
    """Says that something is due in a chat; what is due, the other tables say."""

    __tablename__ = "jobs"
    __table_args__ = (
        Index(
            "uq_jobs_waiting", "account", "lane", "chat_id", unique=True, **only_where("status = 'waiting'")
        ),
        Index(
            "uq_jobs_running", "account", "lane", "chat_id", unique=True, **only_where("status = 'running'")
        ),
        Index("ix_jobs_due", "status", "due_at"),
        NEVER_TWICE,
    )

    id: Mapped[RowId]
    account: Mapped[AccountName]
    lane: Mapped[str] = mapped_column(String(16))
    kind: Mapped[str] = mapped_column(String(16))
    chat_id: Mapped[ChatId]
    priority: Mapped[int] = mapped_column(default=0)
    status: Mapped[JobStatus]
    due_at: Mapped[datetime]
    latest_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    claims: Mapped[int] = mapped_column(default=0)
    owner: Mapped[str | None] = mapped_column(String(64))
    lease_until: Mapped[datetime | None]
    error: Mapped[PrivateText | None]
    created_at: Mapped[datetime]


class Operator(Base):
    """A person who may sign in to the dashboard."""

    __tablename__ = "operators"
    __table_args__ = (Index("uq_operators_name", "name_hash", unique=True), NEVER_TWICE)

    id: Mapped[RowId]
    name: Mapped[PrivateText]
    name_hash: Mapped[Hash]
    password_hash: Mapped[PrivateText]
    role: Mapped[Role]
    is_active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]


class Audit(Base):
    """Who changed what; rows are only ever added."""

    __tablename__ = "audit"
    __table_args__ = (NEVER_TWICE,)

    id: Mapped[RowId]
    at: Mapped[datetime]
    actor: Mapped[PrivateText]
    action: Mapped[str] = mapped_column(String(64))
    target: Mapped[str] = mapped_column(String(128))
    before: Mapped[PrivateText | None]
    after: Mapped[PrivateText | None]


class Activity(Base):
    """The last events, in order; `id` is the sequence that watchers follow. Holds ids only."""

    __tablename__ = "activity"
    __table_args__ = (NEVER_TWICE,)

    id: Mapped[RowId]
    at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(String(32))
    account: Mapped[str] = mapped_column(String(32))
    chat_id: Mapped[int | None]
    message_id: Mapped[int | None]
    outbox_id: Mapped[int | None]
    turn_id: Mapped[int | None]
    detail: Mapped[str | None] = mapped_column(String(200))

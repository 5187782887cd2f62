"""What the world is made of: messages, chats, and the facts it tells when something changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


class Kind(StrEnum):
    """Whether a chat is with one person or with several."""

    PERSON = "person"
    GROUP = "group"


class Direction(StrEnum):
    """Seen from the owner of the linked number."""

    IN = "in"
    OUT = "out"
    SYSTEM = "system"


class Status(StrEnum):
    """How far an own message has got; `FAILED` is where it ends when the server refuses it."""

    PENDING = "pending"
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"


@dataclass(slots=True)
class Message:
    """One bubble; `quote` is the id of the message it answers. Only status and `drawn` ever change."""

    id: str
    chat_id: str
    direction: Direction
    sender: str
    text: str
    at: datetime
    status: Status | None = None
    drawn: bool = False
    quote: str | None = None
    place: int = 0


@dataclass(slots=True)
class Chat:
    """A conversation with its whole history, oldest first."""

    id: str
    name: str
    kind: Kind
    members: tuple[str, ...] = ()
    messages: list[Message] = field(default_factory=list)
    unread: int = 0
    draft: str = ""
    typing: str | None = None
    rank: int = 0

    @property
    def last(self) -> Message | None:
        for message in reversed(self.messages):
            if message.direction is not Direction.SYSTEM:
                return message
        return None


@dataclass(frozen=True, slots=True)
class MessageAdded:
    chat: Chat
    message: Message


@dataclass(frozen=True, slots=True)
class StatusChanged:
    chat: Chat
    message: Message


@dataclass(frozen=True, slots=True)
class ChatChanged:
    """The chat is new, or its unread count, typing or draft changed."""

    chat: Chat
    is_new: bool = False


Change = MessageAdded | StatusChanged | ChatChanged

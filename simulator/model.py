"""What the world is made of: messages, chats, and the facts it tells when something changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from simulator.content import DEFAULT_TRAITS, PLAIN

if TYPE_CHECKING:
    from datetime import datetime

    from simulator.content import Content, Mention, Traits

Activity = Literal["typing", "recording"]


class Kind(StrEnum):
    """Whom a chat is with: one person, several, or everybody who follows a channel."""

    PERSON = "person"
    GROUP = "group"
    CHANNEL = "channel"


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
    """One bubble or system row; `quote` is the id of the message it answers.

    `deleted_by` is "sender", or the name of the admin who took it away; `reactions` holds one emoji a person.
    """

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
    content: Content = PLAIN
    mentions: tuple[Mention, ...] = ()
    forwards: int = 0
    is_edited: bool = False
    deleted_by: str | None = None
    reactions: dict[str, str] = field(default_factory=dict)


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
    activity: Activity = "typing"
    rank: int = 0
    traits: Traits = DEFAULT_TRAITS

    @property
    def last(self) -> Message | None:
        for message in reversed(self.messages):
            if message.direction is not Direction.SYSTEM:
                return message
        return None

    @property
    def shown(self) -> Message | None:
        """What the chat list previews: like `last`, but calls are there too."""
        for message in reversed(self.messages):
            if message.direction is not Direction.SYSTEM or message.content.kind == "call":
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
class MessageChanged:
    """Edited, deleted, reacted to, decrypted or opened."""

    chat: Chat
    message: Message


@dataclass(frozen=True, slots=True)
class ChatChanged:
    """The chat is new, or its unread count, typing, draft or traits changed."""

    chat: Chat
    is_new: bool = False


Change = MessageAdded | StatusChanged | MessageChanged | ChatChanged

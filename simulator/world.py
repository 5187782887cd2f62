"""People, chats and their histories: the truth that the page, the phone and the control API only show."""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import TYPE_CHECKING

from simulator import ids
from simulator.model import (
    Chat,
    ChatChanged,
    Direction,
    Kind,
    Message,
    MessageAdded,
    Status,
    StatusChanged,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from simulator.clock import Clock
    from simulator.model import Change

_FORWARD = {Status.PENDING: 0, Status.FAILED: 1, Status.SENT: 1, Status.DELIVERED: 2, Status.READ: 3}


class UnknownChat(LookupError):
    """There is no chat of that id."""


class World:
    """Everything that exists; whoever wants to know of changes adds a listener."""

    def __init__(self, clock: Clock, owner: str = "Me") -> None:
        self.owner = owner
        self.listeners: list[Callable[[Change], None]] = []
        self._clock = clock
        self._chats: dict[str, Chat] = {}
        self._by_id: dict[str, Message] = {}
        self._order: list[tuple[int, str]] = []
        self._ranks = 0
        self._unread: set[str] = set()

    @property
    def unread_chats(self) -> int:
        return len(self._unread)

    def chat(self, chat_id: str) -> Chat:
        try:
            return self._chats[chat_id]
        except KeyError:
            raise UnknownChat(chat_id) from None

    def chats(self) -> list[Chat]:
        """Newest activity first, as the list shows them."""
        return [self._chats[chat_id] for _, chat_id in self._order]

    def window(self, start: int, end: int) -> list[Chat]:
        return [self._chats[chat_id] for _, chat_id in self._order[start:end]]

    def __len__(self) -> int:
        return len(self._order)

    def named(self, name: str, kind: Kind) -> Chat | None:
        return next((chat for chat in self._chats.values() if (chat.name, chat.kind) == (name, kind)), None)

    def message(self, message_id: str) -> Message | None:
        return self._by_id.get(message_id)

    def after(self, chat_id: str, message_id: str | None) -> list[Message]:
        """The messages behind the given one; all of them where it is unknown or not given."""
        chat = self.chat(chat_id)
        known = self._by_id.get(message_id) if message_id else None
        if known is None or known.chat_id != chat_id:
            return list(chat.messages)
        return chat.messages[known.place + 1 :]

    def add_chat(
        self, name: str, kind: Kind, members: Iterable[str] = (), *, chat_id: str | None = None
    ) -> Chat:
        chat = Chat(id=chat_id or ids.chat(), name=name, kind=kind, members=tuple(members))
        self._chats[chat.id] = chat
        self._raise(chat)
        self._tell(ChatChanged(chat, is_new=True))
        return chat

    def receive(
        self,
        chat_id: str,
        text: str,
        sender: str | None = None,
        *,
        message_id: str | None = None,
        at: datetime | None = None,
        quote: str | None = None,
    ) -> Message:
        """A contact writes; with a time of its own the message is history, and nobody is told to read it."""
        chat = self.chat(chat_id)
        author = sender or chat.name
        message_id = message_id or ids.from_phone(author)
        message = Message(message_id, chat_id, Direction.IN, author, text, at or self._clock.utc())
        message.quote = quote if quote in self._by_id else None
        if at is None:
            self._count_unread(chat, chat.unread + 1)
        if chat.typing == author:
            chat.typing = None
        return self._add(chat, message)

    def write(
        self,
        chat_id: str,
        text: str,
        *,
        message_id: str | None = None,
        status: Status = Status.PENDING,
        at: datetime | None = None,
    ) -> Message:
        """The owner writes, on the linked page when it brings an id of its own, else on the phone."""
        chat = self.chat(chat_id)
        known = self._by_id.get(message_id) if message_id else None
        if known is not None:
            return known
        message = Message(
            message_id or ids.from_phone(self.owner),
            chat_id,
            Direction.OUT,
            self.owner,
            text,
            at or self._clock.utc(),
            status,
        )
        return self._add(chat, message)

    def notice(self, chat_id: str, text: str, *, at: datetime | None = None) -> Message:
        """A system row, such as the one on encryption."""
        chat = self.chat(chat_id)
        message = Message(
            ids.from_phone(chat.name), chat_id, Direction.SYSTEM, "", text, at or self._clock.utc()
        )
        return self._add(chat, message)

    def restore(self, message: Message) -> None:
        """Puts back what a former run wrote, telling nobody."""
        chat = self.chat(message.chat_id)
        self._append(chat, message)

    def set_status(self, message: Message, status: Status) -> bool:
        """Ticks only move forward."""
        if message.status is None or _FORWARD[status] <= _FORWARD[message.status]:
            return False
        message.status = status
        self._tell(StatusChanged(self.chat(message.chat_id), message))
        return True

    def set_drawn(self, message_ids: Iterable[str]) -> list[Message]:
        """The bubbles that a page now shows for the first time."""
        fresh = []
        for message_id in message_ids:
            message = self._by_id.get(message_id)
            if message is not None and not message.drawn:
                message.drawn = True
                fresh.append(message)
        return fresh

    def read(self, chat_id: str) -> list[Message]:
        """Clears the badge; the messages whose senders now get a receipt."""
        chat = self.chat(chat_id)
        if not chat.unread:
            return []
        incoming = [m for m in chat.messages[-2 * chat.unread - 50 :] if m.direction is Direction.IN]
        seen = incoming[-chat.unread :]
        self._count_unread(chat, 0)
        self._tell(ChatChanged(chat))
        return seen

    def set_unread(self, chat_id: str, count: int) -> None:
        chat = self.chat(chat_id)
        self._count_unread(chat, count)
        self._tell(ChatChanged(chat))

    def set_typing(self, chat_id: str, who: str | None) -> None:
        chat = self.chat(chat_id)
        if chat.typing != who:
            chat.typing = who
            self._tell(ChatChanged(chat))

    def set_draft(self, chat_id: str, text: str) -> None:
        chat = self.chat(chat_id)
        if chat.draft != text:
            chat.draft = text
            self._tell(ChatChanged(chat))

    def _count_unread(self, chat: Chat, count: int) -> None:
        chat.unread = count
        if count:
            self._unread.add(chat.id)
        else:
            self._unread.discard(chat.id)

    def _add(self, chat: Chat, message: Message) -> Message:
        self._append(chat, message)
        self._tell(MessageAdded(chat, message))
        return message

    def _append(self, chat: Chat, message: Message) -> None:
        message.place = len(chat.messages)
        chat.messages.append(message)
        self._by_id[message.id] = message
        self._raise(chat)

    def _raise(self, chat: Chat) -> None:
        """Moves the chat to the top; the order is kept sorted, so twenty thousand chats cost no sorting."""
        if chat.rank:
            del self._order[bisect_left(self._order, (-chat.rank, chat.id))]
        self._ranks += 1
        chat.rank = self._ranks
        insort(self._order, (-chat.rank, chat.id))

    def _tell(self, change: Change) -> None:
        for listener in self.listeners:
            listener(change)

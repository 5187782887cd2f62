"""People, chats and their histories: the truth that the page, the phone and the control API only show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator import ids
from simulator.content import DEFAULT_TRAITS, PLAIN, Body, Notice
from simulator.model import (
    Chat,
    ChatChanged,
    Direction,
    Kind,
    Message,
    MessageAdded,
    MessageChanged,
    Status,
    StatusChanged,
)
from simulator.order import Order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from simulator.clock import Clock
    from simulator.content import Content, Traits
    from simulator.model import Activity, Change

_FORWARD = {Status.PENDING: 0, Status.FAILED: 1, Status.SENT: 1, Status.DELIVERED: 2, Status.READ: 3}


class UnknownChat(LookupError):
    """There is no chat of that id."""


class World:
    """Everything that exists; whoever wants to know of changes adds a listener."""

    def __init__(self, clock: Clock, owner: str = "Me") -> None:
        self.owner = owner
        self.listeners: list[Callable[[Change], None]] = []
        self.accounts: dict[str, str | None] = {}
        """Numbers that can be written to without a chat yet, and how their owners call themselves."""
        self._clock = clock
        self._chats: dict[str, Chat] = {}
        self._by_id: dict[str, Message] = {}
        self._order = Order()
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
        """All of them, as the list shows them: pinned first, then newest activity; the archived ones last."""
        return self.window(0, None) + self.archived()

    @property
    def archived_chats(self) -> int:
        return self._order.archived_count

    def archived(self, start: int = 0, end: int | None = None) -> list[Chat]:
        return [self._chats[chat_id] for chat_id in self._order.archived(start, end)]

    def window(self, start: int, end: int | None) -> list[Chat]:
        """A piece of the list; archived chats are not in it."""
        return [self._chats[chat_id] for chat_id in self._order.window(start, end)]

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
        self,
        name: str,
        kind: Kind,
        members: Iterable[str] = (),
        *,
        chat_id: str | None = None,
        traits: Traits = DEFAULT_TRAITS,
    ) -> Chat:
        chat = Chat(id=chat_id or ids.chat(), name=name, kind=kind, members=tuple(members), traits=traits)
        self._chats[chat.id] = chat
        self._order.lift(chat, self._clock.utc())
        self._tell(ChatChanged(chat, is_new=True))
        return chat

    def receive(
        self,
        chat_id: str,
        body: str | Body,
        sender: str | None = None,
        *,
        message_id: str | None = None,
        at: datetime | None = None,
    ) -> Message:
        """A contact writes; with a time of its own the message is history, and nobody is told to read it."""
        chat = self.chat(chat_id)
        author = sender or chat.name
        message = self._message(chat_id, Direction.IN, author, body, message_id or ids.from_phone(author))
        message.at = at or message.at
        if at is None:
            self._count_unread(chat, chat.unread + 1)
        if chat.typing == author:
            chat.typing = None
        return self._add(chat, message)

    def write(
        self,
        chat_id: str,
        body: str | Body,
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
        own_id = message_id or ids.from_phone(self.owner)
        message = self._message(chat_id, Direction.OUT, self.owner, body, own_id)
        message.at, message.status = at or message.at, status
        return self._add(chat, message)

    def notice(
        self,
        chat_id: str,
        text: str,
        *,
        message_id: str | None = None,
        at: datetime | None = None,
        content: Content | None = None,
    ) -> Message:
        """A system row, such as the one on encryption, a group change or a missed call."""
        chat = self.chat(chat_id)
        body = Body(text=text, content=content or Notice(kind="notice"))
        own_id = message_id or ids.from_phone(chat.name)
        message = self._message(chat_id, Direction.SYSTEM, "", body, own_id)
        message.at = at or message.at
        return self._add(chat, message)

    def edit(self, message: Message, text: str) -> None:
        message.text, message.is_edited = text, True
        self._change(message)

    def delete(self, message: Message, by: str = "sender") -> None:
        """For everyone: the row stays under its id and loses what it held."""
        message.text, message.content, message.mentions = "", PLAIN, ()
        message.quote, message.deleted_by, message.reactions = None, by, {}
        self._change(message)

    def react(self, message: Message, who: str, emoji: str | None) -> None:
        """One reaction a person; None takes it back."""
        if emoji is None:
            message.reactions.pop(who, None)
        else:
            message.reactions[who] = emoji
        self._change(message)

    def replace(self, message: Message, text: str, content: Content = PLAIN) -> None:
        """What was undecrypted can be read now, or what could be seen once was opened."""
        message.text, message.content = text, content
        self._change(message)

    def set_traits(self, chat_id: str, traits: Traits) -> None:
        chat = self.chat(chat_id)
        if chat.traits != traits:
            self._order.change(chat, traits)
            self._tell(ChatChanged(chat))

    def fill(self, chat: Chat, messages: list[Message]) -> None:
        """A whole history at once, telling nobody; the chat may be new."""
        if chat.id not in self._chats:
            self._chats[chat.id] = chat
        for message in messages:
            message.place = len(chat.messages)
            chat.messages.append(message)
            self._by_id[message.id] = message
        self._count_unread(chat, chat.unread)
        self._order.lift(chat, messages[-1].at if messages else self._clock.utc())

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

    def set_typing(self, chat_id: str, who: str | None, activity: Activity = "typing") -> None:
        chat = self.chat(chat_id)
        if (chat.typing, chat.activity) != (who, activity):
            chat.typing, chat.activity = who, activity
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
        self._order.lift(chat, message.at)

    def _message(
        self, chat_id: str, direction: Direction, sender: str, body: str | Body, message_id: str
    ) -> Message:
        given = Body(text=body) if isinstance(body, str) else body
        return Message(
            message_id,
            chat_id,
            direction,
            sender,
            given.text,
            self._clock.utc(),
            quote=given.quote if given.quote in self._by_id else None,
            content=given.content,
            mentions=given.mentions,
            forwards=given.forwards,
        )

    def _change(self, message: Message) -> None:
        self._tell(MessageChanged(self.chat(message.chat_id), message))

    def _tell(self, change: Change) -> None:
        for listener in self.listeners:
            listener(change)

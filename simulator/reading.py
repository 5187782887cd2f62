"""One page's view of its open conversation: the newest messages, older ones on request, and news."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator import ids, shapes

if TYPE_CHECKING:
    from simulator.model import Chat, Message
    from simulator.world import World

PAGE = 50
LONGEST_START = 300
LONGEST_GAP = 2_000


class Reading:
    """Collects what happens in the open chat between two frames."""

    def __init__(self, world: World) -> None:
        self.chat_id: str | None = None
        self._world = world
        self._fresh: list[Message] = []
        self._changed: dict[str, Message] = {}
        self._ticked: dict[str, str] = {}
        self._is_head_changed = False
        self._head_told: dict[str, Any] = {}

    def open(self, chat: Chat, unread: int) -> dict[str, Any]:
        """The newest messages: at least a page of them, and all unread ones while they are not too many."""
        self._take(chat.id)
        count = max(PAGE, min(unread + PAGE // 2, LONGEST_START))
        return self._opened(chat, chat.messages[-count:], unread)

    def reopen(self, chat: Chat, after: str | None) -> dict[str, Any]:
        """For a page that was away: all behind the last message it has, and some before for their ticks."""
        self._take(chat.id)
        missed = len(self._world.after(chat.id, after))
        if missed > LONGEST_GAP or not after:
            return self._opened(chat, chat.messages[-PAGE:], 0)
        return self._opened(chat, chat.messages[-(missed + PAGE) :], 0) | {"is_more": None}

    def close(self) -> None:
        self._take(None)

    def older(self, chat: Chat, before: str) -> dict[str, Any]:
        known = self._world.message(before)
        end = known.place if known is not None and known.chat_id == chat.id else 0
        start = max(0, end - PAGE)
        return {
            "t": "older",
            "chat": chat.id,
            "messages": self._shapes(chat.messages[start:end]),
            "is_more": start > 0,
        }

    def add(self, message: Message) -> None:
        if message.chat_id == self.chat_id:
            self._fresh.append(message)

    def change(self, message: Message) -> None:
        if message.chat_id == self.chat_id:
            self._changed[message.id] = message

    def tick(self, message: Message) -> None:
        if message.chat_id == self.chat_id and message.status is not None:
            self._ticked[message.id] = message.status.value

    def touch(self, chat_id: str) -> None:
        if chat_id == self.chat_id:
            self._is_head_changed = True

    def news(self) -> list[dict[str, Any]]:
        if self.chat_id is None:
            return []
        frames: list[dict[str, Any]] = []
        if self._fresh:
            messages = self._shapes(self._fresh)
            frames.append({"t": "new", "chat": self.chat_id, "messages": messages})
        if self._changed:
            messages = self._shapes(list(self._changed.values()))
            frames.append({"t": "changed", "chat": self.chat_id, "messages": messages})
        if self._ticked:
            frames.append({"t": "ticks", "chat": self.chat_id, "ticks": self._ticked})
        if self._is_head_changed:
            head = self._head(self._world.chat(self.chat_id))
            if head != self._head_told:
                frames.append({"t": "head", "chat": head})
                self._head_told = head
        self._take(self.chat_id)
        return frames

    def _take(self, chat_id: str | None) -> None:
        self.chat_id = chat_id
        self._fresh, self._changed, self._ticked, self._is_head_changed = [], {}, {}, False

    def _shapes(self, messages: list[Message]) -> list[dict[str, Any]]:
        found = self._world.message
        return [shapes.message(item, found(item.quote) if item.quote else None) for item in messages]

    def _head(self, chat: Chat) -> dict[str, Any]:
        return shapes.head(chat) | {"own": ids.digits(self._world.owner)}

    def _opened(self, chat: Chat, messages: list[Message], unread: int) -> dict[str, Any]:
        self._head_told = self._head(chat)
        return {
            "t": "opened",
            "chat": self._head_told,
            "draft": chat.draft,
            "unread": unread,
            "messages": self._shapes(messages),
            "is_more": len(messages) < len(chat.messages),
        }

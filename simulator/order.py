"""The order of the chat list: pinned first, then newest activity; archived chats stand apart."""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from simulator.content import Traits
    from simulator.model import Chat


Place = tuple[bool, int, str]

_MICROSECONDS = 1_000_000
_RANK_BITS = 40


class Order:
    """Kept sorted at every change, so that twenty thousand chats cost no sorting."""

    def __init__(self) -> None:
        self._listed: list[Place] = []
        self._archived: list[Place] = []
        self._ranks = 0

    def __len__(self) -> int:
        return len(self._listed)

    def window(self, start: int, end: int | None) -> list[str]:
        return [chat_id for *_, chat_id in self._listed[start:end]]

    @property
    def archived_count(self) -> int:
        return len(self._archived)

    def archived(self, start: int = 0, end: int | None = None) -> list[str]:
        return [chat_id for *_, chat_id in self._archived[start:end]]

    def lift(self, chat: Chat, at: datetime) -> None:
        """The newest thing in it is of that time; of two of one time the later told stands higher."""
        self._take(chat)
        self._ranks += 1
        chat.rank = (int(at.timestamp() * _MICROSECONDS) << _RANK_BITS) + self._ranks
        self._put(chat)

    def change(self, chat: Chat, traits: Traits) -> None:
        self._take(chat)
        chat.traits = traits
        self._put(chat)

    def _take(self, chat: Chat) -> None:
        if chat.rank:
            where = self._side(chat)
            del where[bisect_left(where, place(chat))]

    def _put(self, chat: Chat) -> None:
        insort(self._side(chat), place(chat))

    def _side(self, chat: Chat) -> list[Place]:
        return self._archived if chat.traits.is_archived else self._listed


def place(chat: Chat) -> Place:
    """Sorts a chat among the others; it holds until the chat is lifted, pinned or archived."""
    return (not chat.traits.is_pinned, -chat.rank, chat.id)

"""The order of the chat list: pinned first, then newest activity; archived chats stand apart."""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulator.content import Traits
    from simulator.model import Chat


class Order:
    """Kept sorted at every change, so that twenty thousand chats cost no sorting."""

    def __init__(self) -> None:
        self._listed: list[tuple[bool, int, str]] = []
        self._archived: list[tuple[bool, int, str]] = []
        self._ranks = 0

    def __len__(self) -> int:
        return len(self._listed)

    def window(self, start: int, end: int | None) -> list[str]:
        return [chat_id for *_, chat_id in self._listed[start:end]]

    def archived(self) -> list[str]:
        return [chat_id for *_, chat_id in self._archived]

    def lift(self, chat: Chat) -> None:
        """The chat has the newest activity now."""
        self._take(chat)
        self._ranks += 1
        chat.rank = self._ranks
        self._put(chat)

    def change(self, chat: Chat, traits: Traits) -> None:
        self._take(chat)
        chat.traits = traits
        self._put(chat)

    def _take(self, chat: Chat) -> None:
        if chat.rank:
            where = self._side(chat)
            del where[bisect_left(where, _key(chat))]

    def _put(self, chat: Chat) -> None:
        insort(self._side(chat), _key(chat))

    def _side(self, chat: Chat) -> list[tuple[bool, int, str]]:
        return self._archived if chat.traits.is_archived else self._listed


def _key(chat: Chat) -> tuple[bool, int, str]:
    return (not chat.traits.is_pinned, -chat.rank, chat.id)

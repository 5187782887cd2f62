"""One page's view of the chat list: the rows it can see, and what changed since it was last told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator import shapes
from simulator.model import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.model import Chat
    from simulator.world import World

LONGEST_WINDOW = 200


class Listing:
    """Sends only rows inside the window, and of those only the ones that are new or changed."""

    def __init__(self, world: World) -> None:
        self.is_empty = False
        self._world = world
        self._start, self._end = 0, 30
        self._query, self._only = "", "all"
        self._changed: set[str] = set()
        self._shown: list[str] = []
        self._total = -1

    def look(self, start: int, end: int, query: str, only: str) -> None:
        self._start, self._end = start, min(end, start + LONGEST_WINDOW)
        self._query, self._only = query.casefold().strip(), only

    def is_searching_for(self, query: str) -> bool:
        return self._query == query.casefold().strip()

    def touch(self, chat_id: str) -> None:
        self._changed.add(chat_id)

    def forget(self) -> None:
        """The page lost what it knew."""
        self._shown, self._total = [], -1

    def news(self) -> dict[str, Any] | None:
        """What the page must be told, or None when nothing it can see changed."""
        total, window = self._window()
        names = [chat.id for chat in window]
        known = set(self._shown)
        fresh = [chat for chat in window if chat.id not in known or chat.id in self._changed]
        self._changed.clear()
        if not fresh and names == self._shown and total == self._total:
            return None
        self._shown, self._total = names, total
        rows = {chat.id: shapes.row(chat) for chat in fresh}
        start = min(self._start, total)
        frame = {"t": "list", "total": total, "start": start, "ids": names, "rows": rows}
        archived = 0 if self.is_empty else len(self._world.archived())
        return frame | {"unread": self._world.unread_chats, "archived": archived}

    def _window(self) -> tuple[int, list[Chat]]:
        if self.is_empty:
            return 0, []
        wanted = self._filter()
        if wanted is None:
            return len(self._world), self._world.window(self._start, self._end)
        is_archive = self._only == "archived"
        chats = self._world.archived() if is_archive else self._world.chats()
        matching = [chat for chat in chats if wanted(chat)]
        return len(matching), matching[self._start : self._end]

    def _filter(self) -> Callable[[Chat], bool] | None:
        query, only = self._query, self._only
        if not query and only == "all":
            return None

        def matches(chat: Chat) -> bool:
            if query and query not in chat.name.casefold():
                return False
            if chat.traits.is_archived and not (query or only == "archived"):
                return False
            if only == "unread":
                return chat.unread > 0 or chat.traits.is_marked_unread
            if only == "favorites":
                return chat.traits.is_favorite
            if only == "groups":
                return chat.kind is Kind.GROUP
            return True

        return matches

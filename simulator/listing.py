"""One page's view of the chat list: the rows it can see, and what changed since it was last told."""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import TYPE_CHECKING, Any

from simulator import order, search, shapes
from simulator.model import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from simulator.model import Chat
    from simulator.order import Place
    from simulator.world import World

LONGEST_WINDOW = 200


class Listing:
    """Sends only rows inside the window, and of those only the ones that are new or changed."""

    def __init__(self, world: World) -> None:
        self.is_empty = False
        self._world = world
        self._start, self._end = 0, 30
        self._query, self._only = "", "all"
        self._filtered: Filtered | None = None
        self._found: list[str] | None = None
        self._open: str | None = None
        self._changed: set[str] = set()
        self._shown: list[str] = []
        self._counts = (-1, -1, -1)

    def look(self, start: int, end: int, query: str, only: str) -> None:
        self._start, self._end = start, min(end, start + LONGEST_WINDOW)
        wanted = query.strip()
        if (wanted, only) != (self._query, self._only):
            self._query, self._only = wanted, only
            self._choose()

    def is_searching_for(self, query: str) -> bool:
        return self._query == query.strip()

    def opened(self, chat_id: str | None) -> None:
        """An unread chat that is opened stays under the filter for unread ones until another is opened."""
        before, self._open = self._open, None
        if self._filtered is None:
            return
        if before is not None:
            self._filtered.put(self._world.chat(before))
        if chat_id is not None and chat_id in self._filtered:
            self._open = chat_id

    def touch(self, chat_id: str) -> None:
        self._changed.add(chat_id)

    def forget(self) -> None:
        """The page lost what it knew."""
        self._shown, self._counts = [], (-1, -1, -1)
        self._choose()

    def news(self) -> dict[str, Any] | None:
        """What the page must be told, or None when nothing it can see changed."""
        self._keep_up()
        total, keys = self._window()
        known = set(self._shown)
        fresh = [key for key in keys if key not in known or key in self._changed]
        self._changed.clear()
        archived = 0 if self.is_empty else self._world.archived_chats
        counts = (total, archived, self._world.unread_chats)
        if not fresh and keys == self._shown and counts == self._counts:
            return None
        self._shown, self._counts = keys, counts
        rows = {key: self._row(key) for key in fresh if not key.startswith("#")}
        frame = {"t": "list", "total": total, "start": min(self._start, total), "ids": keys, "rows": rows}
        unread = 0 if self.is_empty else self._world.unread_chats
        return frame | {"unread": unread, "archived": archived}

    def _window(self) -> tuple[int, list[str]]:
        start, end = self._start, self._end
        if self.is_empty:
            return 0, []
        if self._found is not None:
            return len(self._found), self._found[start:end]
        if self._filtered is not None:
            return len(self._filtered), self._filtered.window(start, end)
        if self._only == "archived":
            return self._world.archived_chats, [chat.id for chat in self._world.archived(start, end)]
        return len(self._world), [chat.id for chat in self._world.window(start, end)]

    def _row(self, key: str) -> dict[str, Any]:
        if key.startswith(search.HIT):
            message = self._world.message(key.removeprefix(search.HIT))
            assert message is not None
            return shapes.hit(self._world.chat(message.chat_id), message)
        return shapes.row(self._world.chat(key))

    def _choose(self) -> None:
        """Reads all chats once; while the choice stands, only those that change are looked at again."""
        self._filtered = self._found = self._open = None
        if self._query:
            self._find()
        elif self._only not in ("all", "archived"):
            self._filtered = Filtered(self._passes, self._world.chats())

    def _find(self) -> None:
        chats = [chat for chat in self._world.chats() if self._passes(chat)]
        self._found = search.entries(chats, self._query)

    def _keep_up(self) -> None:
        changed = [self._world.chat(chat_id) for chat_id in self._changed]
        if self._filtered is not None:
            for chat in changed:
                self._filtered.put(chat)
        elif self._found is not None and any(map(search.names(self._query), changed)):
            self._find()

    def _passes(self, chat: Chat) -> bool:
        is_archive = self._only == "archived"
        if chat.traits.is_archived is not is_archive and (is_archive or not self._query):
            return False
        match self._only:
            case "unread":
                return chat.unread > 0 or chat.traits.is_marked_unread or chat.id == self._open
            case "favorites":
                return chat.traits.is_favorite
            case "groups":
                return chat.kind is Kind.GROUP
            case _:
                return True


class Filtered:
    """The chats that a filter lets through, in the order of the list, however they change."""

    def __init__(self, passes: Callable[[Chat], bool], chats: Iterable[Chat]) -> None:
        self._passes = passes
        self._place_of = {chat.id: order.place(chat) for chat in chats if passes(chat)}
        self._places: list[Place] = sorted(self._place_of.values())

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, chat_id: str) -> bool:
        return chat_id in self._place_of

    def window(self, start: int, end: int) -> list[str]:
        return [chat_id for *_, chat_id in self._places[start:end]]

    def put(self, chat: Chat) -> None:
        before = self._place_of.pop(chat.id, None)
        if before is not None:
            del self._places[bisect_left(self._places, before)]
        if self._passes(chat):
            place = self._place_of[chat.id] = order.place(chat)
            insort(self._places, place)

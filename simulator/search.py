"""What the search field and the new-chat drawer find: names, numbers and words of messages."""

from __future__ import annotations

import heapq
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from unicodedata import combining, normalize

from simulator import shapes
from simulator.model import Direction, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from simulator.model import Chat, Message
    from simulator.world import World

MOST_HITS = 60
MOST_CONTACTS = 200
HIT = "m:"
_NO_DIGIT = re.compile(r"\D")


def fold(text: str) -> str:
    """So that `jose` finds `José`."""
    plain = "".join(letter for letter in normalize("NFD", text.casefold()) if not combining(letter))
    return plain.strip()


_fold_name = lru_cache(maxsize=65_536)(fold)


@lru_cache(maxsize=65_536)
def digits(text: str) -> str:
    return _NO_DIGIT.sub("", text)


def is_number(query: str) -> bool:
    return bool(digits(query)) and not set(query) - set("+0123456789 ()-")


def names(query: str) -> Callable[[Chat], bool]:
    """Whether a chat is found by its name or, for a query that is a number, by its phone."""
    wanted, number = fold(query), digits(query) if is_number(query) else ""

    def matches(chat: Chat) -> bool:
        if wanted in _fold_name(chat.name):
            return True
        return bool(number) and (number in digits(chat.name) or number in (chat.traits.phone or ""))

    return matches


def entries(chats: Iterable[Chat], query: str) -> list[str]:
    """Headings such as `#chats`, ids of chats, and `m:` with the id of a message, in the order on screen."""
    known = list(chats)
    found = [chat for chat in known if names(query)(chat)]
    talked = [chat.id for chat in found if chat.last is not None or chat.kind is not Kind.PERSON]
    silent = [chat.id for chat in found if chat.last is None and chat.kind is Kind.PERSON]
    hits = [HIT + message.id for message in _hits(known, query)]
    listed: list[str] = []
    for heading, keys in (("#chats", talked), ("#contacts", silent), ("#messages", hits)):
        listed += [heading, *keys] if keys else []
    return listed


def _hits(chats: list[Chat], query: str) -> list[Message]:
    """The newest ones; chats that were silent since the oldest of enough hits are not looked through."""
    wanted = query.casefold().strip()
    talked = [(last.at, place, chat) for place, chat in enumerate(chats) if (last := chat.last) is not None]
    talked.sort(key=lambda talk: talk[:2], reverse=True)
    hits: list[tuple[datetime, str, Message]] = []
    for at, _, chat in talked:
        if len(hits) == MOST_HITS and at < hits[0][0]:
            break
        for message in chat.messages:
            if wanted in message.text.casefold() and message.direction is not Direction.SYSTEM:
                keep = heapq.heappush if len(hits) < MOST_HITS else heapq.heappushpop
                keep(hits, (message.at, message.id, message))
    return [message for *_, message in sorted(hits, reverse=True)]


def contacts(world: World, query: str) -> dict[str, Any]:
    """Whom the new-chat drawer offers, by name."""
    wanted = names(query)
    kinds = (Kind.PERSON, Kind.GROUP) if query.strip() else (Kind.PERSON,)
    found = [chat for chat in world.chats() if chat.kind in kinds and wanted(chat)]
    found.sort(key=lambda chat: _fold_name(chat.name))
    rows = [shapes.contact(chat) for chat in found[:MOST_CONTACTS]]
    return {"t": "contacts", "query": query, "rows": rows}

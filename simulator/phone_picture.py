"""What the phone page is shown: a window of the chats, and the newest messages of the open one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from simulator import shapes
from simulator.model import Direction, Status

if TYPE_CHECKING:
    from simulator.model import Chat, Message
    from simulator.simulation import Simulation
    from simulator.world import World

LONGEST_PREVIEW = 120


@dataclass(slots=True)
class Wanted:
    """What one phone page looks at."""

    chat_id: str | None = None
    limit: int = 120
    query: str = ""
    end: int = 60


def picture(sim: Simulation, wanted: Wanted) -> dict[str, Any]:
    page, world = sim.page, sim.world
    total, chats = _window(world, wanted)
    chat = world.chat(wanted.chat_id) if wanted.chat_id else None
    return {
        "owner": world.owner,
        "linked": bool(sim.devices),
        "screen": sim.screen if page else "closed",
        "code": bool(page and page.screens.code),
        "online": sim.is_phone_online,
        "query": wanted.query,
        "total": total,
        "chats": [row(chat) for chat in chats],
        "chat": None if chat is None else _open(world, chat, wanted.limit),
    }


def row(chat: Chat) -> dict[str, Any]:
    last = chat.last
    return {
        "id": chat.id,
        "name": chat.name,
        "push_name": chat.traits.push_name,
        "kind": chat.kind.value,
        "is_archived": chat.traits.is_archived,
        "unread": chat.unread,
        "at": last.at.isoformat() if last else None,
        "last": None if last is None or not is_seen(last) else _preview(chat, last),
    }


def is_seen(message: Message) -> bool:
    """The contacts never get what did not leave the owner's computer."""
    return message.status not in (Status.PENDING, Status.FAILED)


def speaker(chat: Chat) -> str:
    return chat.members[0] if chat.members else chat.name


def _window(world: World, wanted: Wanted) -> tuple[int, list[Chat]]:
    query = wanted.query.casefold().strip()
    if query:
        found = [chat for chat in world.chats() if _is_named(chat, query)]
        return len(found), found[: wanted.end]
    chats, archived = world.window(0, wanted.end), world.archived()
    return len(world) + len(archived), chats + archived[: wanted.end - len(chats)]


def _is_named(chat: Chat, query: str) -> bool:
    push_name = chat.traits.push_name
    return query in chat.name.casefold() or (push_name is not None and query in push_name.casefold())


def _open(world: World, chat: Chat, limit: int) -> dict[str, Any]:
    shown = [message for message in chat.messages[-limit:] if is_seen(message)]
    not_read = chat.unread
    bubbles = []
    for message in reversed(shown):
        bubble = shapes.message(message, world.message(message.quote) if message.quote else None)
        if message.direction is Direction.IN:
            bubble["is_read"] = not_read <= 0
            not_read -= 1
        bubbles.append(bubble)
    return row(chat) | {
        "members": list(chat.members),
        "typing": chat.typing,
        "footer": chat.traits.footer,
        "is_more": len(chat.messages) > limit,
        "messages": bubbles[::-1],
    }


def _preview(chat: Chat, last: Message) -> dict[str, Any]:
    return {
        "text": last.text[:LONGEST_PREVIEW],
        "kind": last.content.kind,
        "is_deleted": last.deleted_by is not None,
        "sender": last.sender if chat.members or last.direction is Direction.OUT else None,
    }

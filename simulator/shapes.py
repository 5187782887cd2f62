"""Chats and messages as the page, the phone and the control API get them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator import ids
from simulator.model import Direction, Kind

if TYPE_CHECKING:
    from simulator.model import Chat, Message


def message(item: Message, quoted: Message | None = None) -> dict[str, Any]:
    return {
        "id": item.id,
        "direction": item.direction.value,
        "sender": item.sender,
        "person": ids.digits(item.sender),
        "text": item.text,
        "status": item.status.value if item.status else None,
        "at": item.at.isoformat(),
        "quote": None if quoted is None else _quote(quoted),
        "content": item.content.model_dump(),
        "mentions": [mention.model_dump() for mention in item.mentions],
        "forwards": item.forwards,
        "is_edited": item.is_edited,
        "deleted_by": item.deleted_by,
        "reactions": item.reactions,
    }


def _quote(item: Message) -> dict[str, Any]:
    return {
        "id": item.id,
        "sender": item.sender,
        "is_own": item.direction is Direction.OUT,
        "text": item.text,
        "content": item.content.model_dump(),
    }


def row(chat: Chat) -> dict[str, Any]:
    """One line of the chat list."""
    last = chat.shown
    return _line(chat, last) | {
        "unread": chat.unread,
        "draft": chat.draft,
        "typing": chat.typing,
        "activity": chat.activity,
    }


def hit(chat: Chat, found: Message) -> dict[str, Any]:
    """A found message, as a line of the list of its own."""
    line = _line(chat, found)
    line["last"]["reaction"] = None
    return line | {"unread": 0, "draft": "", "typing": None, "activity": "typing"}


def contact(chat: Chat) -> dict[str, Any]:
    """One line of the new-chat drawer."""
    return {"id": chat.id, "name": chat.name, "kind": chat.kind.value, "traits": chat.traits.model_dump()}


def _line(chat: Chat, last: Message | None) -> dict[str, Any]:
    return contact(chat) | {
        "at": last.at.isoformat() if last else None,
        "last": None if last is None else _preview(chat, last),
    }


def _preview(chat: Chat, last: Message) -> dict[str, Any]:
    reacted = next(reversed(last.reactions.items()), None)
    return {
        "text": last.text,
        "status": last.status.value if last.status else None,
        "sender": last.sender if chat.kind is Kind.GROUP and last.direction is Direction.IN else None,
        "content": last.content.model_dump(),
        "is_own": last.direction is Direction.OUT,
        "deleted_by": last.deleted_by,
        "reaction": None if reacted is None else {"who": reacted[0], "emoji": reacted[1]},
    }


def head(chat: Chat) -> dict[str, Any]:
    """What the page needs to know of an opened conversation besides its messages."""
    return {
        "id": chat.id,
        "name": chat.name,
        "kind": chat.kind.value,
        "number": ids.digits(chat.id),
        "members": list(chat.members),
        "typing": chat.typing,
        "activity": chat.activity,
        "traits": chat.traits.model_dump(),
    }

"""Chats and messages as the page, the phone and the control API get them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.model import Direction, Kind

if TYPE_CHECKING:
    from simulator.model import Chat, Message


def message(item: Message, quoted: Message | None = None) -> dict[str, Any]:
    return {
        "id": item.id,
        "direction": item.direction.value,
        "sender": item.sender,
        "text": item.text,
        "status": item.status.value if item.status else None,
        "at": item.at.isoformat(),
        "quote": None if quoted is None else {"sender": quoted.sender, "text": quoted.text},
    }


def row(chat: Chat) -> dict[str, Any]:
    """One line of the chat list."""
    last = chat.last
    return {
        "id": chat.id,
        "name": chat.name,
        "kind": chat.kind.value,
        "unread": chat.unread,
        "draft": chat.draft,
        "typing": typing(chat),
        "at": last.at.isoformat() if last else None,
        "last": None
        if last is None
        else {
            "text": last.text,
            "status": last.status.value if last.status else None,
            "sender": last.sender if chat.kind is Kind.GROUP and last.direction is Direction.IN else None,
        },
    }


def head(chat: Chat) -> dict[str, Any]:
    """What stands above an opened conversation."""
    return {"id": chat.id, "name": chat.name, "kind": chat.kind.value, "subtitle": subtitle(chat)}


def subtitle(chat: Chat) -> str:
    if chat.typing:
        return typing(chat) or ""
    if chat.kind is Kind.PERSON:
        return "click here for contact info"
    if chat.members:
        return ", ".join((*chat.members, "You"))
    return "click here for group info"


def typing(chat: Chat) -> str | None:
    if chat.typing is None:
        return None
    return "typing…" if chat.kind is Kind.PERSON else f"{chat.typing} is typing…"

"""Who takes part in a chat, and what is said about whoever does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.content import SYSTEM_KINDS
from simulator.model import Kind
from simulator.refusals import Impossible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from simulator.content import Body
    from simulator.model import Chat, Message
    from simulator.world import World

MOST_NAMED = 8


def writer(chat: Chat, who: str | None) -> str:
    """Whoever writes in a chat; the first member, or the person, when nobody is named. Raises Impossible."""
    if who is None:
        return chat.members[0] if chat.kind is Kind.GROUP and chat.members else chat.name
    if not is_in(chat, who):
        raise Impossible(f"{who!r} is not in the chat {chat.name!r}; {_there(chat)}")
    return who


def anybody(world: World, chat: Chat, who: str) -> str:
    """The owner, or whoever writes there. Raises Impossible."""
    if who == world.owner or is_in(chat, who):
        return who
    raise Impossible(
        f"{who!r} is not in the chat {chat.name!r}; {_there(chat)} The owner is {world.owner!r}."
    )


def is_in(chat: Chat, who: str) -> bool:
    """A group whose members nobody gave takes everybody."""
    if chat.kind is Kind.GROUP:
        return not chat.members or who in chat.members
    return who == chat.name


def has_chat(world: World, name: str) -> bool:
    return any(chat.name == name for chat in world.chats())


def refuse_unknown(world: World, chat: str) -> None:
    """A chat by its id or its name; raises Impossible."""
    if not any(chat in (each.id, each.name) for each in world.chats()):
        raise Impossible(f"when.chat: there is no chat of the id or name {chat[:60]!r}; make it first.")


def refuse_admin(chat: Chat, who: str) -> None:
    """Only a group has admins; raises Impossible."""
    if chat.kind is not Kind.GROUP:
        raise Impossible(f"by: {who[:60]!r} is no admin; the chat {chat.name!r} is no group. Write sender.")


def refuse_system(body: Body) -> None:
    if body.content.kind in SYSTEM_KINDS:
        raise Impossible(f"Nobody writes a {body.content.kind}: POST /chats/{{id}}/notices.")


def refuse_twins(members: Sequence[str]) -> None:
    """Raises ValueError."""
    twice = next((name for place, name in enumerate(members) if name in members[:place]), None)
    if twice is not None:
        raise ValueError(f"members: {twice[:60]!r} stands there twice")


def quoted(world: World, chat: Chat, message_id: str | None) -> Message | None:
    """What a message answers stands in the same chat. Raises Impossible."""
    if message_id is None:
        return None
    found = world.message(message_id)
    if found is None or found.chat_id != chat.id:
        raise Impossible(f"quote: there is no message {message_id[:60]!r} in the chat {chat.name!r}.")
    return found


def named(names: Iterable[str]) -> str:
    """A few names, for a sentence."""
    found = list(names)
    more = f" and {len(found) - MOST_NAMED} more" if len(found) > MOST_NAMED else ""
    return ", ".join(name[:60] for name in found[:MOST_NAMED]) + more


def _there(chat: Chat) -> str:
    if chat.kind is Kind.GROUP:
        return f"its members are {named(chat.members)}."
    return "nobody else writes there."

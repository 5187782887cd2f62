"""What the page asks of messages and numbers besides writing: edit, delete, react, open once, look up."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from simulator import lookup
from simulator.content import ViewOnce
from simulator.model import Direction
from simulator.wire import Delete, Edit, Lookup, React, Viewed

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.model import Message
    from simulator.simulation import Simulation
    from simulator.wire import Word

EDITABLE_FOR = timedelta(minutes=15)


async def obey(simulation: Simulation, word: Word, tell: Callable[[dict[str, Any]], None]) -> None:
    """Messages are changed at once and tell of it themselves; a number is answered after a while."""
    if isinstance(word, Lookup):
        await simulation.pace.sleep(simulation.pace.latency.lookup)
        for frame in look_up(simulation, word):
            tell(frame)
    elif isinstance(word, Edit | Delete | React | Viewed):
        change(simulation, word)


def look_up(simulation: Simulation, word: Lookup) -> list[dict[str, Any]]:
    chat = lookup.find(simulation, word.number)
    simulation.diary.note("looked_up", chat_id=chat.id if chat else None, by=word.by)
    return [{"t": "found", "number": word.number, "by": word.by, "chat": chat.id if chat else None}]


def change(simulation: Simulation, word: Edit | Delete | React | Viewed) -> bool:
    """Does what was asked, or notes that the server would not have it."""
    message = simulation.world.message(word.id)
    if message is None or message.chat_id != word.chat or not _may(simulation, word, message):
        simulation.diary.note("refused", what=word.t, chat_id=word.chat, message_id=word.id)
        return False
    match word:
        case Edit(text=text):
            simulation.world.edit(message, text)
        case Delete():
            simulation.world.delete(message)
        case React(emoji=emoji):
            simulation.world.react(message, simulation.world.owner, emoji)
        case Viewed():
            _open(simulation, message)
    simulation.diary.note(DONE[word.t], chat_id=word.chat, message_id=word.id)
    return True


DONE = {"edit": "edited", "delete": "deleted", "react": "reacted", "viewed": "viewed"}


def _may(simulation: Simulation, word: Edit | Delete | React | Viewed, message: Message) -> bool:
    if message.deleted_by is not None or message.direction is Direction.SYSTEM:
        return False
    is_own = message.direction is Direction.OUT
    match word:
        case Edit(text=text):
            is_fresh = simulation.clock.utc() - message.at <= EDITABLE_FOR
            return is_own and is_fresh and bool(text) and message.content.kind == "text"
        case Delete():
            return is_own
        case React():
            return True
        case Viewed():
            return not is_own


def _open(simulation: Simulation, message: Message) -> None:
    """What can be seen once is spent by it; a voice note only was listened to."""
    content = message.content
    if isinstance(content, ViewOnce) and content.state == "unopened":
        simulation.world.replace(message, message.text, content.model_copy(update={"state": "opened"}))

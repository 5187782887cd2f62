"""Which chat a phone number leads to, and a new one for a number that nobody has written to yet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from simulator.content import Traits
from simulator.model import Kind

if TYPE_CHECKING:
    from simulator.model import Chat
    from simulator.simulation import Simulation

_SHORT = re.compile(r"[17]")
# Countries with three digits before the number.
_LONG = re.compile(r"(2[1-689]|3[578]|42|5[09]|6[789]|8[05]|9[679])\d")


def find(simulation: Simulation, number: str) -> Chat | None:
    """The chat of a number, begun now if its owner can be written to; None where there is no account."""
    known = next((chat for chat in simulation.world.chats() if _is_of(chat, number)), None)
    if known is not None or number not in simulation.world.accounts:
        return known
    chat = simulation.meet(written(number), Kind.PERSON)
    # Not saved: the chat is named by its number, and how its owner calls themselves stands beside it.
    simulation.world.set_traits(chat.id, Traits(push_name=simulation.world.accounts[number]))
    return chat


def written(number: str) -> str:
    """A number as the page shows it, such as `+52 155 512 345 678`."""
    length = 1 if _SHORT.match(number) else 3 if _LONG.match(number) else 2
    groups, rest = ["+" + number[:length]], number[length:]
    while len(rest) > 4:
        groups.append(rest[:3])
        rest = rest[3:]
    return " ".join([*groups, rest] if rest else groups)


def _is_of(chat: Chat, number: str) -> bool:
    if chat.kind is not Kind.PERSON:
        return False
    return chat.traits.phone == number or _digits(chat.name) == number


def _digits(name: str) -> str | None:
    """What a name that is nothing but a number says."""
    digits = re.sub(r"[+()\s\u00a0\u2010\u2011.-]", "", name)
    return digits if digits.isascii() and digits.isdecimal() else None

"""Fills the world with many chats and keeps them talking: `chats=500,rate=20/s,messages=200000,seed=1`."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from itertools import tee
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from simulator import beats
from simulator.beats import BadShape
from simulator.crowd import Crowd, content_of, text_of
from simulator.model import Kind, Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.beats import Beat
    from simulator.model import Chat, Message
    from simulator.simulation import Simulation

MOST_CHATS = 200_000
MOST_MESSAGES = 5_000_000
MESSAGES_A_CHAT = 10
# So long a pause ends a talk; what comes next is said in another chat.
TALK_ENDS = 60.0
OWN_SHARE = 0.1
CHUNK = 200
_RATE = re.compile(r"(?P<count>\d+(?:\.\d+)?)(?:/(?P<unit>s|min|h))?")
_UNITS = {None: 1.0, "s": 1.0, "min": 60.0, "h": 3_600.0}


class BadLoad(ValueError):
    """One sentence that says what is wrong with a load."""


@dataclass(frozen=True, slots=True)
class Load:
    """`rate` is in messages a second, of the machine's own seconds; `shape` None takes measured figures."""

    chats: int
    messages: int
    rate: float = 0.0
    shape: tuple[Beat, ...] | None = None
    seed: int = 0
    text: str = ""


def parse(text: str) -> Load:
    given: dict[str, str] = {}
    for part in text.split(","):
        name, equals, value = part.strip().partition("=")
        if not equals or not value:
            raise BadLoad(f"In the load, {part.strip()!r} is not of the form name=value.")
        if name not in ("chats", "rate", "messages", "shape", "seed"):
            raise BadLoad(f"A load has no {name!r}; it has chats, rate, messages, shape and seed.")
        if name in given:
            raise BadLoad(f"The load names {name} twice.")
        given[name] = value
    if "chats" not in given:
        raise BadLoad("A load needs chats=NUMBER.")
    chats = _whole("chats", given["chats"], 1, MOST_CHATS)
    messages = _whole("messages", given.get("messages", str(MESSAGES_A_CHAT * chats)), 0, MOST_MESSAGES)
    return Load(
        chats,
        messages,
        _rate(given.get("rate", "0")),
        _shape(given.get("shape")),
        _whole("seed", given.get("seed", "0"), 0, 2**63),
        text,
    )


async def run(simulation: Simulation, load: Load) -> None:
    """Fills a world that was not filled by the same load before, then sends until it is cancelled."""
    chats = await fill(simulation, load)
    if load.rate and chats:
        await _talk(simulation, load, chats)


async def fill(simulation: Simulation, load: Load) -> list[Chat]:
    """The chats of the load; everybody else gets a turn now and then meanwhile."""
    world, store = simulation.world, simulation.store
    known = store.fact("load")
    if known is not None and known.partition(" ")[0] == load.text:
        wanted = set(known.split()[1:])
        return [chat for chat in world.chats() if chat.id in wanted]
    crowd = Crowd(load.seed, _endless(load, Random(load.seed)), simulation.clock.utc(), world.owner)
    chats: list[Chat] = []
    batch: list[tuple[Chat, list[Message]]] = []
    for chat, messages in crowd.chats(load.chats, load.messages):
        batch.append((chat, messages))
        chats.append(chat)
        if len(batch) == CHUNK or len(chats) == load.chats:
            _add(simulation, batch)
            batch.clear()
            await asyncio.sleep(0)
    store.set_fact("load", " ".join([load.text, *(chat.id for chat in chats)]))
    simulation.diary.note("load", chats=len(chats), messages=sum(len(chat.messages) for chat in chats))
    return chats


def _add(simulation: Simulation, batch: list[tuple[Chat, list[Message]]]) -> None:
    for chat, messages in batch:
        simulation.world.fill(chat, messages)
    simulation.store.keep(batch)
    # Open pages hear of the last one, and look at the list anew.
    simulation.world.set_unread(chat.id, chat.unread)


async def _talk(simulation: Simulation, load: Load, chats: list[Chat]) -> None:
    """Keeps its rate over time: a message that was late makes the next come sooner."""
    dice = Random(f"{load.seed} live")
    measured, played = tee(_endless(load, dice))
    stretch = 1 / (load.rate * beats.mean_gap(measured))
    del measured
    clock, chat = simulation.clock, chats[-1]
    due = clock.monotonic()
    for beat in played:
        due += beat.gap * stretch
        wait = due - clock.monotonic()
        # Even a burst leaves the servers their turn.
        await clock.sleep(max(0.0, wait))
        if beat.gap >= TALK_ENDS:
            chat = chats[int(dice.random() ** 2 * len(chats))]
        _say(simulation, chat, beat, dice)


def _say(simulation: Simulation, chat: Chat, beat: Beat, dice: Random) -> None:
    world, language = simulation.world, Crowd.language_of(chat)
    if beat.kind == "system":
        world.notice(chat.id, f"{chat.name} ✓")
        return
    body = content_of(beat, dice, text_of(beat, dice, language))
    if beat.kind != "deleted" and dice.random() < OWN_SHARE:
        simulation.deliveries.carry(world.write(chat.id, body, status=Status.SENT))
        return
    is_group = chat.kind is Kind.GROUP and chat.members
    message = world.receive(
        chat.id, body, chat.members[beat.sender % len(chat.members)] if is_group else None
    )
    if beat.kind == "deleted":
        world.delete(message)


def _endless(load: Load, dice: Random) -> Iterator[Beat]:
    return beats.from_figures(dice) if load.shape is None else beats.repeated(list(load.shape), dice)


def _whole(name: str, value: str, least: int, most: int) -> int:
    if not value.isascii() or not value.isdecimal() or not least <= int(value) <= most:
        raise BadLoad(f"In the load, {name} must be a whole number from {least} to {most}, not {value!r}.")
    return int(value)


def _rate(value: str) -> float:
    match = _RATE.fullmatch(value)
    if match is None or float(match["count"]) / _UNITS[match["unit"]] > 10_000:
        raise BadLoad(f"In the load, rate must be such as 20/s, 90/min or 500/h, not {value!r}.")
    return float(match["count"]) / _UNITS[match["unit"]]


def _shape(value: str | None) -> tuple[Beat, ...] | None:
    try:
        return None if value is None else tuple(beats.from_file(Path(value)))
    except BadShape as error:
        raise BadLoad(str(error)) from error

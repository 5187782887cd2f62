"""Exports replayed as live traffic."""

from __future__ import annotations

import asyncio
import contextlib
from datetime import datetime
from typing import TYPE_CHECKING

from simulator.content import Image, Notice
from simulator.exports import Line
from simulator.model import Direction, Kind, Status
from simulator.replay import Replays, Rhythm

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from simulator.simulation import Simulation
    from tests.fakes import FakeClock

LINES = [Line("Ana", "one\ntwo "), Line("Rosa", "mine"), Line("Ana", "three")]


@contextlib.asynccontextmanager
async def replaying(simulation: Simulation) -> AsyncIterator[Replays]:
    replays = Replays(simulation)
    async with asyncio.TaskGroup() as group:
        task = group.create_task(replays.run())
        yield replays
        task.cancel()


async def test_every_message_arrives_once_in_order_with_the_ids_that_were_told(
    simulation: Simulation, clock: FakeClock
) -> None:
    chat = simulation.meet("Ana", Kind.PERSON)
    async with replaying(simulation) as replays:
        ids = replays.add(chat, LINES, "Rosa", Rhythm())
        await clock.advance(5)
        assert (replays.done, replays.total) == (3, 3)
    written = chat.messages[1:]
    assert [m.id for m in written] == ids
    assert [(m.direction, m.text) for m in written] == [
        (Direction.IN, "one\ntwo "),
        (Direction.OUT, "mine"),
        (Direction.IN, "three"),
    ]


async def test_a_rate_is_kept(simulation: Simulation, clock: FakeClock) -> None:
    chat = simulation.meet("Ana", Kind.PERSON)
    async with replaying(simulation) as replays:
        replays.add(chat, LINES, None, Rhythm(2))
        await clock.advance(0.1)
        assert replays.done == 1
        await clock.advance(0.5)
        assert replays.done == 2


async def test_a_second_export_follows_the_first(simulation: Simulation, clock: FakeClock) -> None:
    ana, tom = simulation.meet("Ana", Kind.PERSON), simulation.meet("Tom", Kind.PERSON)
    async with replaying(simulation) as replays:
        replays.add(ana, LINES, None, Rhythm(1))
        replays.add(tom, LINES, None, Rhythm(1))
        await clock.advance(3.5)
        assert (len(ana.messages), len(tom.messages)) == (4, 2)


def at(*parts: int) -> datetime:
    """A moment on the clock of a phone, wherever that was."""
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001


WRITTEN = [
    Line("Ana", "good morning", at(2026, 1, 2, 9, 0)),
    Line(None, "Ana changed the group description", at(2026, 1, 2, 9, 0), Notice(kind="notice")),
    Line("Ana", "", at(2026, 1, 2, 9, 10), Image(kind="image")),
    Line("Rosa", "two loaves", at(2026, 1, 2, 9, 9), is_edited=True),
    Line("Ana", "", at(2026, 1, 2, 9, 20), is_deleted=True),
]


async def test_history_has_its_own_times_and_nobody_is_told_to_read_it(simulation: Simulation) -> None:
    chat = simulation.meet("Ana", Kind.PERSON)
    ids = Replays(simulation).add_history(chat, WRITTEN, "Rosa")
    said = chat.messages[1:]
    assert [message.id for message in said] == ids
    assert [message.at.astimezone().replace(tzinfo=None) for message in said] == [line.at for line in WRITTEN]
    assert [message.content.kind for message in said] == ["text", "notice", "image", "text", "text"]
    assert [(said[3].is_edited, said[3].status), (said[4].deleted_by, said[4].text)] == [
        (True, Status.READ),
        ("sender", ""),
    ]
    assert chat.unread == 0


async def test_an_export_keeps_its_own_rhythm_at_the_speed_asked_for(
    simulation: Simulation, clock: FakeClock
) -> None:
    ana, tom = simulation.meet("Ana", Kind.PERSON), simulation.meet("Tom", Kind.PERSON)
    async with replaying(simulation) as replays:
        replays.add(ana, WRITTEN, "Rosa", Rhythm(speed=60))
        replays.add(tom, LINES, None, Rhythm())
        await clock.advance(1)
        assert (len(ana.messages), len(tom.messages)) == (3, 4)
        await clock.advance(9.5)
        assert len(ana.messages) == 5
        await clock.advance(12)
        assert (len(ana.messages), replays.done) == (6, 8)
    assert ana.unread == 3

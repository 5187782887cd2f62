"""Exports replayed as live traffic."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

from simulator.exports import Line
from simulator.model import Direction, Kind
from simulator.replay import Replays

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
        ids = replays.add(chat, LINES, "Rosa", 0)
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
        replays.add(chat, LINES, None, 2)
        await clock.advance(0.1)
        assert replays.done == 1
        await clock.advance(0.5)
        assert replays.done == 2


async def test_a_second_export_follows_the_first(simulation: Simulation, clock: FakeClock) -> None:
    ana, tom = simulation.meet("Ana", Kind.PERSON), simulation.meet("Tom", Kind.PERSON)
    async with replaying(simulation) as replays:
        replays.add(ana, LINES, None, 1)
        replays.add(tom, LINES, None, 1)
        await clock.advance(3.5)
        assert (len(ana.messages), len(tom.messages)) == (4, 2)

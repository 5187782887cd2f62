"""Ticks, and sends that go wrong on purpose."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

import pytest

from simulator.deliveries import Faults
from simulator.latency import FAST
from simulator.model import Kind, Status
from simulator.wire import Send

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from simulator.model import Message
    from simulator.simulation import Simulation
    from tests.fakes import FakeClock

ID = "3EB0" + "A" * 18


@contextlib.asynccontextmanager
async def carrying(simulation: Simulation) -> AsyncIterator[None]:
    async with asyncio.TaskGroup() as group:
        task = group.create_task(simulation.deliveries.run())
        yield
        task.cancel()


def send(simulation: Simulation, message_id: str = ID) -> Message:
    known = simulation.world.named("Ana", Kind.PERSON) or simulation.meet("Ana", Kind.PERSON)
    return simulation.deliveries.send(Send(t="send", chat=known.id, id=message_id, text="hi"))


async def test_a_message_gets_its_ticks_one_after_the_other(simulation: Simulation, clock: FakeClock) -> None:
    async with carrying(simulation):
        message = send(simulation)
        assert message.status is Status.PENDING
        for status, wait in (
            (Status.SENT, FAST.send),
            (Status.DELIVERED, FAST.tick),
            (Status.READ, FAST.tick),
        ):
            await clock.advance(wait)
            assert message.status is status


@pytest.mark.parametrize(
    ("faults", "ends"),
    [
        (Faults(stuck=True), Status.PENDING),
        (Faults(fail=True), Status.FAILED),
        (Faults(delay=60), Status.PENDING),
    ],
)
async def test_a_fault_shows(simulation: Simulation, clock: FakeClock, faults: Faults, ends: Status) -> None:
    simulation.deliveries.faults = faults
    async with carrying(simulation):
        message = send(simulation)
        await clock.advance(30)
        assert message.status is ends


async def test_a_fault_for_one_send_is_gone_for_the_next(simulation: Simulation, clock: FakeClock) -> None:
    simulation.deliveries.faults = Faults(stuck=True, times=1)
    async with carrying(simulation):
        stuck, sent = send(simulation), send(simulation, "3EB0" + "B" * 18)
        await clock.advance(30)
        assert (stuck.status, sent.status) == (Status.PENDING, Status.READ)


async def test_faults_are_for_the_page_and_not_for_the_phone(
    simulation: Simulation, clock: FakeClock
) -> None:
    simulation.deliveries.faults = Faults(stuck=True)
    async with carrying(simulation):
        chat = simulation.meet("Ana", Kind.PERSON)
        message = simulation.world.write(chat.id, "hi")
        simulation.deliveries.carry(message)
        await clock.advance(30)
        assert message.status is Status.READ


async def test_a_message_handed_over_twice_is_sent_once(simulation: Simulation, clock: FakeClock) -> None:
    async with carrying(simulation):
        assert send(simulation) is send(simulation)
        await clock.advance(30)
    sent = [entry for entry in simulation.diary.since() if entry["kind"] == "sent"]
    assert len(sent) == 1


async def test_what_was_under_way_goes_on_after_a_restart(simulation: Simulation, clock: FakeClock) -> None:
    chat = simulation.meet("Ana", Kind.PERSON)
    message = simulation.world.write(chat.id, "hi", status=Status.SENT)
    simulation.deliveries.resume()
    async with carrying(simulation):
        await clock.advance(30)
        assert message.status is Status.READ

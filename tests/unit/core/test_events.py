"""The bus wakes those who wait for a kind of event, and nobody else."""

from __future__ import annotations

import asyncio

from core.events import ActivityWritten, EventBus, JobsWaiting


async def test_a_waiter_is_woken_by_its_kind_only() -> None:
    bus = EventBus()
    with bus.waiting_for(JobsWaiting) as jobs, bus.waiting_for(ActivityWritten) as activity:
        bus.publish(JobsWaiting())
        assert (jobs.is_set(), activity.is_set()) == (True, False)


async def test_one_waiter_may_wait_for_several_kinds() -> None:
    bus = EventBus()
    with bus.waiting_for(JobsWaiting, ActivityWritten) as either:
        bus.publish(ActivityWritten())
        assert either.is_set()


async def test_all_waiters_of_a_kind_are_woken() -> None:
    bus = EventBus()
    woken: list[int] = []

    async def wait(number: int, ready: asyncio.Event) -> None:
        with bus.waiting_for(JobsWaiting) as flag:
            ready.set()
            await flag.wait()
            woken.append(number)

    async with asyncio.TaskGroup() as group:
        for number in range(3):
            ready = asyncio.Event()
            group.create_task(wait(number, ready))
            await ready.wait()
        bus.publish(JobsWaiting())
    assert sorted(woken) == [0, 1, 2]


async def test_an_event_between_looking_and_waiting_is_not_lost() -> None:
    bus = EventBus()
    with bus.waiting_for(JobsWaiting) as flag:
        flag.clear()
        bus.publish(JobsWaiting())  # arrives while the waiter looks at the database
        await asyncio.wait_for(flag.wait(), 1)


async def test_who_waits_no_longer_is_forgotten() -> None:
    bus = EventBus()
    with bus.waiting_for(JobsWaiting) as flag:
        pass
    bus.publish(JobsWaiting())
    assert not flag.is_set()

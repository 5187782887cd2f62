"""Waiting for the first of several things."""

from __future__ import annotations

import asyncio

import pytest

from core.waiting import first_of, first_set
from tests.fakes import FakeClock


async def test_any_one_of_the_events_ends_the_wait() -> None:
    one, other = asyncio.Event(), asyncio.Event()
    async with asyncio.TaskGroup() as group:
        waiting = group.create_task(first_set(one, other))
        await asyncio.sleep(0)
        assert not waiting.done()
        other.set()
    assert not one.is_set()


async def test_a_pause_that_runs_out_ends_the_wait_too() -> None:
    clock = FakeClock()
    async with asyncio.TaskGroup() as group:
        waiting = group.create_task(first_set(asyncio.Event(), after=clock.sleep(5)))
        await clock.advance(4)
        assert not waiting.done()
        await clock.advance(1)


async def test_what_was_set_before_ends_the_wait_at_once_and_the_pause_is_not_left_behind() -> None:
    clock, already = FakeClock(), asyncio.Event()
    already.set()
    before = asyncio.all_tasks()
    await first_set(already, after=clock.sleep(3600))
    assert asyncio.all_tasks() == before


async def test_who_is_cancelled_while_waiting_leaves_nothing_behind() -> None:
    before = asyncio.all_tasks()
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.01):
            await first_set(asyncio.Event(), after=FakeClock().sleep(1))
    assert asyncio.all_tasks() == before


def test_the_first_error_of_nested_groups_is_found() -> None:
    first = ValueError("first")
    nested = ExceptionGroup("outer", [ExceptionGroup("inner", [first]), KeyError("second")])
    assert first_of(nested) is first

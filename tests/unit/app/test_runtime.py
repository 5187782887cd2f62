"""Parts live, fail, start again and end in bounded time."""

from __future__ import annotations

import asyncio

import pytest

from app.runtime import restarting, run_parts
from core.errors import BrowserGone, CannotStart
from tests.fakes import FakeClock


async def _until_stopped(stop: asyncio.Event) -> None:
    await stop.wait()


async def test_a_part_that_ends_by_itself_ends_all_others() -> None:
    ended: list[str] = []

    async def short(stop: asyncio.Event) -> None:
        ended.append("short")

    async def long(stop: asyncio.Event) -> None:
        await stop.wait()
        ended.append("long")

    await run_parts({"long": long, "short": short}, asyncio.Event())
    assert ended == ["short", "long"]


async def test_the_first_error_comes_out_as_it_is() -> None:
    async def broken(stop: asyncio.Event) -> None:
        raise CannotStart("no browser")

    with pytest.raises(CannotStart, match="no browser"):
        await run_parts({"broken": broken, "other": _until_stopped}, asyncio.Event())


async def test_a_part_that_does_not_stop_is_cancelled_after_the_grace() -> None:
    stop = asyncio.Event()
    cancelled = asyncio.Event()

    async def stubborn(_: asyncio.Event) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.set()

    async def stops_everything(stop: asyncio.Event) -> None:
        stop.set()

    await run_parts({"stubborn": stubborn, "short": stops_everything}, stop, grace=0.05)
    assert cancelled.is_set()


async def test_a_failing_part_starts_again_after_growing_pauses() -> None:
    clock = FakeClock()
    starts: list[float] = []

    async def failing(stop: asyncio.Event) -> None:
        starts.append(clock.monotonic())
        raise BrowserGone("crashed")

    stop = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(restarting("browser", failing, clock)(stop))
        await clock.advance(16)
        stop.set()
    assert starts == [0, 1, 3, 7, 15]


async def test_pauses_are_short_again_after_a_long_healthy_run() -> None:
    clock = FakeClock()
    starts: list[float] = []

    async def healthy_at_first(stop: asyncio.Event) -> None:
        starts.append(clock.monotonic())
        await clock.sleep(500)
        raise BrowserGone("crashed")

    stop = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        task = group.create_task(restarting("browser", healthy_at_first, clock)(stop))
        await clock.advance(1010)
        task.cancel()
    assert starts == [0, 501, 1002]


async def test_what_a_person_must_change_is_not_tried_again() -> None:
    async def impossible(stop: asyncio.Event) -> None:
        raise ExceptionGroup("inside a group", [CannotStart("no browser")])

    with pytest.raises(CannotStart, match="no browser"):
        await restarting("browser", impossible, FakeClock())(asyncio.Event())

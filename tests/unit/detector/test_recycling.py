"""A browser is started anew when it is old or large, and never again and again."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from core.settings import Browser
from detector import processes, recycling
from detector.recycling import Recycling
from tests.fakes import FakeClock

if TYPE_CHECKING:
    from pathlib import Path

HUGE = 10_000 * recycling.MEGABYTE


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


async def until_due(asked: Recycling, clock: FakeClock, steps: int) -> float | None:
    """The age at which it is due; None when that did not happen in so many steps of ten minutes."""
    waiting = asyncio.get_running_loop().create_task(asked.due())
    await asyncio.sleep(0)
    for _ in range(steps):
        await clock.advance(600)
        while not waiting.done() and not clock.sleeping:  # noqa: ASYNC110 (a thread rings no bell)
            await asyncio.sleep(0.01)
        if waiting.done():
            return clock.monotonic()
    waiting.cancel()
    return None


async def test_an_old_browser_is_due(tmp_path: Path, clock: FakeClock) -> None:
    asked = Recycling(Browser(max_age=3600), tmp_path, clock)
    due = await until_due(asked, clock, 10)
    assert due is not None
    assert due >= 3600


async def test_a_large_browser_is_due_but_not_as_soon_as_it_has_started(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "memory", lambda _: HUGE)
    due = await until_due(Recycling(Browser(), tmp_path, clock), clock, 10)
    assert due is not None
    assert due >= recycling.SHORTEST_LIFE


async def test_a_small_young_browser_stays(tmp_path: Path, clock: FakeClock) -> None:
    assert await until_due(Recycling(Browser(), tmp_path, clock), clock, 6) is None

"""Time for the simulator: the machine's own, one with its own time of day, one whose waits pass faster."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta
from typing import Protocol

EARLIEST = 0.0  # seconds since 1970: the years that a browser writes without trouble
LATEST = 221_845_392_000.0


class Clock(Protocol):
    """What the world takes its time from; tests give one that they own."""

    def utc(self) -> datetime: ...

    def monotonic(self) -> float: ...

    async def sleep(self, seconds: float) -> None: ...


class SystemClock:
    """The machine's own clock."""

    def utc(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class WorldClock:
    """The time of day in the world may be set ahead or back and jump; waits go on as they were."""

    def __init__(self, clock: Clock, now: datetime | None = None) -> None:
        self._clock = clock
        self._ahead = timedelta(0) if now is None else now - clock.utc()

    @property
    def ahead(self) -> float:
        """Seconds by which the world is ahead of the clock it runs on."""
        return self._ahead.total_seconds()

    def jump(self, seconds: float) -> None:
        """Raises ValueError where that would leave the years that a browser can show."""
        ahead = self._ahead + timedelta(seconds=seconds)
        if not EARLIEST < self._clock.utc().timestamp() + ahead.total_seconds() < LATEST:
            raise ValueError("the time of day must stay between the years 1970 and 9000")
        self._ahead = ahead

    def utc(self) -> datetime:
        return self._clock.utc() + self._ahead

    def monotonic(self) -> float:
        return self._clock.monotonic()

    async def sleep(self, seconds: float) -> None:
        await self._clock.sleep(seconds)


class Sped:
    """Waits pass `speed` times faster; the time of day stays the machine's."""

    def __init__(self, clock: Clock, speed: float) -> None:
        self._clock = clock
        self._speed = speed

    def utc(self) -> datetime:
        return self._clock.utc()

    def monotonic(self) -> float:
        return self._clock.monotonic()

    async def sleep(self, seconds: float) -> None:
        await self._clock.sleep(seconds / self._speed)

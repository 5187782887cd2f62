"""The waits of a run: a latency table that may change while it runs, on a clock that may run fast."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from simulator.clock import Sped

if TYPE_CHECKING:
    from simulator.clock import Clock
    from simulator.latency import Latency


class Pace:
    """One per run; everything in it that waits, waits here."""

    def __init__(self, clock: Clock, latency: Latency, speed: float = 1.0) -> None:
        self.clock: Clock = Sped(clock, speed)
        self.latency = latency
        self.speed = speed

    async def sleep(self, seconds: float) -> None:
        await self.clock.sleep(seconds)

    def patch(self, **changes: float) -> None:
        self.latency = replace(self.latency, **changes)

    def told(self) -> dict[str, float]:
        """All waits, before the speed is applied."""
        return asdict(self.latency)

    def for_page(self) -> dict[str, float]:
        """The waits that the page itself must keep, in real seconds."""
        latency = self.latency
        return {
            "pane_switch": latency.pane_switch / self.speed,
            "header_lag": latency.header_lag / self.speed,
        }

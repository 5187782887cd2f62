"""When a browser has grown too large or too old, and is started anew at a moment when nobody writes."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from detector import processes

if TYPE_CHECKING:
    from pathlib import Path

    from core.ports import Clock
    from core.settings import Browser

log = logging.getLogger(__name__)

LOOK = 60.0  # seconds between looks at the browser's memory
SHORTEST_LIFE = 900.0  # seconds; a browser that is too large from the start must not be started for ever
MEGABYTE = 1024 * 1024


class Recycling:
    """Belongs to one browser."""

    def __init__(self, settings: Browser, profile: Path, clock: Clock) -> None:
        self._settings = settings
        self._profile = profile
        self._clock = clock
        self._started = clock.monotonic()

    async def due(self) -> None:
        """Returns when the browser is to be started anew."""
        while not await self._is_due():
            await self._clock.sleep(min(LOOK, self._settings.max_age))

    async def _is_due(self) -> bool:
        age = self._clock.monotonic() - self._started
        if age >= self._settings.max_age:
            log.info("the browser is old and starts anew", extra={"seconds": round(age)})
            return True
        if age < SHORTEST_LIFE:
            return False
        used = await asyncio.to_thread(processes.memory, self._profile)
        if used < self._settings.max_memory * MEGABYTE:
            return False
        log.info("the browser is large and starts anew", extra={"megabytes": round(used / MEGABYTE)})
        return True

"""How often a password may be tried: per address, per name, and per both."""

from __future__ import annotations

import hashlib
import math
import time

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter

# A name alone gets more tries than a name from one address, or a stranger could lock its owner out.
PER_PAIR = RateLimitItemPerMinute(6)
PER_ADDRESS = RateLimitItemPerMinute(20)
PER_NAME = RateLimitItemPerMinute(60)


class Throttle:
    """Counts tries in this process's memory."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    async def wait_for(self, address: str, name: str) -> int | None:
        """Counts one try; None when it may go on, else the seconds to wait."""
        who = hashlib.sha256(name.strip().lower().encode()).hexdigest()[:16]
        tries: tuple[tuple[RateLimitItem, tuple[str, ...]], ...] = (
            (PER_PAIR, ("pair", address, who)),
            (PER_ADDRESS, ("address", address)),
            (PER_NAME, ("name", who)),
        )
        for limit, key in tries:
            if not await self._limiter.hit(limit, *key):
                return await self._seconds_left(limit, key)
        return None

    async def _seconds_left(self, limit: RateLimitItem, key: tuple[str, ...]) -> int:
        window = await self._limiter.get_window_stats(limit, *key)
        left = window.reset_time - time.time()  # noqa: TID251 - the library keeps its windows by this clock
        return max(1, min(math.ceil(left), limit.get_expiry()))

"""How long a failed job waits before it is tried again: twice as long each time, and never all at once."""

from __future__ import annotations

import random
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Backoff:
    """Seconds: the most that is waited after the first failure, and after any."""

    base: float = 2.0
    cap: float = 300.0

    def longest(self, attempts: int) -> float:
        """The most that is waited after `attempts` failures."""
        return min(self.cap, self.base * 2.0 ** min(attempts - 1, 30))

    def wait(self, attempts: int) -> float:
        """Full jitter: failed together, tried again apart."""
        return random.uniform(0, self.longest(attempts))


USUAL = Backoff()

"""A numbered log of everything the page was made to do, for tests to assert on."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.clock import Clock

KEPT = 100_000


class Diary:
    """Keeps the newest entries; `n` grows by one with each and never starts again."""

    def __init__(self, clock: Clock) -> None:
        self.listeners: list[Callable[[dict[str, Any]], None]] = []
        self._clock = clock
        self._entries: deque[dict[str, Any]] = deque(maxlen=KEPT)
        self._count = 0

    def note(self, kind: str, **facts: Any) -> None:
        self._count += 1
        entry = {"n": self._count, "at": self._clock.utc().isoformat(), "kind": kind}
        entry |= {name: fact for name, fact in facts.items() if fact is not None}
        self._entries.append(entry)
        for listener in self.listeners:
            listener(entry)

    def since(self, n: int = 0) -> list[dict[str, Any]]:
        missed = self._count - n
        if missed <= 0:
            return []
        start = max(0, len(self._entries) - missed)
        return [entry for place, entry in enumerate(self._entries) if place >= start]

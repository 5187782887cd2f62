"""Remembers what a request already did, so that the same request sent again does not do it twice."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from core.ports import Clock

KEEP = 24 * 3600.0  # seconds
MOST = 10_000


class DifferentRequest(Exception):
    """The key was used before, for something else."""


@dataclass
class _Once:
    asked: object
    at: float
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    result: int | None = None


class Repeats:
    """Kept in this process: a browser repeats a request within seconds, not after a restart."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._known: OrderedDict[str, _Once] = OrderedDict()

    async def once(self, key: str | None, asked: object, act: Callable[[], Awaitable[int]]) -> int:
        """The id that `act` gave the first time; without a key it always acts."""
        if key is None:
            return await act()
        self._forget_old()
        once = self._known.setdefault(key, _Once(asked, self._clock.monotonic()))
        if once.asked != asked:
            raise DifferentRequest
        async with once.turn:
            if once.result is None:
                once.result = await act()
            return once.result

    def _forget_old(self) -> None:
        now = self._clock.monotonic()
        while self._known:
            first = next(iter(self._known.values()))
            if len(self._known) < MOST and now - first.at < KEEP:
                return
            self._known.popitem(last=False)

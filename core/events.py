"""Facts of this process, and the bus that wakes whoever waits for them; jobs do, events only tell."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class JobsWaiting:
    """A transaction that put a job was committed."""


@dataclass(frozen=True, slots=True)
class ActivityWritten:
    """A transaction that wrote an activity row was committed."""


Event = JobsWaiting | ActivityWritten


class EventBus:
    """Wakes waiters in this process. Nothing is queued: a waiter looks again at the database."""

    def __init__(self) -> None:
        self._waiting: dict[type[Event], set[asyncio.Event]] = {}

    def publish(self, event: Event) -> None:
        for flag in self._waiting.get(type(event), ()):
            flag.set()

    @contextmanager
    def waiting_for(self, *kinds: type[Event]) -> Iterator[asyncio.Event]:
        """An asyncio.Event that is set whenever one of `kinds` is published; clear it before looking."""
        flag = asyncio.Event()
        for kind in kinds:
            self._waiting.setdefault(kind, set()).add(flag)
        try:
            yield flag
        finally:
            for kind in kinds:
                self._waiting[kind].discard(flag)

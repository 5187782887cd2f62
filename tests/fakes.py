"""Stand-ins that behave: a clock that tests own, a model that says what it was told to say."""

from __future__ import annotations

import asyncio
import heapq
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from core.types import Completion

if TYPE_CHECKING:
    from core.types import Prompt


class FakeClock:
    """Time stands still until `advance`; sleepers wake in the order of their moments."""

    def __init__(self, start: datetime = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)) -> None:
        self._start = start
        self._passed = 0.0
        self._sleepers: list[tuple[float, int, asyncio.Event]] = []

    def utc(self) -> datetime:
        return self._start + timedelta(seconds=self._passed)

    def monotonic(self) -> float:
        return self._passed

    async def sleep(self, seconds: float) -> None:
        woken = asyncio.Event()
        heapq.heappush(self._sleepers, (self._passed + seconds, id(woken), woken))
        await woken.wait()

    async def advance(self, seconds: float) -> None:
        """Moves time on, letting each sleeper run at its own moment."""
        end = self._passed + seconds
        await self._settle()
        while self._sleepers and self._sleepers[0][0] <= end:
            moment, _, woken = heapq.heappop(self._sleepers)
            self._passed = max(self._passed, moment)
            woken.set()
            await self._settle()
        self._passed = end

    @property
    def sleeping(self) -> list[float]:
        """How many seconds each sleeper still has to wait, soonest first."""
        return sorted(moment - self._passed for moment, _, _ in self._sleepers)

    async def _settle(self) -> None:
        for _ in range(20):
            await asyncio.sleep(0)


class ScriptedModel:
    """A `ChatModel` that gives the next of `answers` at each call; an exception is raised instead."""

    def __init__(self, *answers: str | Exception, name: str = "scripted") -> None:
        self.name = name
        self.prompts: list[Prompt] = []
        self._answers = list(answers)

    async def complete(self, prompt: Prompt) -> Completion:
        self.prompts.append(prompt)
        if not self._answers:
            raise AssertionError(f"{self.name} was called once more than the test expected")
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        if isinstance(answer, Exception):
            raise answer
        return Completion(text=answer, model=self.name, provider=self.name)

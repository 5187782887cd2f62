"""Stand-ins that behave: a clock that tests own, a model that says what it was told, a page of lists."""

from __future__ import annotations

import asyncio
import heapq
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from core.judgement import Completion
from core.types import Found, Search, SentProof, Tick

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from core.judgement import Prompt
    from core.types import ChatRef, Outgoing, Sighting


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

    def jump(self, seconds: float) -> None:
        """Somebody sets the clock on the wall; sleepers do not notice."""
        self._start += timedelta(seconds=seconds)

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


class FakeChannel:
    """A page that keeps bubbles in lists: `send` adds one, unless `mishaps` holds what goes wrong first.

    A mishap is an exception to raise. `appears_anyway`: the bubble is there all the same. `tells` False:
    nobody can say whether an earlier send appeared.
    """

    def __init__(self) -> None:
        self.bubbles: dict[str, list[tuple[str, str]]] = {}
        self.mishaps: list[Exception] = []
        self.appears_anyway = False
        self.tells = True

    async def sightings(self) -> AsyncIterator[Sequence[Sighting]]:
        while True:
            await asyncio.Event().wait()
            yield ()

    async def mark(self, chat: ChatRef) -> tuple[str, ...]:
        return tuple(id_ for id_, _ in self.bubbles.get(chat.name, [])[-5:])

    async def send(self, outgoing: Outgoing) -> SentProof:
        if self.mishaps:
            mishap = self.mishaps.pop(0)
            if self.appears_anyway:
                self._add(outgoing)
            raise mishap
        return SentProof(self._add(outgoing), Tick.SENT)

    async def find_sent(self, outgoing: Outgoing) -> Search:
        if not self.tells:
            return Search(Found.UNCERTAIN)
        for id_, text in self.bubbles.get(outgoing.chat.name, []):
            if text == outgoing.text and id_ not in (outgoing.mark or ()) and id_ not in outgoing.claimed:
                return Search(Found.SENT, SentProof(id_, Tick.SENT))
        return Search(Found.ABSENT)

    def texts(self, name: str) -> list[str]:
        return [text for _, text in self.bubbles.get(name, [])]

    def _add(self, outgoing: Outgoing) -> str:
        bubbles = self.bubbles.setdefault(outgoing.chat.name, [])
        id_ = f"3EB0{len(bubbles):016X}"
        bubbles.append((id_, outgoing.text))
        return id_

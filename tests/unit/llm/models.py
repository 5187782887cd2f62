"""Models and a clock for tests of breaker and chain."""

from __future__ import annotations

from core.errors import ModelFailed
from core.judgement import Completion, FailureKind, Prompt, PromptMessage, Task
from tests.fakes import FakeClock

ASK = Prompt(Task.ANSWER, (PromptMessage("user", "When do you open?"),), question="When do you open?")


def failed(kind: FailureKind, *, retry_after: float | None = None, status: int | None = None) -> ModelFailed:
    return ModelFailed(kind, retry_after=retry_after, status=status)


class PassingClock(FakeClock):
    """Sleeping moves the time on by itself; `naps` are the seconds that were slept."""

    def __init__(self) -> None:
        super().__init__()
        self.naps: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.naps.append(seconds)
        self._passed += seconds


class Hanging:
    """Never answers: fails as an adapter does when the time given to it is over."""

    def __init__(self, name: str, clock: PassingClock) -> None:
        self.name = name
        self.waited: list[float] = []
        self._clock = clock

    async def complete(self, prompt: Prompt) -> Completion:
        assert prompt.deadline is not None
        self.waited.append(prompt.deadline - self._clock.monotonic())
        await self._clock.sleep(self.waited[-1])
        raise failed(FailureKind.TIMEOUT)


def no_jitter(low: float, high: float) -> float:
    return low


def full_jitter(low: float, high: float) -> float:
    return high
